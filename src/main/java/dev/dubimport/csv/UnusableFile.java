package dev.dubimport.csv;

/** A file that cannot be used at all; nothing was sent. The message is complete: all that is wrong, a line for each. */
public final class UnusableFile extends RuntimeException {
    UnusableFile(String message) {
        super(message);
    }
}

package dev.dubimport.dub;

/**
 * What the service has recorded could not be read to its end. The message says what was read, why it could not be, and what to
 * do; it is fit to print and never shows the key.
 */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}

package dev.dubimport.ledger;

/** The data folder cannot be made, read or written. */
public final class UnusableFolder extends RuntimeException {
    UnusableFolder(String message) {
        super(message);
    }
}

package dev.dubimport.ledger;

/** The ledger in a data folder is gone or damaged, or a backup of it is. It is never begun anew in its place. */
public final class UnusableLedger extends RuntimeException {
    UnusableLedger(String message) {
        super(message);
    }

    UnusableLedger(String message, Exception cause) {
        super(message, cause);
    }
}

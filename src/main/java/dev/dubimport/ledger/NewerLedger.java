package dev.dubimport.ledger;

/** The ledger's tables were made by a newer program. */
public final class NewerLedger extends RuntimeException {
    NewerLedger(String message) {
        super(message);
    }
}

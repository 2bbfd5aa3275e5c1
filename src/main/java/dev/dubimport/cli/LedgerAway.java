package dev.dubimport.cli;

/** The ledger's database cannot be reached just now: the same command may succeed later. */
final class LedgerAway extends RuntimeException {
    LedgerAway(String message) {
        super(message);
    }
}

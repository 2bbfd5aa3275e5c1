package dev.dubimport.ledger;

/** Another process took our turn, or claimed what we read. This run stops, or both would send and save the same. */
public final class TakenOver extends RuntimeException {
    TakenOver(String message) {
        super(message);
    }
}

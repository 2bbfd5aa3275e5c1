package dev.dubimport.ledger;

/** Another process has the data folder. */
public final class FolderInUse extends RuntimeException {
    FolderInUse(String message) {
        super(message);
    }
}

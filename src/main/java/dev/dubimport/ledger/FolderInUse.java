package dev.dubimport.ledger;

import dev.dubimport.sale.Shown;

/** Another process has the data folder. */
public final class FolderInUse extends RuntimeException {
    FolderInUse(String message) {
        super(Shown.escaped(message));
    }
}

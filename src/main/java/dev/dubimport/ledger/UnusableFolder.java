package dev.dubimport.ledger;

import dev.dubimport.sale.Shown;

/** The data folder cannot be made, read or written. */
public final class UnusableFolder extends RuntimeException {
    UnusableFolder(String message) {
        super(Shown.escaped(message));
    }
}

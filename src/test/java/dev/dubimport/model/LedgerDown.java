package dev.dubimport.model;

import java.sql.SQLException;

/** A commit that failed, as far as the process can tell. */
final class LedgerDown extends SQLException {
    LedgerDown() {
        super("the connection to the ledger was lost");
    }
}

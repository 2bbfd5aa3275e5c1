package dev.dubimport.cli;

import dev.dubimport.job.Store;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.sale.Shown;
import java.time.Clock;

/** Opens the ledger in a data folder, or says in one line why not. */
final class Ledgers {
    private static final int MOST_CHARACTERS = 300;

    private Ledgers() {}

    /**
     * Opens the ledger.
     *
     * @throws WrongUsage if the database in the folder cannot be opened; it is never begun anew in place of a damaged one
     */
    static Store open(DataFolder folder, Clock clock) {
        try {
            return Store.open(folder.databaseUrl(), clock);
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new WrongUsage("the ledger in " + folder.path() + " cannot be opened ("
                    + Shown.shortened(root.toString(), MOST_CHARACTERS)
                    + "); if another program has it open, end that; if the disk is full, free it; if the file is damaged,"
                    + " restore the folder from a backup. Without it, sales that are recorded already would be recorded"
                    + " again");
        }
    }
}

package dev.dubimport.console;

import dev.dubimport.job.Store;
import java.util.Optional;
import java.util.function.Function;

/** How the console gets at the ledger: for one question, and for no longer than that. */
public interface Reading {
    /**
     * Asks the ledger.
     *
     * @return the answer; empty where nothing was imported yet
     * @throws NotNow if the ledger cannot be read at the moment
     */
    <T> Optional<T> of(Function<Store, T> question);

    /** The ledger cannot be read at the moment: an import has it, or its database is away. */
    final class NotNow extends RuntimeException {
        /** Why, for people. */
        public NotNow(String message) {
            super(message);
        }
    }
}

package dev.dubimport.cli;

import dev.dubimport.job.Store;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.NewerLedger;
import dev.dubimport.ledger.Outage;
import dev.dubimport.ledger.UnusableLedger;
import dev.dubimport.sale.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Opens the ledger, or says in one line why not. */
final class Ledgers {
    private static final int MOST_CHARACTERS = 300;

    private Ledgers() {}

    /**
     * Opens the ledger.
     *
     * @throws UnusableLedger if it is gone or damaged, or went back to an earlier time
     * @throws WrongUsage if the database in the folder cannot be opened; it is never begun anew in place of a damaged one
     */
    static Store open(DataFolder folder, Clock clock) {
        folder.ledgerFile().ensureKept();
        return openUnchecked(folder, clock);
    }

    /** Opens the ledger without a look at what it should be: one that is just begun anew. */
    static Store openUnchecked(DataFolder folder, Clock clock) {
        try {
            Store store = Store.open(folder, clock);
            folder.keepFilesPrivate();
            return store;
        } catch (RuntimeException e) {
            refuseNewer(e);
            throw new WrongUsage("the ledger in " + folder.path() + " cannot be opened ("
                    + Shown.shortened(Causes.root(e).toString(), MOST_CHARACTERS)
                    + "); if another program has it open, end that; if the disk is full, free it; if the file is damaged,"
                    + " restore a backup (dub-import ledger restore FILE --replace). Without it, sales that are recorded already would be recorded"
                    + " again");
        }
    }

    /** What is done with a ledger, and what comes of it. */
    interface Reading<T> {
        /**
         * Reads it.
         *
         * @param place where the ledger is, for people
         */
        T of(String place, Store store);
    }

    /** Reads the ledger that the options name; empty where there never was one. Whoever wants to import waits for the end of it. */
    static <T> Optional<T> read(
            DatabaseOption database, DataFolderOption dataFolder, Surroundings surroundings, Reading<T> reading) {
        Optional<Database> shared = database.database(surroundings.environment());
        if (shared.isPresent()) {
            try (Store store = open(shared.get(), surroundings.clock())) {
                return Optional.of(reading.of(shared.get().name(), store));
            }
        }
        Path path = dataFolder.path(surroundings.environment());
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try (DataFolder folder = DataFolder.openToRead(path)) {
            folder.ledgerFile().ensureKept();
            if (!folder.ledgerFile().exists()) {
                return Optional.empty();
            }
            try (Store store = openUnchecked(folder, surroundings.clock())) {
                return Optional.of(reading.of(folder.path().toString(), store));
            }
        }
    }

    /**
     * Opens the ledger in a shared database.
     *
     * @throws LedgerAway if it cannot be reached
     * @throws WrongUsage if it refuses us
     */
    static Store open(Database database, Clock clock) {
        try {
            return Store.open(database, clock);
        } catch (RuntimeException e) {
            refuseNewer(e);
            String state = sqlState(e);
            String message = "the ledger at " + database.name() + " cannot be opened ("
                    + Shown.shortened(String.valueOf(Causes.root(e).getMessage()), MOST_CHARACTERS) + "); "
                    + mend(state);
            boolean isAway = Outage.in(e).isPresent() && !isRefusal(state);
            throw isAway ? new LedgerAway(message) : new WrongUsage(message);
        }
    }

    /** By the classes of SQLSTATE, and what PostgreSQL's driver makes of them. */
    private static String mend(String sqlState) {
        if (isRefusal(sqlState)) {
            return "set the user with ?user=NAME or PGUSER, and the password with PGPASSWORD or ~/.pgpass";
        }
        if (sqlState.equals("3D000")) {
            return "make the database first (createdb NAME), or mend its name in the address";
        }
        if (sqlState.equals("42501") || sqlState.equals("3F000")) {
            return "let the user make tables there (grant create, usage on schema public to NAME)";
        }
        return "see that host and port are right, that the server runs, and that it lets this machine in";
    }

    private static boolean isRefusal(String sqlState) {
        return sqlState.startsWith("28") || sqlState.equals("08004");
    }

    /** Spring wraps what a bean throws while it is made. */
    private static void refuseNewer(RuntimeException failure) {
        if (Causes.root(failure) instanceof NewerLedger newer) {
            throw new WrongUsage(newer);
        }
    }

    private static String sqlState(Throwable failure) {
        return Causes.of(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .orElse("");
    }
}

package dev.dubimport.cli;

import dev.dubimport.ledger.Database;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The shared database that holds the ledger, instead of the data folder. */
final class DatabaseOption {
    private static final String VARIABLE = "DUB_IMPORT_DATABASE";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Keep the ledger in a PostgreSQL database that several machines or people share:"
                    + " jdbc:postgresql://HOST:PORT/DATABASE, the same in every run (default: " + VARIABLE
                    + ", else the ledger is in the data folder). The password comes from PGPASSWORD or ~/.pgpass, the"
                    + " user from PGUSER or ?user=NAME.")
    private Optional<String> url = Optional.empty();

    /**
     * For what works on the ledger of a data folder only.
     *
     * @throws WrongUsage if the environment says that the ledger is in a database
     */
    static void ensureNone(Map<String, String> environment) {
        if (!environment.getOrDefault(VARIABLE, "").isBlank()) {
            throw new WrongUsage(VARIABLE
                    + " or the profile says that the ledger is in a PostgreSQL database, and this command is for the"
                    + " ledger of a data folder; back that database up with pg_dump and restore it with pg_restore, or unset"
                    + " the variable");
        }
    }

    /** Empty where the ledger is in the data folder. */
    Optional<Database> database(Map<String, String> environment) {
        if (url.isPresent()) {
            return Optional.of(parse("--database", url.get(), environment));
        }
        return Optional.of(environment.getOrDefault(VARIABLE, ""))
                .filter(value -> !value.isBlank())
                .map(value -> parse(VARIABLE, value, environment));
    }

    /** The address is not repeated: it may hold a password. */
    private static Database parse(String place, String url, Map<String, String> environment) {
        try {
            return Database.postgresql(url.strip(), environment);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(place + ": " + e.getMessage());
        }
    }
}

package dev.dubimport.torture;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the ledger of a round is.
 *
 * @param databaseUrl as a reader of its own opens it
 * @param user empty where the address names one
 * @param options what the importer's command line says of it
 */
record LedgerPlace(String databaseUrl, String user, List<String> options) {

    /** In the data folder of the one process. */
    static LedgerPlace inFolder(Path folder) {
        Path data = folder.resolve("data");
        return new LedgerPlace(
                "jdbc:h2:file:" + data.resolve("ledger") + ";IFEXISTS=TRUE",
                "",
                List.of("--data-dir", data.toString()));
    }

    /** In a database that several processes share. */
    static LedgerPlace inDatabase(Path folder, String url) {
        return new LedgerPlace(
                url,
                "postgres",
                List.of("--database", url, "--data-dir", folder.resolve("data").toString()));
    }

    List<LedgerEntry> entries() {
        return LedgerEntry.readAll(databaseUrl, user);
    }
}

package dev.dubimport.cli;

import dev.dubimport.ledger.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder that holds the ledger. */
final class DataFolderOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The folder of the ledger, the same in every run (default: DUB_IMPORT_HOME, else a folder of"
                    + " your own that the platform names).")
    private @Nullable Path dataDir;

    Path path(Map<String, String> environment) {
        if (dataDir != null && dataDir.toString().isBlank()) {
            throw new WrongUsage("--data-dir: empty; name the folder of the ledger, or leave the option out");
        }
        if (dataDir != null) {
            return dataDir;
        }
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return DataFolder.ofUser(environment, System.getProperty("os.name"), home);
    }
}

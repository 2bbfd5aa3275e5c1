package dev.dubimport.cli;

import dev.dubimport.ledger.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The folder that holds the ledger. */
final class DataFolderOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The folder of the ledger, the same in every run (default: DUB_IMPORT_HOME, else a folder of"
                    + " your own that the platform names).")
    private Optional<Path> dataDir = Optional.empty();

    Path path(Map<String, String> environment) {
        return dataDir.orElseGet(() -> DataFolder.ofUser(
                environment, System.getProperty("os.name"), Path.of(System.getProperty("user.home"))));
    }
}

package dev.dubimport.cli;

import dev.dubimport.ledger.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dub-import ledger}: what a person does with the ledger as a whole. */
@Command(
        name = "ledger",
        description =
                "Backs up, restores, verifies, counts and refills the ledger, which is all that keeps sales from being recorded a"
                        + " second time. For the ledger of a data folder; one in PostgreSQL is backed up with pg_dump.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class LedgerCommand {
    private LedgerCommand() {}

    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new LedgerCommand())
                .addSubcommand(new LedgerBackupCommand(surroundings))
                .addSubcommand(new LedgerRestoreCommand(surroundings))
                .addSubcommand(new LedgerVerifyCommand(surroundings))
                .addSubcommand(new LedgerStatsCommand(surroundings))
                .addSubcommand(new LedgerAdoptCommand(surroundings));
    }

    /** The data folder, which must be there already: a mistyped one is not made. */
    static DataFolder open(DataFolderOption option, Map<String, String> environment) {
        return DataFolder.open(path(option, environment));
    }

    /** Its path; somebody else may use it. */
    static Path path(DataFolderOption option, Map<String, String> environment) {
        DatabaseOption.ensureNone(environment);
        Path path = option.path(environment);
        if (!Files.isDirectory(path)) {
            throw new WrongUsage("there is no data folder " + path + "; name the folder of the ledger with --data-dir");
        }
        return path;
    }
}

package dev.dubimport.cli;

import dev.dubimport.ledger.Inspection;
import dev.dubimport.ledger.LiveBackup;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dub-import ledger backup}. */
@Command(
        name = "backup",
        description =
                "Writes a copy of the ledger to a new file, after checking it. An import that runs is asked for the copy, and goes on meanwhile.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  dub-import ledger backup /backups/ledger-2026-11-23.zip")
final class LedgerBackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The file to write; never one that is there already.")
    private Path file = Path.of("");

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    LedgerBackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = LedgerCommand.path(dataFolder, surroundings.environment());
        Inspection copied = new LiveBackup(folder, LiveBackup.PATIENCE)
                .write(file, surroundings.clock().instant());
        surroundings
                .out()
                .println("Backed up the ledger in " + Shown.escaped(folder.toString()) + " to "
                        + Shown.escaped(file.toAbsolutePath().toString()) + ": "
                        + Numbers.count(copied.entries()) + " sales"
                        + copied.lastWritten()
                                .map(time -> ", the last written on " + time)
                                .orElse("") + ".");
        return ExitCode.OK;
    }
}

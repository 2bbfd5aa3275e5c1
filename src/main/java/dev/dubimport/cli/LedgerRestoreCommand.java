package dev.dubimport.cli;

import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Decision;
import dev.dubimport.ledger.LedgerFile.Restored;
import dev.dubimport.report.Numbers;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dub-import ledger restore}. */
@Command(
        name = "restore",
        description =
                "Puts the ledger of a backup in place, after checking that the backup is whole and sound. What was"
                        + " recorded since the backup is unknown to it: the command says what to do about that.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  dub-import ledger restore /backups/ledger-2026-11-23.zip --replace")
final class LedgerRestoreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--replace",
            description = "There may be a ledger: it is kept in the data folder under another name, with the date.")
    private boolean replace;

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    LedgerRestoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DatabaseOption.ensureNone(surroundings.environment());
        Instant now = surroundings.clock().instant();
        // On a new machine there is no data folder yet.
        try (DataFolder folder = DataFolder.open(dataFolder.path(surroundings.environment()))) {
            Restored restored = folder.ledgerFile().restore(file, replace, now);
            PrintStream out = surroundings.out();
            out.println("Restored " + folder.ledgerFile().file() + " from " + file.toAbsolutePath() + ": "
                    + Numbers.count(restored.inspection().entries()) + " sales.");
            restored.aside().ifPresent(old -> out.println("The ledger that was there is kept: " + old));
            out.println();
            restored.inspection()
                    .lastWritten()
                    .ifPresentOrElse(last -> warn(out, last, now), () -> out.println("The backup knows of no sale."));
        }
        return ExitCode.OK;
    }

    /** The first sale that the backup lacks was sent after the last that it has: no earlier is it forgotten. */
    private static void warn(PrintStream out, Instant last, Instant now) {
        Instant remembered = last.plus(Decision.RESEND_WITHIN);
        out.println("WARNING: the backup was last written on " + last
                + ". Sales that were recorded after that are unknown to this ledger.");
        if (now.isBefore(remembered)) {
            out.println("  - Before " + remembered + ", import every file again that was imported since then, with the"
                    + " same options: the service still knows those invoice ids and records none twice, and the"
                    + " ledger learns of them.");
            out.println("  - After that time the service begins to forget them: a file of that time would be recorded"
                    + " twice. Compare it with the sales that Dub lists first, and leave out those that are there.");
            return;
        }
        out.println("  - Import no file again that was imported since then: the service has begun to forget those"
                + " invoice ids (it did on " + remembered + "), and would record their sales twice.");
        out.println("  - Compare such a file with the sales that Dub lists first, and leave out those that are there.");
        out.println("  - Files that were never imported are safe.");
    }
}

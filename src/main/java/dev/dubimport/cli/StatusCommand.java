package dev.dubimport.cli;

import dev.dubimport.job.History;
import dev.dubimport.job.RunReport;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Entry;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dub-import status}: what the ledger tells of the past. */
@Command(
        name = "status",
        description = "Shows the latest runs with their outcomes, and the sales in doubt.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  dub-import status")
final class StatusCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 10;
    private static final int MOST_IN_DOUBT = 20;

    private final Surroundings surroundings;

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = dataFolder.path(surroundings.environment());
        PrintStream out = surroundings.out();
        if (!Files.isDirectory(path)) {
            out.println("Nothing was imported yet: there is no ledger in " + path + ".");
            return ExitCode.OK;
        }
        try (DataFolder folder = DataFolder.open(path);
                Store store = Ledgers.open(folder, surroundings.clock())) {
            out.println("Ledger: " + folder.path());
            printRuns(out, new History(store).lastRuns(MOST_RUNS));
            for (Destination destination : store.ledger().destinations()) {
                printBooks(out, destination, store.ledger().books(destination));
            }
        }
        return ExitCode.OK;
    }

    private static void printRuns(PrintStream out, List<RunReport> runs) {
        if (runs.isEmpty()) {
            out.println("No runs yet.");
        }
        for (RunReport report : runs) {
            out.println();
            out.println("Run " + report.run().id() + "  "
                    + report.run().startedAt().truncatedTo(ChronoUnit.SECONDS) + "  "
                    + (report.status() == RunReport.Status.COMPLETED ? "completed" : "stopped") + "  "
                    + Shown.escaped(report.run().file().toString()) + " to "
                    + report.run().destination());
            out.println("  " + saved(report.totals()));
        }
    }

    private static String saved(ControlTotals totals) {
        long rows = totals.read().count();
        return rows == 0 ? "no outcomes saved yet" : Numbers.rows(rows) + ": " + Display.outcomes(totals);
    }

    private static void printBooks(PrintStream out, Destination destination, Books books) {
        ControlTotals.Line recorded = books.recorded();
        out.println();
        out.println("At " + destination + ":");
        out.println(
                "  recorded: " + Numbers.count(recorded.count()) + " sales, " + Numbers.amounts(recorded.minorUnits()));
        long count = books.countInDoubt();
        if (count == 0) {
            out.println("  in doubt: none");
            return;
        }
        out.println(
                "  in doubt: " + Numbers.count(count) + " that may have been recorded without an answer; import their"
                        + " file again within 7 days of the first attempt:");
        for (Entry entry : books.inDoubt(MOST_IN_DOUBT)) {
            out.println("    invoice " + Shown.shortened(entry.invoiceId()) + "  " + entry.amount() + "  sent "
                    + entry.firstAttempt().truncatedTo(ChronoUnit.SECONDS) + "  run " + entry.run() + ", line "
                    + entry.line());
        }
        if (count > MOST_IN_DOUBT) {
            out.println("    and " + Numbers.count(count - MOST_IN_DOUBT) + " more");
        }
    }
}

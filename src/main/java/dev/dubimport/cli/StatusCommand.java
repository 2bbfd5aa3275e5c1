package dev.dubimport.cli;

import dev.dubimport.csv.Source;
import dev.dubimport.job.History;
import dev.dubimport.job.RunReport;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Statistics;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dub-import status}: what the ledger tells of the past. */
@Command(
        name = "status",
        description = "Shows the latest runs with their outcomes, and the sales in doubt.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import status",
            "  dub-import status --in-doubt",
            "  dub-import status --in-doubt --csv > in-doubt.csv"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 10;
    private static final int MOST_IN_DOUBT = 20;

    private final Surroundings surroundings;

    @Option(names = "--in-doubt", description = "Show all sales in doubt, and nothing else.")
    private boolean inDoubt;

    @Option(
            names = "--csv",
            description =
                    "With --in-doubt: print them as CSV on standard output, amounts in major units (12.50), times in"
                            + " UTC. Every text is fit for a spreadsheet and a terminal.")
    private boolean csv;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (csv && !inDoubt) {
            throw new WrongUsage("--csv: goes with --in-doubt only; add that");
        }
        if (Ledgers.read(database, dataFolder, surroundings, this::print).isEmpty()) {
            Path path = dataFolder.path(surroundings.environment());
            forPeople()
                    .println("Nothing was imported yet: there is no ledger in " + Shown.escaped(path.toString()) + ".");
        }
        return ExitCode.OK;
    }

    private int print(String place, Store store) {
        forPeople().println("Ledger: " + Shown.escaped(place));
        if (inDoubt) {
            printInDoubt(store.ledger());
        } else {
            printAll(store);
        }
        return ExitCode.OK;
    }

    private void printAll(Store store) {
        PrintStream out = surroundings.out();
        printRuns(out, new History(store).lastRuns(MOST_RUNS));
        // One reading of all entries, whatever their number: asked destination by destination, each is looked up by
        // itself.
        for (Statistics.Shelf shelf : store.ledger().statistics().shelves()) {
            printBooks(out, shelf, store.ledger());
        }
    }

    private void printInDoubt(Ledger ledger) {
        DoubtList list = new DoubtList(ledger, surroundings.clock().instant());
        if (csv) {
            list.printCsv(surroundings.out());
            return;
        }
        list.print(surroundings.out());
    }

    private PrintStream forPeople() {
        return csv ? surroundings.err() : surroundings.out();
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
                    + Source.shown(report.run().file()) + " to "
                    + report.run().destination());
            out.println("  " + saved(report));
        }
        if (runs.size() == MOST_RUNS) {
            out.println();
            out.println("Those are the latest " + MOST_RUNS + " runs.");
        }
    }

    private static String saved(RunReport report) {
        long rows = report.totals().read().count();
        if (rows > 0) {
            return Numbers.rows(rows) + ": " + Display.outcomes(report.totals());
        }
        return report.status() == RunReport.Status.COMPLETED
                ? "no rows"
                : "stopped before its first rows were saved; what it recorded is counted below";
    }

    private void printBooks(PrintStream out, Statistics.Shelf shelf, Ledger ledger) {
        ControlTotals.Line recorded = shelf.totals().of(Outcome.RECORDED);
        out.println();
        out.println("At " + shelf.destination() + ":");
        out.println(
                "  recorded: " + Numbers.count(recorded.count()) + " sales, " + Numbers.amounts(recorded.minorUnits()));
        long count = shelf.totals().of(Outcome.IN_DOUBT).count();
        if (count == 0) {
            out.println("  in doubt: none");
            return;
        }
        out.println("  in doubt: " + Numbers.count(count) + " that may have been recorded without an answer");
        DoubtList list = new DoubtList(ledger, surroundings.clock().instant());
        ledger.books(shelf.destination())
                .inDoubt(MOST_IN_DOUBT)
                .forEach(entry -> out.println("    " + list.line(entry)));
        if (count > MOST_IN_DOUBT) {
            out.println("    and " + Numbers.count(count - MOST_IN_DOUBT) + " more");
        }
        out.println("    dub-import status --in-doubt shows all of them, and what to do");
    }
}

package dev.dubimport.cli;

import dev.dubimport.job.RunId;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.ledger.Turn;
import dev.dubimport.report.RunSummary;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.schedule.Imported;
import dev.dubimport.schedule.Imported.Ending;
import dev.dubimport.schedule.Office;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Imports by the command {@code import} itself, at one seat after the other: the ledger is open, and the turn taken, for a piece
 * of work and no longer. What the command prints is kept for the note of a file that fails.
 */
final class ImportOffice implements Office {
    private static final String REPORT = "report.html";
    private static final String SAID_BY_US = "dub-import: ";

    private final Surroundings surroundings;
    private final List<String> arguments;
    private final Interruption interruption;
    private final LedgerReading reading;
    private final Runnable stop;
    private final Meter meter;

    /** What is heard of an import besides its exit code. */
    private static final class Heard {
        private final List<RunSummary> summaries = new ArrayList<>();
        private boolean isLimitReached;

        void add(RunSummary summary, boolean isLimitExceeded) {
            summaries.add(summary);
            isLimitReached |= isLimitExceeded;
        }

        ControlTotals totals() {
            return summaries.stream().map(RunSummary::totals).reduce(ControlTotals.ZERO, ControlTotals::plus);
        }

        /** {@code , run 7}: what the ledger and its commands know them by. */
        String runs() {
            return summaries.stream().map(summary -> ", run " + summary.run()).collect(Collectors.joining());
        }

        Optional<String> stoppedBy() {
            return summaries.stream()
                    .map(RunSummary::stoppedBy)
                    .filter(reason -> !reason.isEmpty())
                    .findFirst();
        }
    }

    /**
     * An office that is closed.
     *
     * @param arguments the options of {@code import} that all files are imported with
     * @param reading reads the ledger in between, and while it is open here
     * @param stop what an interruption does while no import is under way
     * @param meter measures all that is imported
     */
    ImportOffice(
            Surroundings surroundings,
            List<String> arguments,
            Interruption interruption,
            LedgerReading reading,
            Runnable stop,
            Meter meter) {
        this.surroundings = surroundings;
        this.arguments = arguments;
        this.interruption = interruption;
        this.reading = reading;
        this.stop = stop;
        this.meter = meter;
    }

    @Override
    public Optional<Hindrance> during(Consumer<Desk> work) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Surroundings quiet = quiet(said);
        ImportCommand command = new ImportCommand(quiet);
        ImportArguments.parse(command, arguments, Path.of("none"), quiet);
        try (LedgerReading.Lent lent = reading.lend(command::openTarget);
                Turn turn = lent.target().turn(surroundings.patience().leaseFor())) {
            Target target = lent.target();
            Optional<String> holder = turn.tryTake();
            if (holder.isPresent()) {
                return Optional.of(
                        new Hindrance("another dub-import sends to the same workspace (" + holder.get() + ")", true));
            }
            work.accept(new Desk(
                    target.store().ledger().diary(target.destination(), turn),
                    (file, beside) -> importOne(target, turn, file, beside)));
            meter.look(target);
            return Optional.empty();
        } catch (RuntimeException e) {
            new Failures(new Escaped(quiet.err())).say(e);
            return Optional.of(new Hindrance(inALine(said.toString(StandardCharsets.UTF_8)), e instanceof FolderInUse));
        }
    }

    private Imported importOne(Target target, Turn turn, Path file, Path beside) {
        if (!isWhatItIsCalled(file)) {
            String why = "not imported, its name has bytes that are no UTF-8, and may be taken for another file's;"
                    + " rename it";
            return new Imported(Ending.REFUSED, why, why, ExitCode.USAGE, List.of(), ControlTotals.ZERO);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Surroundings quiet = quiet(said);
        Heard heard = new Heard();
        ImportCommand command = ImportCommand.at(new Seat(target, turn, interruption, true, meter, heard::add), quiet);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--report", beside.resolve(REPORT).toString()));
        int exitCode = ImportArguments.commandLine(command, all, quiet).execute(ImportArguments.of(all, file));
        interruption.stopsReading(stop);
        meter.ended(exitCode, heard.totals(), surroundings.clock().instant());
        keepRejects(heard.summaries, beside);
        RunId.end();
        String text = said.toString(StandardCharsets.UTF_8);
        return new Imported(
                ending(exitCode, heard),
                outcomes(exitCode, heard, text),
                text,
                exitCode,
                heard.summaries.stream().map(RunSummary::run).toList(),
                heard.totals());
    }

    /** Whether the name as text leads to that file: what is no UTF-8 becomes a sign that another name may really have. */
    private static boolean isWhatItIsCalled(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Ending ending(int exitCode, Heard heard) {
        return switch (exitCode) {
            case ExitCode.OK -> Ending.RECORDED;
            case ExitCode.SOME_NOT_RECORDED -> isUnsettled(heard.totals()) ? Ending.UNSETTLED : Ending.REJECTS;
            case ExitCode.USAGE -> Ending.REFUSED;
            // The same import would only be stopped again.
            default -> heard.isLimitReached ? Ending.REFUSED : Ending.STOPPED;
        };
    }

    private static boolean isUnsettled(ControlTotals totals) {
        return totals.of(Outcome.FAILED).count() + totals.of(Outcome.IN_DOUBT).count() > 0;
    }

    private static String outcomes(int exitCode, Heard heard, String said) {
        return switch (exitCode) {
            case ExitCode.OK ->
                "imported, "
                        + (heard.totals().read().count() == 0 ? "no rows" : Display.outcomes(heard.totals()))
                        + heard.runs();
            case ExitCode.SOME_NOT_RECORDED ->
                "imported, not all recorded, " + Display.outcomes(heard.totals()) + heard.runs();
            case ExitCode.USAGE -> "not imported, " + inALine(said);
            default -> "stopped, " + heard.stoppedBy().orElseGet(() -> inALine(said)) + heard.runs();
        };
    }

    /** The rows that have to be mended, beside the file: whoever looks after it need not know the data folder. */
    private static void keepRejects(List<RunSummary> summaries, Path beside) {
        for (RunSummary summary : summaries) {
            if (!summary.totals().allSettledWell() && Files.exists(summary.rejects())) {
                String name = summaries.size() == 1 ? "rejects.csv" : "rejects-" + summary.run() + ".csv";
                try {
                    Files.copy(summary.rejects(), beside.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(summary.rejects() + " cannot be copied", e);
                }
            }
        }
    }

    /** The line that says what is wrong, without our own name. */
    private static String inALine(String said) {
        return said.lines()
                .filter(line -> line.startsWith(SAID_BY_US))
                .reduce((first, last) -> last)
                .map(line -> line.substring(SAID_BY_US.length()))
                .orElse("it did not say why");
    }

    private Surroundings quiet(ByteArrayOutputStream said) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return surroundings.saying(out, out);
    }
}

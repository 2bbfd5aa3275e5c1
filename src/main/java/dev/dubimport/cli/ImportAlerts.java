package dev.dubimport.cli;

import dev.dubimport.alert.Alert;
import dev.dubimport.alert.Alerts;
import dev.dubimport.ledger.Destination;
import dev.dubimport.report.Numbers;
import dev.dubimport.report.RunSummary;
import dev.dubimport.sale.ControlTotals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One alert for one command, however many files it imports. An interruption raises none: whoever interrupts knows. */
final class ImportAlerts {
    private final Clock clock;
    private final List<RunSummary> summaries = new ArrayList<>();
    private Optional<Destination> destination = Optional.empty();
    private BooleanSupplier isInterrupted = () -> false;

    ImportAlerts(Clock clock) {
        this.clock = clock;
    }

    void goesTo(Destination where, BooleanSupplier interrupted) {
        destination = Optional.of(where);
        isInterrupted = interrupted;
    }

    void ended(RunSummary summary) {
        summaries.add(summary);
    }

    /** Has the work done, tells how it ended, and waits until that is delivered, within bounds. */
    int telling(Alerts alerts, Supplier<Integer> work) {
        try (alerts) {
            try {
                int exitCode = work.get();
                raise(alerts, exitCode);
                return exitCode;
            } catch (RuntimeException e) {
                raise(alerts, Failures.exitCodeOf(e));
                throw e;
            }
        }
    }

    private void raise(Alerts alerts, int exitCode) {
        if (isInterrupted.getAsBoolean()) {
            return;
        }
        alerts.raise(new Alert(
                UUID.randomUUID(),
                kind(exitCode),
                clock.instant(),
                destination.map(ImportAlerts::where),
                summaries.size() == 1 ? Optional.of(summaries.get(0).name()) : Optional.empty(),
                Optional.empty(),
                summaries.stream().map(RunSummary::run).toList(),
                summaries.stream().map(RunSummary::totals).reduce(ControlTotals.ZERO, ControlTotals::plus),
                what(exitCode),
                next(exitCode),
                OptionalInt.of(exitCode)));
    }

    static Alert.Where where(Destination destination) {
        return new Alert.Where(destination.baseUrl().toString(), destination.workspace());
    }

    private static Alert.Kind kind(int exitCode) {
        return switch (exitCode) {
            case ExitCode.OK -> Alert.Kind.RECORDED;
            case ExitCode.SOME_NOT_RECORDED -> Alert.Kind.NOT_RECORDED;
            case ExitCode.USAGE -> Alert.Kind.FAILED;
            default -> Alert.Kind.STOPPED;
        };
    }

    private String what(int exitCode) {
        String files = summaries.size() > 1 ? Numbers.count(summaries.size()) + " files: " : "";
        return files
                + switch (exitCode) {
                    case ExitCode.OK -> "Every row is recorded, or was already.";
                    case ExitCode.SOME_NOT_RECORDED -> "Imported; some rows were not recorded.";
                    case ExitCode.USAGE -> "Nothing was imported: a file, an option, the key or the ledger is wrong.";
                    default -> "The import stopped before the end.";
                };
    }

    private static String next(int exitCode) {
        return switch (exitCode) {
            case ExitCode.OK -> "nothing has to be done.";
            case ExitCode.SOME_NOT_RECORDED ->
                "mend the rows in the rejects file and import that; the same command tries again what failed or is in"
                        + " doubt.";
            case ExitCode.USAGE -> "see what is wrong in the output of dub-import import, and run it again.";
            default -> "see why in the output of dub-import import, and run the same command again to go on.";
        };
    }
}

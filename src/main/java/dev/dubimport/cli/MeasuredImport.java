package dev.dubimport.cli;

import dev.dubimport.metrics.Metrics;
import dev.dubimport.metrics.MetricsFile;
import dev.dubimport.report.RunSummary;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One import that is measured, if anybody wants to know: what it comes to is written once, at its end, whatever that is. */
final class MeasuredImport {
    private final Optional<Path> file;
    private final Surroundings surroundings;
    private final Meter meter;
    private ControlTotals totals = ControlTotals.ZERO;
    private boolean isWritten;

    private MeasuredImport(Optional<Path> file, Surroundings surroundings, Meter meter) {
        this.file = file;
        this.surroundings = surroundings;
        this.meter = meter;
    }

    /** One that nobody measures. */
    static MeasuredImport unmeasured(Surroundings surroundings) {
        return new MeasuredImport(Optional.empty(), surroundings, Meter.NONE);
    }

    /** One that is measured from now on, in a file that goes on where the last import to it ended. */
    static MeasuredImport begun(Path file, String workspace, Surroundings surroundings) {
        Metrics metrics = Metrics.ofImport(workspace);
        new MetricsFile(file).begin(metrics);
        return new MeasuredImport(Optional.of(file), surroundings, new Meter(Optional.of(metrics)));
    }

    Meter meter() {
        return meter;
    }

    void add(RunSummary summary) {
        totals = totals.plus(summary.totals());
    }

    /** Writes the file at the end of the work, with the exit code that it comes to. */
    int written(IntSupplier work) {
        try {
            int exitCode = work.getAsInt();
            write(exitCode);
            return exitCode;
        } catch (RuntimeException e) {
            write(Failures.exitCodeOf(e));
            throw e;
        }
    }

    private void write(int exitCode) {
        if (file.isEmpty() || isWritten) {
            return;
        }
        isWritten = true;
        meter.ended(exitCode, totals, surroundings.clock().instant());
        try {
            new MetricsFile(file.get()).write(meter.metrics().orElseThrow());
        } catch (IOException e) {
            surroundings
                    .err()
                    .println("The metrics could not be written (" + Shown.escaped(e.toString())
                            + "); all else is done.");
        }
    }
}

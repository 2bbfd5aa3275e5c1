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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an import leaves for Prometheus, whatever its end. */
final class MetricsFileOption {
    @Option(
            names = "--metrics-file",
            paramLabel = "FILE.prom",
            description = "At the end, whatever it is, write what was measured to a file for the text file collector of"
                    + " Prometheus's node exporter: outcomes, calls, exit code, time of the last success. One file for"
                    + " each workspace. Money is in minor units.")
    private Optional<Path> file = Optional.empty();

    private Meter meter = Meter.NONE;
    private ControlTotals totals = ControlTotals.ZERO;
    private @Nullable Surroundings surroundings;
    private boolean isWritten;

    /** Measures the work, and writes the file at its end unless that was done within. */
    int around(String workspace, Surroundings here, IntSupplier work) {
        if (file.isEmpty()) {
            return work.getAsInt();
        }
        check(file.get());
        surroundings = here;
        Metrics metrics = Metrics.ofImport(workspace);
        new MetricsFile(file.get()).begin(metrics);
        meter = new Meter(Optional.of(metrics));
        return written(work);
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

    Meter meter() {
        return meter;
    }

    void add(RunSummary summary) {
        totals = totals.plus(summary.totals());
    }

    private void write(int exitCode) {
        if (surroundings == null || isWritten) {
            return;
        }
        isWritten = true;
        meter.ended(exitCode, totals, surroundings.clock().instant());
        try {
            new MetricsFile(file.orElseThrow()).write(meter.metrics().orElseThrow());
        } catch (IOException e) {
            surroundings
                    .err()
                    .println("The metrics could not be written (" + Shown.escaped(e.toString())
                            + "); all else is done.");
        }
    }

    private static void check(Path file) {
        Path target = file.toAbsolutePath();
        if (!target.toString().endsWith(MetricsFile.ENDING)) {
            throw new WrongUsage("--metrics-file " + target + ": the collector reads files that end in "
                    + MetricsFile.ENDING + " only; name it so");
        }
        ResultPlace.ensureTakes("--metrics-file", target);
    }
}

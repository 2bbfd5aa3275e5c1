package dev.dubimport.cli;

import dev.dubimport.metrics.MetricsFile;
import java.nio.file.Path;
import java.util.Optional;
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

    /**
     * Begins to measure, if that is asked for.
     *
     * @throws WrongUsage if the file could not be written at the end
     */
    MeasuredImport begin(String workspace, Surroundings surroundings) {
        if (file.isEmpty()) {
            return MeasuredImport.unmeasured(surroundings);
        }
        check(file.get());
        return MeasuredImport.begun(file.get(), workspace, surroundings);
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

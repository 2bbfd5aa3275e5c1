package dev.dubimport.metrics;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How imports end: one command of its own, or the import of one file of a schedule. */
final class Runs {
    private static final int MOST_EXIT_CODE = 3;
    private static final int FINISHED = 1;

    private final List<Counter> byExitCode = new ArrayList<>();
    private final Gauges gauges;

    Runs(MeterRegistry registry) {
        gauges = new Gauges(registry);
        for (int code = 0; code <= MOST_EXIT_CODE; code++) {
            byExitCode.add(Counter.builder("dub.import.runs")
                    .description("Imports that ended, by exit code: 0 all recorded, 1 some not, 2 refused, 3 stopped")
                    .tag("exit_code", Integer.toString(code))
                    .register(registry));
        }
    }

    void ended(int exitCode, ControlTotals totals, Instant at) {
        byExitCode.get(exitCode).increment();
        gauges.set("dub.import.last.run.exit.code", "Exit code of the last import", exitCode);
        gauges.set("dub.import.last.run.end.timestamp.seconds", "When the last import ended", (double)
                at.getEpochSecond());
        for (Outcome outcome : Outcome.values()) {
            gauges.set(
                    "dub.import.last.run.rows",
                    "Rows of the last import by what became of them, those of earlier restarts included",
                    Tags.of("outcome", Rows.label(outcome)),
                    (double) totals.of(outcome).count());
        }
        if (exitCode <= FINISHED) {
            succeeded((double) at.getEpochSecond());
        }
    }

    void succeeded(double seconds) {
        gauges.set(
                "dub.import.last.success.timestamp.seconds",
                "When an import last came to the end of its files (exit code 0 or 1)",
                seconds);
    }

    void inDoubt(long sales) {
        gauges.set(
                "dub.import.in.doubt.sales",
                "Sales that may be recorded without an answer having come, when the last import ended",
                (double) sales);
    }
}

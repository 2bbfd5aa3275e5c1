package dev.dubimport.cli;

import dev.dubimport.job.Progress;
import dev.dubimport.job.RunId;
import dev.dubimport.ledger.Run;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a run is: a bar where a line can be overwritten, a line every few seconds elsewhere. */
interface Display extends Progress, AutoCloseable {

    @Override
    default void begun(Run run) {}

    @Override
    void close();

    static Display of(Surroundings surroundings, long rows) {
        return surroundings.terminalWidth() > 0
                ? new Bar(surroundings.err(), surroundings.terminalWidth(), rows)
                : new Lines(surroundings.err(), surroundings.clock(), rows);
    }

    /** {@code recorded 120, invalid 2}: the outcomes that there are. */
    static String outcomes(ControlTotals totals) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> totals.of(outcome).count() > 0)
                .map(outcome ->
                        outcome.word() + " " + Numbers.count(totals.of(outcome).count()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), outcomes -> outcomes.isEmpty() ? "no outcomes yet" : outcomes));
    }

    /** A progress bar with rows, rate, outcomes and time left. */
    final class Bar implements Display {
        private final PrintStream err;
        private final int width;
        private final long rows;
        private @Nullable ProgressBar bar;

        Bar(PrintStream err, int width, long rows) {
            this.err = err;
            this.width = width;
            this.rows = rows;
        }

        @Override
        public void update(ControlTotals totals) {
            ProgressBar shown = bar == null ? begin(totals.read().count()) : bar;
            bar = shown;
            shown.stepTo(totals.read().count());
            shown.setExtraMessage(" " + outcomes(totals));
        }

        /** From the first update on, which tells where a run goes on: rows of earlier restarts are no speed of this one. */
        private ProgressBar begin(long rowsBefore) {
            return new ProgressBarBuilder()
                    .setTaskName("")
                    .setInitialMax(rows)
                    .startsFrom(rowsBefore, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" rows", 1)
                    .showSpeed()
                    .setUpdateIntervalMillis(250)
                    // With a width the library need not ask the terminal: asking takes Ctrl-C away from the JVM.
                    .setConsumer(new ConsoleProgressBarConsumer(err, width))
                    .build();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** A plain line every few seconds, for logs. */
    final class Lines implements Display {
        private static final Duration BETWEEN = Duration.ofSeconds(5);

        private final PrintStream err;
        private final Clock clock;
        private final long rows;
        private final Instant begun;
        private Instant next;
        private long before = -1;

        Lines(PrintStream err, Clock clock, long rows) {
            this.err = err;
            this.clock = clock;
            this.rows = rows;
            this.begun = clock.instant();
            this.next = begun.plus(BETWEEN);
        }

        @Override
        public void update(ControlTotals totals) {
            if (before < 0) {
                before = totals.read().count();
            }
            Instant now = clock.instant();
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(BETWEEN);
            err.println(RunId.prefix() + line(totals, Duration.between(begun, now)));
        }

        private String line(ControlTotals totals, Duration elapsed) {
            long done = totals.read().count();
            double perSecond = (done - before) / (elapsed.toMillis() / 1000.0);
            String left = perSecond > 0
                    ? ", about " + Numbers.duration(Duration.ofSeconds((long) (Math.max(0, rows - done) / perSecond)))
                            + " left"
                    : "";
            return Numbers.count(done) + " of " + Numbers.rows(rows) + " (" + outcomes(totals) + "), "
                    + Numbers.count(Math.round(perSecond)) + " rows/s" + left;
        }

        @Override
        public void close() {}
    }
}

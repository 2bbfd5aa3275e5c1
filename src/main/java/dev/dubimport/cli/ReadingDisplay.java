package dev.dubimport.cli;

import dev.dubimport.reconcile.Scout;
import dev.dubimport.report.Numbers;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Shows how far the reading of the service's books is: in place where a line can be overwritten, else every few seconds. */
final class ReadingDisplay implements Scout.Progress, AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    private final PrintStream err;
    private final Clock clock;
    private final boolean isTerminal;
    private Instant next;
    private final BooleanSupplier isInterrupted;
    private boolean isShown;

    private ReadingDisplay(PrintStream err, Clock clock, boolean isTerminal, BooleanSupplier isInterrupted) {
        this.err = err;
        this.clock = clock;
        this.isTerminal = isTerminal;
        this.isInterrupted = isInterrupted;
        this.next = clock.instant().plus(BETWEEN);
    }

    static ReadingDisplay of(Surroundings surroundings, Interruption interruption) {
        return new ReadingDisplay(
                surroundings.err(), surroundings.clock(), surroundings.terminalWidth() > 0, interruption::cameUp);
    }

    /** Waits until what was sent last must be listed, or somebody does not want to wait. */
    void pause(Duration left) {
        err.println("Waiting " + Numbers.duration(left)
                + ": the service lists a sale some time after it was recorded, and what was sent last must have had"
                + " that time.");
        long until = System.nanoTime() + left.toNanos();
        while (until - System.nanoTime() > 0 && !isInterrupted.getAsBoolean()) {
            LockSupport.parkNanos(Math.min(LOOK_AGAIN_NANOS, until - System.nanoTime()));
        }
    }

    @Override
    public void read(long events) {
        show("Reading what is recorded: " + Numbers.count(events) + (events == 1 ? " sale" : " sales"));
    }

    @Override
    public void asked(long asked, long all) {
        show("Asking which customers Dub knows: " + Numbers.count(asked) + " of " + Numbers.count(all));
    }

    private void show(String line) {
        Instant now = clock.instant();
        if (!isTerminal && now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        if (isTerminal) {
            err.print("\r" + line + "    ");
            err.flush();
            isShown = true;
        } else {
            err.println(line);
        }
    }

    /** What follows begins on a line of its own. */
    @Override
    public void close() {
        if (isShown) {
            err.println();
            isShown = false;
        }
    }
}

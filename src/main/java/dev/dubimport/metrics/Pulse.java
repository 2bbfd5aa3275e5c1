package dev.dubimport.metrics;

import dev.dubimport.schedule.Happening;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether a schedule is alive: it looks every ten seconds unless it is at work, which may take hours. What hangs between, an
 * inbox on a file server that is gone, shows itself after minutes; a restart is the least that helps then.
 */
final class Pulse implements Consumer<Happening> {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private volatile long lookedNanos;
    private volatile boolean isAtWork;

    Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedNanos = nanoTime.getAsLong();
    }

    @Override
    public void accept(Happening happening) {
        if (happening instanceof Happening.Work work) {
            isAtWork = work.begins();
        }
        lookedNanos = nanoTime.getAsLong();
    }

    boolean isAlive() {
        return isAtWork || nanoTime.getAsLong() - lookedNanos < LONGEST_PAUSE.toNanos();
    }
}

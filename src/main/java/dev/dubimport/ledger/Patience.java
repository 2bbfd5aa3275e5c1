package dev.dubimport.ledger;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is away to come back, for what must not be lost: claims, and the answers to sales. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LongConsumer sleeper;
    private final LongSupplier nanoTime;

    /** Work on the ledger; its word tells whether an earlier try may have been done without our hearing of it. */
    @FunctionalInterface
    interface Work<T> {
        T tried(boolean perhapsDone);
    }

    Patience(LongConsumer sleeper, LongSupplier nanoTime) {
        this.sleeper = sleeper;
        this.nanoTime = nanoTime;
    }

    /** Tries that work until the database is there; the last failure is thrown when it stays away. */
    <T> T bear(Work<T> work) {
        long begun = nanoTime.getAsLong();
        boolean perhapsDone = false;
        while (true) {
            try {
                return work.tried(perhapsDone);
            } catch (RuntimeException failure) {
                if (Outage.in(failure).isEmpty() || nanoTime.getAsLong() - begun > LONGEST.toNanos()) {
                    throw failure;
                }
                if (!perhapsDone) {
                    LOG.warn(
                            "the ledger's database is away ({}); waiting up to {} s for it",
                            Outage.in(failure).get(),
                            LONGEST.toSeconds());
                }
                perhapsDone = true;
                sleeper.accept(PAUSE.toNanos());
            }
        }
    }
}

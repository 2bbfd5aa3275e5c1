package dev.dubimport.dub;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the next call may go out: one token for each, evenly dripping in, none at the start. A pause holds for all sales; a
 * token taken before it began is thrown away, or every thread that held one would call at the pause's end at once.
 */
final class Pace {
    private final @Nullable Bucket bucket;
    private final LongPredicate sleeper;
    private final LongSupplier elapsedNanos;
    private final AtomicLong resumeAtNanos = new AtomicLong();

    /**
     * A pace that begins now.
     *
     * @param sleeper waits so many nanoseconds; says false if it was told to stop
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    Pace(Rate rate, LongPredicate sleeper, LongSupplier nanos) {
        long began = nanos.getAsLong();
        this.elapsedNanos = () -> nanos.getAsLong() - began;
        this.bucket = rate.isUnlimited() ? null : bucket(rate, elapsedNanos);
        this.sleeper = sleeper;
    }

    /** Waits for the next call's turn; false if there is none because the client was told to stop. */
    boolean await() {
        do {
            if (!sleepOutPause() || !takeToken()) {
                return false;
            }
        } while (pauseNanos() > 0);
        return true;
    }

    /** Holds all calls for so long from now; a longer pause that already holds stays. */
    void pause(Duration duration) {
        resumeAtNanos.accumulateAndGet(elapsedNanos.getAsLong() + duration.toNanos(), Math::max);
    }

    private boolean sleepOutPause() {
        for (long left = pauseNanos(); left > 0; left = pauseNanos()) {
            if (!sleeper.test(left)) {
                return false;
            }
        }
        return true;
    }

    private long pauseNanos() {
        return resumeAtNanos.get() - elapsedNanos.getAsLong();
    }

    private boolean takeToken() {
        if (bucket == null) {
            return true;
        }
        try {
            bucket.asBlocking().consume(1, this::park);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void park(long waitNanos) throws InterruptedException {
        if (!sleeper.test(waitNanos)) {
            throw new InterruptedException("told to stop");
        }
    }

    private static Bucket bucket(Rate rate, LongSupplier elapsedNanos) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst())
                        .refillGreedy(rate.dripPerMinute(), Duration.ofMinutes(1))
                        .initialTokens(0))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return elapsedNanos.getAsLong();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }
}

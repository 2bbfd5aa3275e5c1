package dev.dubimport.dub;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the next call may go out: one token for each, evenly dripping in, none at the start, and once the service has refused
 * calls, only while our {@link Share} has room. A pause holds for all sales; a token taken before it began is thrown away, or
 * every thread that held one would call at the pause's end at once.
 */
final class Pace {
    private final @Nullable Bucket bucket;
    private final @Nullable Share share;
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
        this.share = rate.isUnlimited() ? null : new Share(rate.burst() + rate.dripPerMinute());
        this.sleeper = sleeper;
    }

    /** Waits for the next call's turn and tells when it is; empty if there is none because the client was told to stop. */
    OptionalLong await() {
        while (sleepOutPause() && takeToken()) {
            long now = elapsedNanos.getAsLong();
            if (pauseNanos() > 0) {
                continue;
            }
            long wait = share == null ? 0 : share.take(now);
            if (wait == 0) {
                return OptionalLong.of(now);
            }
            if (!sleeper.test(wait)) {
                break;
            }
        }
        return OptionalLong.empty();
    }

    /**
     * Slows down for all calls after one was refused.
     *
     * @param turnNanos when that call had its turn
     * @param asked how long the service asks us to wait
     */
    void refused(long turnNanos, Duration asked, Optional<Limit> told) {
        pause(share == null ? asked : share.refused(turnNanos, elapsedNanos.getAsLong(), asked, told));
    }

    /** How many calls a minute may have now; infinite where nothing limits them. */
    double callsPerMinute() {
        return share == null ? Double.POSITIVE_INFINITY : share.allowed(elapsedNanos.getAsLong());
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

package dev.dubimport.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * The live service's limit: this minute's calls plus the last minute's, weighted by how much of it a window of one minute
 * still overlaps. A refused call does not count. The calls of others with the same key count as well. Reading events back has
 * a limit of the same kind, of a second. Thread-safe.
 */
final class RateLimit {
    private static final long MINUTE_MILLIS = 60_000;

    private static final long SECOND_MILLIS = 1_000;

    private final int most;
    private final long windowMillis;
    private final InstantSource clock;
    private OtherCalls others;
    private long window;
    private int callsThisWindow;
    private int callsLastWindow;

    RateLimit(int callsPerMinute, InstantSource clock) {
        this(callsPerMinute, MINUTE_MILLIS, clock);
    }

    private RateLimit(int most, long windowMillis, InstantSource clock) {
        this.most = most;
        this.windowMillis = windowMillis;
        this.clock = clock;
        this.others = new OtherCalls(0, Instant.EPOCH);
    }

    static RateLimit perSecond(int calls, InstantSource clock) {
        return new RateLimit(calls, SECOND_MILLIS, clock);
    }

    /**
     * Where a call stands with the limit.
     *
     * @param remaining calls that are left in this window
     * @param resetMillis when this window ends, in epoch milliseconds
     */
    record Standing(boolean allowed, int limit, int remaining, long resetMillis) {

        /** Trap: {@code Retry-After} and {@code -Reset} are no seconds to wait, but a moment in epoch milliseconds. */
        Map<String, String> headers() {
            String reset = Long.toString(resetMillis);
            return Map.of(
                    "Retry-After",
                    reset,
                    "X-RateLimit-Limit",
                    Integer.toString(limit),
                    "X-RateLimit-Remaining",
                    Integer.toString(remaining),
                    "X-RateLimit-Reset",
                    reset);
        }

        Standing refusedUntil(Instant end) {
            return new Standing(false, limit, 0, end.toEpochMilli());
        }

        Answer refusal() {
            return Answer.error(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests.")
                    .with(headers());
        }
    }

    /** From now on others call that often, in place of what they did before. */
    synchronized void letOthersCall(int perMinute) {
        Instant now = clock.instant();
        others.makeUntil(now.toEpochMilli(), this::use);
        others = new OtherCalls(perMinute, now);
    }

    /** The time is told in here: two calls in the wrong order at the turn of a window would forget what was counted. */
    synchronized Standing take() {
        long now = clock.instant().toEpochMilli();
        others.makeUntil(now, this::use);
        int left = use(now);
        return new Standing(left > 0, most, Math.max(left - 1, 0), (window + 1) * windowMillis);
    }

    /** How many calls were left for this one; with none left it does not count. */
    private int use(long millis) {
        turnTo(millis / windowMillis);
        double overlap = 1 - (double) (millis % windowMillis) / windowMillis;
        int left = most - callsThisWindow - (int) (callsLastWindow * overlap);
        if (left > 0) {
            callsThisWindow++;
        }
        return left;
    }

    private void turnTo(long newWindow) {
        if (newWindow == window) {
            return;
        }
        callsLastWindow = newWindow == window + 1 ? callsThisWindow : 0;
        callsThisWindow = 0;
        window = newWindow;
    }
}

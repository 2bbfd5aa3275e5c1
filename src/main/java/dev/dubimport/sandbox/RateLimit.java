package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.Map;

/**
 * The live service's limit: this minute's calls plus the last minute's, weighted by how much of it a window of one minute
 * still overlaps. A refused call does not count. Thread-safe.
 */
final class RateLimit {
    private static final long MINUTE_MILLIS = 60_000;

    private final int callsPerMinute;
    private long minute;
    private int callsThisMinute;
    private int callsLastMinute;

    RateLimit(int callsPerMinute) {
        this.callsPerMinute = callsPerMinute;
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

    synchronized Standing take(Instant now) {
        long millis = now.toEpochMilli();
        turnTo(millis / MINUTE_MILLIS);
        double overlap = 1 - (double) (millis % MINUTE_MILLIS) / MINUTE_MILLIS;
        int used = callsThisMinute + (int) (callsLastMinute * overlap);
        long reset = (minute + 1) * MINUTE_MILLIS;
        if (used >= callsPerMinute) {
            return new Standing(false, callsPerMinute, 0, reset);
        }
        callsThisMinute++;
        return new Standing(true, callsPerMinute, callsPerMinute - used - 1, reset);
    }

    private void turnTo(long newMinute) {
        if (newMinute == minute) {
            return;
        }
        callsLastMinute = newMinute == minute + 1 ? callsThisMinute : 0;
        callsThisMinute = 0;
        minute = newMinute;
    }
}

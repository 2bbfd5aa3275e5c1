package dev.dubimport.dub;

import java.time.Duration;

/**
 * How patient the client is with one sale. Waits double from the first to the longest, each a quarter shorter or longer at
 * random, so that sales which failed together do not come back together.
 *
 * @param attempts how often a sale is sent at most that the API surely did not record (429, no connection); 1 or more
 * @param attemptsInDoubt how often a sale is sent at most that may have been recorded (time-out, 5xx); 1 or more
 * @param firstWait positive, less than the longest
 */
public record Retries(int attempts, int attemptsInDoubt, Duration firstWait, Duration longestWait) {
    /** Seven attempts wait 1 + 2 + 4 + 8 + 16 + 30 s: more than the minute over which the service counts calls. */
    public static final Retries DEFAULT = new Retries(7, 5, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final double JITTER = 0.25;

    public Retries {
        if (attempts < 1 || attemptsInDoubt < 1) {
            throw new IllegalArgumentException("a sale is sent at least once");
        }
        if (firstWait.isNegative() || firstWait.isZero() || firstWait.compareTo(longestWait) >= 0) {
            throw new IllegalArgumentException("waits grow: " + firstWait + " to " + longestWait);
        }
    }

    /**
     * How long to wait before a retry.
     *
     * @param retry 1 for the first
     * @param chance from 0 to 1: where in the quarter to either side the wait ends
     */
    Duration waitBefore(int retry, double chance) {
        double doubled = Math.scalb((double) firstWait.toNanos(), retry - 1);
        double wait = Math.min(doubled, (double) longestWait.toNanos());
        return Duration.ofNanos(Math.round(wait * (1 + JITTER * (2 * chance - 1))));
    }
}

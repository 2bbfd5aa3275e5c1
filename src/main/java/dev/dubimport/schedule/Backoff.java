package dev.dubimport.schedule;

import java.time.Duration;

/** How long to wait before something is tried again: twice as long after each attempt, up to the longest. */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * The wait after so many attempts in a row.
     *
     * @param attempts at least 1
     */
    Duration after(int attempts) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}

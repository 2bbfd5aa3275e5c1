package dev.dubimport.reconcile;

import java.time.Duration;
import java.time.Instant;

/** The time in which the service may have recorded something, both ends included. */
record Period(Instant start, Instant end) {
    /** Before the service was there. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    /** All until now. The service's clock may be ahead of ours: what it recorded just now must not lie behind the end. */
    static Period upTo(Instant now) {
        return new Period(START, now.plus(CLOCKS_DIFFER_BY));
    }
}

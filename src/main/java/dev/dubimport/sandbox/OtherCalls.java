package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.function.LongConsumer;

/** The calls of other programs with the same key: evenly spread, as many a minute as told. Needs a lock around it. */
final class OtherCalls {
    private static final long MINUTE_MILLIS = 60_000;

    private final int perMinute;
    private final long sinceMillis;
    private long made;

    /** @param since the moment of the first */
    OtherCalls(int perMinute, Instant since) {
        this.perMinute = perMinute;
        this.sinceMillis = since.toEpochMilli();
    }

    /** Makes those that are due by then, each at its moment in epoch milliseconds. */
    void makeUntil(long millis, LongConsumer call) {
        if (perMinute == 0) {
            return;
        }
        // What lies two minutes back no longer matters to the limit.
        made = Math.max(made, (millis - 2 * MINUTE_MILLIS - sinceMillis) * perMinute / MINUTE_MILLIS);
        for (long due = nextDue(); due <= millis; due = nextDue()) {
            made++;
            call.accept(due);
        }
    }

    private long nextDue() {
        return sinceMillis + made * MINUTE_MILLIS / perMinute;
    }
}

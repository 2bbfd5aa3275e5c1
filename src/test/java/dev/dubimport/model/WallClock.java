package dev.dubimport.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock on the machine's wall: it follows a timeline, and can be set wrong. Another timeline begins a new day. */
final class WallClock extends Clock {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    private Timeline time = new Timeline(0);
    private Duration wrongBy = Duration.ZERO;

    void follow(Timeline timeline) {
        time = timeline;
        wrongBy = Duration.ZERO;
    }

    void setForward(Duration step) {
        wrongBy = wrongBy.plus(step);
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(time.nanos()).plus(wrongBy);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone is enough");
    }
}

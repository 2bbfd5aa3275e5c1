package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time is what a test says. */
final class SettableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-08-01T12:00:00Z");

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}

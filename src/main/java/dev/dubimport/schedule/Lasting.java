package dev.dubimport.schedule;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Something in the way that mostly goes by itself: who is told of it at once is told too often. */
final class Lasting {
    private final LongSupplier nanoTime;
    private final Events events;
    private final Happening.Obstacle obstacle;
    private final Duration tooLong;
    private OptionalLong sinceNanos = OptionalLong.empty();
    private boolean isTold;

    Lasting(LongSupplier nanoTime, Events events, Happening.Obstacle obstacle, Duration tooLong) {
        this.nanoTime = nanoTime;
        this.events = events;
        this.obstacle = obstacle;
        this.tooLong = tooLong;
    }

    /** Whether it is not there yet. */
    boolean isNew() {
        return sinceNanos.isEmpty();
    }

    void isOver() {
        sinceNanos = OptionalLong.empty();
        isTold = false;
    }

    /** It is in the way; told once it has been for too long. */
    void isThere() {
        long now = nanoTime.getAsLong();
        if (isNew()) {
            sinceNanos = OptionalLong.of(now);
        }
        if (!isTold && now - sinceNanos.getAsLong() >= tooLong.toNanos()) {
            isTold = true;
            events.tell(new Happening.Blocked(obstacle, tooLong));
        }
    }
}

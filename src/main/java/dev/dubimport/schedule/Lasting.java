package dev.dubimport.schedule;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Something in the way that mostly goes by itself: who is told of it at once is told too often. */
final class Lasting {
    private static final Duration TOO_LONG = Duration.ofMinutes(15);

    private final LongSupplier nanoTime;
    private final Events events;
    private final Happening.Obstacle obstacle;
    private OptionalLong sinceNanos = OptionalLong.empty();
    private boolean isTold;

    Lasting(LongSupplier nanoTime, Events events, Happening.Obstacle obstacle) {
        this.nanoTime = nanoTime;
        this.events = events;
        this.obstacle = obstacle;
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
        if (!isTold && now - sinceNanos.getAsLong() >= TOO_LONG.toNanos()) {
            isTold = true;
            events.tell(new Happening.Blocked(obstacle, TOO_LONG));
        }
    }
}

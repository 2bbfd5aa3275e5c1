package dev.dubimport.schedule;

import dev.dubimport.alert.Alert;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Something in the way that mostly goes by itself: who is told of it at once is told too often. */
final class Lasting {
    private static final Duration TOO_LONG = Duration.ofMinutes(15);

    private final LongSupplier nanoTime;
    private final Consumer<Notice> notices;
    private final String what;
    private final String next;
    private OptionalLong sinceNanos = OptionalLong.empty();
    private boolean isTold;

    Lasting(LongSupplier nanoTime, Consumer<Notice> notices, String what, String next) {
        this.nanoTime = nanoTime;
        this.notices = notices;
        this.what = what;
        this.next = next;
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
            notices.accept(Notice.of(
                    Alert.Kind.BLOCKED, what + " It has been so for " + TOO_LONG.toMinutes() + " minutes.", next));
        }
    }
}

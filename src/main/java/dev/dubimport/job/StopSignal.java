package dev.dubimport.job;

import dev.dubimport.dub.Dub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether runs are to end early: because a person asked for it, or because the service leaves no other choice. */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Dub dub;

    StopSignal(Dub dub) {
        this.dub = dub;
    }

    void ask() {
        // Whoever wakes from a wait must not send: the wait was there because it is too early.
        dub.stop();
        asked.countDown();
    }

    boolean isGiven() {
        return asked.getCount() == 0 || dub.halted().isPresent();
    }

    /** Waits, but no longer than until somebody asks for the end: look at {@link #isGiven} afterwards. */
    void pause(Duration duration) {
        try {
            if (asked.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ask();
        }
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the sandbox closes. */
final class Pauses {
    private final CountDownLatch over = new CountDownLatch(1);

    /** Whether the sandbox is still open after a wait of that length. */
    boolean pause(Duration length) {
        try {
            return !over.await(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void endAll() {
        over.countDown();
    }
}

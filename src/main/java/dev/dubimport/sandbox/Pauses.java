package dev.dubimport.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the sandbox closes. */
final class Pauses {
    private final CountDownLatch over = new CountDownLatch(1);

    void pause(Duration length) {
        if (length.isZero()) {
            return;
        }
        try {
            boolean closed = over.await(length.toNanos(), TimeUnit.NANOSECONDS);
            if (closed) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void endAll() {
        over.countDown();
    }
}

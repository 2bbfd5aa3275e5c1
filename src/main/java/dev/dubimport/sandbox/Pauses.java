package dev.dubimport.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the sandbox closes. */
final class Pauses {
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Whether the sandbox is still open after a wait of that length. No interrupt cuts it short: the server interrupts its threads
     * when an outage begins, but what the service is at work on goes on.
     */
    boolean pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return !over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void endAll() {
        over.countDown();
    }
}

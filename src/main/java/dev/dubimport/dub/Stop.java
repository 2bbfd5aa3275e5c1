package dev.dubimport.dub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The word to stop, for good. All waiting is done here, so that no wait outlasts it. */
final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Whether the time went by without the word; an interrupt counts as the word. */
    boolean sleep(long nanos) {
        try {
            return !asked.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.dubimport.dub;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** The word to stop, for good. All waiting is done here, so that no wait outlasts it. */
final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final LongPredicate sleeper;

    Stop() {
        this.sleeper = this::awaitWord;
    }

    /**
     * A stop whose time a test lets pass.
     *
     * @param sleeper lets so many nanoseconds pass; says false if they did not
     */
    Stop(LongPredicate sleeper) {
        this.sleeper = sleeper;
    }

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Whether the time went by without the word; an interrupt counts as the word. */
    boolean sleep(long nanos) {
        return sleeper.test(nanos) && !isAsked();
    }

    private boolean awaitWord(long nanos) {
        try {
            return !asked.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

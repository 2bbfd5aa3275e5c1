package dev.dubimport.dub;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that tell what they do, and that do not keep a process alive whose main thread has ended. */
final class Threads {
    private Threads() {}

    static ThreadFactory named(String prefix) {
        AtomicInteger made = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

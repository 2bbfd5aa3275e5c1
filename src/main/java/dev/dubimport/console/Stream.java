package dev.dubimport.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells pages what is under way, as server-sent events, to some of them at once and no more. */
final class Stream {
    static final int MOST_LISTENERS = 8;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** So often something is said even where nothing happens: else nobody notices that the other end has gone. */
    private static final int SILENT_LOOKS = 10;

    private final Supplier<String> look;
    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param look what is under way, as one line */
    Stream(Supplier<String> look) {
        this.look = look;
    }

    /** Whether there is a place for one more; it is to be given back by {@link #leave}. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Writes until the reader goes, or the console ends. */
    void writeTo(OutputStream reader) throws IOException {
        String said = "";
        int silent = 0;
        do {
            String now = look.get();
            if (!now.equals(said)) {
                write(reader, "event: live\ndata: " + now + "\n\n");
                said = now;
                silent = 0;
            } else if (++silent == SILENT_LOOKS) {
                write(reader, ": nothing new\n\n");
                silent = 0;
            }
        } while (!isEnded());
    }

    void end() {
        ended.countDown();
    }

    private boolean isEnded() {
        try {
            return ended.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void write(OutputStream reader, String text) throws IOException {
        reader.write(text.getBytes(StandardCharsets.UTF_8));
        reader.flush();
    }
}

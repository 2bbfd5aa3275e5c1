package dev.dubimport.cli;

import dev.dubimport.job.Importer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C and SIGTERM: what is in flight is finished and saved before the process ends, within bounds. The exit code stays the
 * signal's own.
 */
final class Interruption implements AutoCloseable {
    /** Longer than an attempt's time-out: by then every answer that can come has come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream err;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
    private volatile boolean asked;
    private volatile boolean isImporting;
    private final Thread hook = new Thread(this::interrupt, "interruption");

    Interruption(PrintStream err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on an interruption stops that importer; one that came before does so at once. */
    void stops(Importer importer) {
        stop.set(importer::stop);
        isImporting = true;
        if (asked) {
            importer.stop();
        }
    }

    /** From now on an interruption ends a reading, which has nothing in flight to wait for. */
    void stopsReading(Runnable end) {
        isImporting = false;
        stop.set(end);
        isImporting = false;
        if (asked) {
            end.run();
        }
    }

    /** Whether there was one. */
    boolean cameUp() {
        return asked;
    }

    private void interrupt() {
        asked = true;
        if (isImporting) {
            err.println("dub-import: interrupted; waiting for the sales in flight and saving them, up to "
                    + PATIENCE.toSeconds() + " s (once more ends it at once)");
        }
        stop.get().run();
        SecondSignal.endsAtOnce(err);
        try {
            if (!finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                err.println("dub-import: not all that is in flight was answered in time; run the same command again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command is done: there is nothing to stop any more, and nothing to wait for. */
    @Override
    public void close() {
        stop.set(() -> {});
        isImporting = false;
        finished.countDown();
    }
}

package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.ledger.FolderLock.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whoeverWantsToWorkWaitsForTheEndOfAReading() throws IOException {
        FolderLock reader = take(Purpose.READING);

        FolderLock worker = FolderLock.take(folder, Purpose.WORK, nanos::get, wait -> {
            nanos.addAndGet(wait.toNanos());
            if (nanos.get() >= Duration.ofSeconds(3).toNanos()) {
                close(reader);
            }
        });

        worker.close();
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void aReaderThatComesRightAfterAnotherAndHasNotSaidSoYetIsWaitedForToo() throws IOException {
        FolderLock first = take(Purpose.READING);
        Path words = folder.resolve("lock");
        try (FileChannel second = FileChannel.open(words, StandardOpenOption.WRITE)) {
            Map<Duration, IoAction> plan = new TreeMap<>(Map.of(
                    Duration.ofSeconds(3),
                    () -> {
                        first.close();
                        second.lock(Long.MAX_VALUE - 1, 1, false);
                    },
                    Duration.ofMillis(3_100),
                    () -> Files.writeString(words, "1 reading"),
                    Duration.ofSeconds(5),
                    second::close));

            FolderLock worker = FolderLock.take(folder, Purpose.WORK, nanos::get, wait -> {
                nanos.addAndGet(wait.toNanos());
                plan.entrySet().removeIf(next -> isDone(next.getKey(), next.getValue()));
            });

            worker.close();
        }
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    /** Something that happens while a worker waits. */
    @FunctionalInterface
    private interface IoAction {
        void run() throws IOException;
    }

    private boolean isDone(Duration at, IoAction action) {
        if (nanos.get() < at.toNanos()) {
            return false;
        }
        try {
            action.run();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReadingThatTakesLongerThanAnyShouldIsNotWaitedForForEver() throws IOException {
        try (FolderLock reader = take(Purpose.READING)) {
            assertThat(reader).isNotNull();
            assertThatThrownBy(() -> take(Purpose.WORK))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
        }
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void nobodyWaitsForAnImport() throws IOException {
        try (FolderLock worker = take(Purpose.WORK)) {
            assertThat(worker).isNotNull();
            assertThatThrownBy(() -> take(Purpose.READING)).isInstanceOf(FolderInUse.class);
        }
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatAReaderSaidIsNotTakenForTheWordsOfTheNext() throws IOException {
        take(Purpose.READING).close();

        assertThat(folder.resolve("lock")).isEmptyFile();
    }

    private FolderLock take(Purpose purpose) throws IOException {
        return FolderLock.take(folder, purpose, nanos::get, wait -> nanos.addAndGet(wait.toNanos()));
    }

    private static void close(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

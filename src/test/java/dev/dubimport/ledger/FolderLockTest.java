package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.ledger.FolderLock.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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

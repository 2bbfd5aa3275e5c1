package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The lock of a data folder. The file says who holds it and what for: a reader has the folder for a moment, so that others wait for
 * it, and an import must never fail because somebody looked.
 */
final class FolderLock implements AutoCloseable {
    private static final Duration LONGEST_READING = Duration.ofSeconds(10);

    /** Between the lock and the words of who holds it there is a moment in which the file says what it said before. */
    private static final Duration UNTIL_IT_SAYS_WHO = Duration.ofMillis(250);

    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(25);
    private static final int MOST_WORDS = 40;

    private final FileChannel channel;
    private final FileLock lock;

    /** What the folder is locked for. */
    enum Purpose {
        WORK,
        READING;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws FolderInUse if another process works with the folder, or reads it for longer than anybody should */
    static FolderLock take(Path folder, Purpose purpose) throws IOException {
        return take(folder, purpose, System::nanoTime, wait -> LockSupport.parkNanos(wait.toNanos()));
    }

    /** Waits. */
    interface Pause {
        void of(Duration wait);
    }

    static FolderLock take(Path folder, Purpose purpose, LongSupplier nanoTime, Pause pause) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long begun = nanoTime.getAsLong();
            long seenAt = begun;
            String seen = "";
            Optional<FileLock> lock = tryLock(channel);
            while (lock.isEmpty()) {
                String holder = read(channel);
                long now = nanoTime.getAsLong();
                if (!holder.equals(seen)) {
                    // One reader after the other, each of whom says nothing for a moment.
                    seen = holder;
                    seenAt = now;
                }
                if (now - seenAt > patienceWith(holder).toNanos() || now - begun > LONGEST_READING.toNanos()) {
                    throw inUse(folder, holder);
                }
                pause.of(BEFORE_THE_NEXT_TRY);
                lock = tryLock(channel);
            }
            write(channel, ProcessHandle.current().pid() + " " + purpose.word());
            return new FolderLock(channel, lock.get());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Without its words: they would be taken for those of the next one. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
            lock.release();
        }
    }

    private static Duration patienceWith(String holder) {
        return holder.endsWith(Purpose.READING.word()) ? LONGEST_READING : UNTIL_IT_SAYS_WHO;
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(Long.MAX_VALUE - 1, 1, false));
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    private static FolderInUse inUse(Path folder, String holder) {
        String process = holder.replaceFirst(" .*", "");
        return new FolderInUse("another dub-import" + (process.isEmpty() ? "" : " (process " + process + ")")
                + " is using the data folder " + folder
                + "; wait until it has ended (another folder would know nothing of what is recorded)");
    }

    private static void write(FileChannel channel, String words) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer words = ByteBuffer.allocate(MOST_WORDS);
        channel.read(words, 0);
        return new String(words.array(), 0, words.position(), StandardCharsets.US_ASCII);
    }
}

package dev.dubimport.csv;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads the records of a file in a thread of its own, a little ahead of whoever asks for them: to split a text into cells takes
 * about as long as to judge them. What is read ahead is bounded, in records and in characters.
 *
 * <p>For use by one thread, which gets the records in their order, and then what ended them.
 */
final class ReadAhead implements AutoCloseable {
    private static final int MOST_BATCHES = 4;
    private static final int RECORDS_OF_A_BATCH = 512;
    private static final int CHARACTERS_OF_A_BATCH = 1 << 17;

    /** What an empty cell costs, in characters: a line of nothing but commas is not nothing. */
    private static final int CHARACTERS_OF_A_CELL = 16;

    private static final long LOOK_AGAIN_MILLIS = 500;

    /**
     * Records that are handed over together.
     *
     * @param end what comes behind them: more, the end of the file, or a failure
     */
    private record Batch(List<Records.Parsed> records, End end) {}

    private record End(boolean isReached, Optional<Throwable> failure) {
        static final End NOT_YET = new End(false, Optional.empty());
        static final End OF_FILE = new End(true, Optional.empty());

        static End by(Throwable failure) {
            return new End(true, Optional.of(failure));
        }
    }

    private final Records source;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final Thread thread;
    private volatile boolean closed;
    private Iterator<Records.Parsed> records = List.<Records.Parsed>of().iterator();
    private End end = End.NOT_YET;

    private ReadAhead(Records source) {
        this.source = source;
        this.thread = new Thread(this::read, "csv");
        this.thread.setDaemon(true);
    }

    /** Goes on where the records are, and closes them in the end. */
    static ReadAhead of(Records source) {
        ReadAhead ahead = new ReadAhead(source);
        ahead.thread.start();
        return ahead;
    }

    /** See {@link Records#next}. */
    Optional<Records.Parsed> next() {
        while (!records.hasNext()) {
            if (end.isReached()) {
                end.failure().ifPresent(ReadAhead::rethrow);
                return Optional.empty();
            }
            Batch batch = take();
            records = batch.records().iterator();
            end = batch.end();
        }
        return Optional.of(records.next());
    }

    /** See {@link Records#sha256}. */
    String sha256() {
        if (!end.isReached() || records.hasNext()) {
            throw new IllegalStateException("the file has not been read to its end");
        }
        return source.sha256();
    }

    @Override
    public void close() {
        closed = true;
        // Whoever waits to put a batch looks up then, and puts one more at the most: there is room for it.
        batches.clear();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        restore(interrupted);
        source.close();
    }

    private void read() {
        End reached = End.NOT_YET;
        while (!closed && !reached.isReached()) {
            List<Records.Parsed> batch = new ArrayList<>();
            try {
                reached = fill(batch);
            } catch (RuntimeException | Error failure) {
                reached = End.by(failure);
            }
            put(new Batch(batch, reached));
        }
    }

    private End fill(List<Records.Parsed> batch) {
        long before = source.characters();
        long cells = 0;
        while (batch.size() < RECORDS_OF_A_BATCH
                && source.characters() - before + CHARACTERS_OF_A_CELL * cells < CHARACTERS_OF_A_BATCH) {
            Optional<Records.Parsed> record = source.next();
            if (record.isEmpty()) {
                return End.OF_FILE;
            }
            batch.add(record.get());
            cells += record.get().cells().size();
        }
        return End.NOT_YET;
    }

    private void put(Batch batch) {
        boolean interrupted = false;
        while (true) {
            try {
                batches.put(batch);
                restore(interrupted);
                return;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** To be interrupted is no reason to lose a row; whoever did it finds the mark again afterwards. */
    private Batch take() {
        boolean interrupted = false;
        while (true) {
            try {
                Batch batch = batches.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null || !thread.isAlive()) {
                    restore(interrupted);
                    return Optional.ofNullable(batch)
                            .or(() -> Optional.ofNullable(batches.poll()))
                            .orElseThrow(() -> new IllegalStateException("the thread that reads ahead broke off"));
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}

package dev.dubimport.cli;

import dev.dubimport.console.Reading;
import dev.dubimport.console.Traces;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.ledger.UnusableFolder;
import dev.dubimport.ledger.UnusableLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a console reads the ledger: by the store that an import of this process has open, else by one that is opened for the
 * question. One question at a time: an import needs the connections, and a folder is opened by one.
 */
final class LedgerReading implements Reading {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Somebody who waits for the folder gets it in between. */
    private static final Duration BREATH = Duration.ofMillis(200);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final DatabaseOption database;
    private final DataFolderOption dataFolder;
    private final Surroundings surroundings;
    private Optional<Store> open = Optional.empty();
    private long readUntilNanos = System.nanoTime() - BREATH.toNanos();

    LedgerReading(DatabaseOption database, DataFolderOption dataFolder, Surroundings surroundings) {
        this.database = database;
        this.dataFolder = dataFolder;
        this.surroundings = surroundings;
    }

    /** Where runs tell how far they are. */
    Traces traces() {
        String ledger = database.database(surroundings.environment())
                .map(Database::name)
                .orElse("");
        return Traces.in(dataFolder.path(surroundings.environment()), ledger);
    }

    /** The data folder, made if need be. */
    Path folder() {
        return Objects.requireNonNull(DataFolder.rejectsIn(dataFolder.path(surroundings.environment()))
                .getParent());
    }

    /** A target that is read from while it is open. */
    final class Lent implements AutoCloseable {
        private final Target target;

        private Lent(Target target) {
            this.target = target;
        }

        Target target() {
            return target;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                open = Optional.empty();
                target.close();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Opens a target while nobody reads, and has it read from until it is closed. */
    Lent lend(Supplier<Target> opening) {
        lock.lock();
        try {
            Target target = opening.get();
            open = Optional.of(target.store());
            return new Lent(target);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> Optional<T> of(Function<Store, T> question) {
        if (!isOurs()) {
            throw new NotNow("an import is opening or closing the ledger");
        }
        try {
            return open.isPresent() ? open.map(question) : openAndAsk(question);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOurs() {
        try {
            return lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> Optional<T> openAndAsk(Function<Store, T> question) {
        try {
            TimeUnit.NANOSECONDS.sleep(readUntilNanos + BREATH.toNanos() - System.nanoTime());
            return Ledgers.read(database, dataFolder, surroundings, (place, store) -> question.apply(store));
        } catch (FolderInUse inUse) {
            throw new NotNow("an import, or another command, has the ledger");
        } catch (UnusableFolder | UnusableLedger | WrongUsage unusable) {
            throw new NotNow(String.valueOf(unusable.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNow("the console ends");
        } finally {
            readUntilNanos = System.nanoTime();
        }
    }
}

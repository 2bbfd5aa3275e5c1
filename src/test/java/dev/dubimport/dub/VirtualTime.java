package dev.dubimport.dub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes only where somebody sleeps. Of all threads just one runs; when it sleeps, the one that wakes first goes on.
 * So a run with many sales in flight takes as long as its arithmetic, and the same seed plays the same history.
 */
final class VirtualTime {
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.comparingLong((Sleeper sleeper) -> sleeper.wakesAt).thenComparingLong(sleeper -> sleeper.turn));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final int threads;
    private final Random random;
    private long turns;
    private long nanos;
    private long stopAtNanos = Long.MAX_VALUE;
    private Runnable atEnd = () -> {};

    private record Sleeper(long wakesAt, long turn, Semaphore awake) {}

    /**
     * A time that begins now.
     *
     * @param threads how many pieces of work are under way at once; with 1 all of it runs on the caller's thread
     */
    VirtualTime(int threads, long seed) {
        this.threads = threads;
        this.random = new Random(seed);
    }

    /** A world in which this time passes. What a client is given to send goes out in {@link #run}. */
    World world(Wire wire) {
        InstantSource clock = () -> Instant.EPOCH.plusNanos(nanos);
        return new World(
                wire,
                new Stop(this::sleep),
                this::nanos,
                clock.withZone(ZoneOffset.UTC),
                random::nextDouble,
                workers());
    }

    long nanos() {
        return nanos;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    /** Called by work under way, or while none is. */
    boolean sleep(long howLong) {
        Sleeper self = new Sleeper(nanos + Math.max(0, howLong), turns++, new Semaphore(0));
        sleepers.add(self);
        Sleeper next = next();
        if (!next.equals(self)) {
            next.awake.release();
            self.awake.acquireUninterruptibly();
        }
        return true;
    }

    /** Does all the work that was given; returns when there is none left. */
    void run() {
        if (threads == 1) {
            work();
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            Sleeper waiting = new Sleeper(nanos, turns++, new Semaphore(0));
            sleepers.add(waiting);
            Thread thread = new Thread(() -> takeTurns(waiting, done), "virtual-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        next().awake.release();
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the work that fits into so long, and tells the client to stop. */
    void runUntil(long endNanos, Dub dub) {
        stopAtNanos = endNanos;
        atEnd = dub::stop;
        run();
    }

    private void takeTurns(Sleeper self, CountDownLatch done) {
        self.awake.acquireUninterruptibly();
        work();
        if (sleepers.isEmpty()) {
            done.countDown();
        } else {
            next().awake.release();
        }
    }

    private void work() {
        for (Runnable piece = work.poll(); piece != null; piece = work.poll()) {
            piece.run();
        }
    }

    private Sleeper next() {
        Sleeper next = sleepers.remove();
        nanos = Math.max(nanos, next.wakesAt);
        if (nanos >= stopAtNanos) {
            atEnd.run();
        }
        return next;
    }

    private ExecutorService workers() {
        return new AbstractExecutorService() {
            private boolean shutdown;

            @Override
            public void execute(Runnable command) {
                work.add(command);
            }

            @Override
            public void shutdown() {
                shutdown = true;
            }

            @Override
            public List<Runnable> shutdownNow() {
                shutdown = true;
                return List.of();
            }

            @Override
            public boolean isShutdown() {
                return shutdown;
            }

            @Override
            public boolean isTerminated() {
                return shutdown && work.isEmpty();
            }

            @Override
            public boolean awaitTermination(long timeout, TimeUnit unit) {
                return isTerminated();
            }
        };
    }
}

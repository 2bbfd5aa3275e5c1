package dev.dubimport.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Time that passes only where everybody waits. Of all threads just one runs; when it waits, the one whose turn comes first
 * goes on, and where several would come at the same moment a die decides. So a history of days is played in milliseconds, and
 * the same die plays it again.
 */
public final class Timeline {
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "timeline");
        thread.setDaemon(true);
        return thread;
    });

    private final List<Turn> turns = new ArrayList<>();
    private final Random die;
    private long nanos;
    private int others;
    private boolean stuck;

    /** Somebody who waits, or, where there is an event, something that happens. */
    private static final class Turn {
        private final long at;
        private final int tie;
        private final BooleanSupplier sooner;
        private final Runnable event;
        private final Semaphore granted = new Semaphore(0);

        Turn(long at, int tie, BooleanSupplier sooner, Runnable event) {
            this.at = at;
            this.tie = tie;
            this.sooner = sooner;
            this.event = event;
        }
    }

    public Timeline(long seed) {
        this.die = new Random(seed);
    }

    public long nanos() {
        return nanos;
    }

    /** A chance of its own, from 0 to 1. */
    public double chance() {
        return die.nextDouble();
    }

    /** Has something happen at that time, whoever waits then. It must not wait itself. */
    public void at(long when, Runnable event) {
        turns.add(new Turn(when, -1, () -> false, event));
    }

    /** Does the work on a thread of its own, from the next time that the caller waits. */
    public void spawn(Runnable work) {
        Turn first = new Turn(nanos, die.nextInt(1 << 16), () -> false, () -> {});
        others++;
        turns.add(first);
        THREADS.execute(() -> {
            first.granted.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                others--;
                next().granted.release();
            }
        });
    }

    /** Waits so long, or until the condition holds. */
    public void sleep(long howLong, BooleanSupplier sooner) {
        await(nanos + Math.max(0, howLong), sooner);
    }

    /** Waits until the condition holds. */
    public void await(BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            await(FOR_EVER, condition);
        }
    }

    /** Waits until all work that was spawned has ended. */
    public void awaitOthers() {
        await(() -> others == 0);
    }

    private void await(long until, BooleanSupplier sooner) {
        Turn self = new Turn(until, die.nextInt(1 << 16), sooner, () -> {});
        turns.add(self);
        Turn next = next();
        if (next != self) {
            next.granted.release();
            self.granted.acquireUninterruptibly();
        }
        if (stuck) {
            throw new IllegalStateException("everybody waits for somebody else");
        }
    }

    /** Takes the turn that comes first out of the list, after all events before it. */
    private Turn next() {
        while (true) {
            Turn first = first();
            turns.remove(first);
            long at = due(first);
            if (at == FOR_EVER) {
                stuck = true;
                return first;
            }
            nanos = Math.max(nanos, at);
            if (first.tie >= 0) {
                return first;
            }
            first.event.run();
        }
    }

    private Turn first() {
        Turn first = turns.get(0);
        long firstDue = due(first);
        for (Turn turn : turns) {
            long due = due(turn);
            if (due < firstDue || (due == firstDue && turn.tie < first.tie)) {
                first = turn;
                firstDue = due;
            }
        }
        return first;
    }

    private long due(Turn turn) {
        if (turn.tie < 0) {
            return turn.at;
        }
        return turn.sooner.getAsBoolean() ? nanos : turn.at;
    }
}

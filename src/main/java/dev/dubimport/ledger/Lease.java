package dev.dubimport.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn on a shared database: a row that its holder renews, and that others may take once it has run out.
 *
 * <p>The holder stops sending long before that, by its own clock, counted from before the last renewal that succeeded: what it
 * began to send has left, or given up connecting, before anybody else can hold the lease. It looks at both of its clocks: a
 * monotonic one may stand still while the machine sleeps, and any other may jump.
 */
final class Lease implements Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Of its time, the part that is left for what was on its way out when the sending stopped. */
    private static final double MARGIN = 0.6;

    /** Far longer than anybody waits for an answer. */
    private static final Duration SIGHT_LOST_AFTER = Duration.ofMinutes(2);

    private static final int RENEWALS_PER_TTL = 20;

    private final LeaseRow row;
    private final Duration ttl;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final AtomicReference<Until> sendUntil = new AtomicReference<>(new Until(0, Instant.MIN));
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean held;
    private volatile boolean tookFromSilent;
    private volatile long takenNanos;
    private volatile Runnable stop = () -> {};

    private record Until(long nanos, Instant instant) {}

    Lease(LeaseRow row, Duration ttl, Patience patience, LongSupplier nanoTime, Clock clock) {
        this.row = row;
        this.ttl = ttl;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    @Override
    public Optional<String> tryTake() {
        return patience.bear(perhapsTaken -> tryNow());
    }

    private Optional<String> tryNow() {
        Until until = untilFromNow();
        boolean isFirst = row.takeFree();
        if (!isFirst && !row.takeRunOut()) {
            return Optional.of(row.holder().orElse("a process that has just ended"));
        }
        tookFromSilent = !isFirst;
        takenNanos = nanoTime.getAsLong();
        sendUntil.set(until);
        held = true;
        Thread renewals = new Thread(this::keepRenewing, "lease");
        renewals.setDaemon(true);
        renewals.start();
        return Optional.empty();
    }

    @Override
    public boolean maySend() {
        Until until = sendUntil.get();
        return held
                && until.nanos() - nanoTime.getAsLong() > 0
                && clock.instant().isBefore(until.instant());
    }

    @Override
    public boolean mayPredecessorAwaitAnswers() {
        return tookFromSilent;
    }

    @Override
    public void ensureOurs() {
        if (!row.keep()) {
            throw new TakenOver(
                    "another dub-import (" + row.holder().orElse("which has ended since")
                            + ") has taken the turn of this one, which could not reach the ledger's database for too long; what"
                            + " was recorded until then is in the ledger: once the other has ended, run the same command again");
        }
    }

    @Override
    public void whenLost(Runnable stop) {
        this.stop = stop;
        if (ended.getCount() == 0) {
            stop.run();
        }
    }

    private void keepRenewing() {
        try {
            while (!ended.await(ttl.toNanos() / RENEWALS_PER_TTL, TimeUnit.NANOSECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One renewal; a database that does not answer is asked again soon, but not for ever: the sales under way wait for it. */
    private void renew() {
        Until until = untilFromNow();
        try {
            if (row.renew()) {
                sendUntil.set(until);
                return;
            }
            held = false;
            ended.countDown();
            stop.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("the lease cannot be renewed", e);
            if (nanoTime.getAsLong() - sendUntil.get().nanos() > Patience.LONGEST.toNanos()) {
                LOG.error(
                        "the ledger's database has not answered for {} s; the run stops, run the same command again once it"
                                + " is back",
                        Patience.LONGEST.toSeconds());
                ended.countDown();
                stop.run();
            }
        }
    }

    @Override
    public void close() {
        ended.countDown();
        boolean wasHeld = held;
        held = false;
        if (wasHeld) {
            try {
                if (mayBeHeardOf()) {
                    row.letRunOut();
                } else {
                    row.giveBack();
                }
            } catch (RuntimeException e) {
                LOG.debug("the lease cannot be given back; it runs out by itself", e);
            }
        }
    }

    /** Whether one who fell silent before us may still await an answer: whoever comes next must know of it. */
    private boolean mayBeHeardOf() {
        return tookFromSilent && nanoTime.getAsLong() - takenNanos < SIGHT_LOST_AFTER.toNanos();
    }

    private Until untilFromNow() {
        Duration sending = Duration.ofNanos((long) (ttl.toNanos() * (1 - MARGIN)));
        return new Until(
                nanoTime.getAsLong() + sending.toNanos(), clock.instant().plus(sending));
    }
}

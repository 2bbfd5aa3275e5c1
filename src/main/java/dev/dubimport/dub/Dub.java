package dev.dubimport.dub;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Dub's conversions API, {@code POST /track/sale}: sends sales at the allowed rate, some of them at once, and retries what is
 * worth it. A sale waiting for its next attempt keeps its place among those in flight, so that trouble slows the run down.
 *
 * <p>Never hand over a sale whose invoice id is still in flight: the service would record both. Safe for use by many threads.
 */
public final class Dub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dub.class);

    private final Settings settings;
    private final AtomicReference<Optional<Halt>> halt = new AtomicReference<>(Optional.empty());
    private final Wire wire;
    private final Stop stop;
    private final Courier courier;
    private final ExecutorService workers;

    /**
     * Opens no connection yet.
     *
     * @param clock by which the service forgets what it remembered
     * @param maySend asked right before each call, from many threads; while it says no, calls wait
     */
    public Dub(Settings settings, Clock clock, BooleanSupplier maySend) {
        this(settings, clock, maySend, Watch.NONE);
    }

    /**
     * Opens no connection yet.
     *
     * @param watch hears of each call
     */
    public Dub(Settings settings, Clock clock, BooleanSupplier maySend, Watch watch) {
        this(settings, World.real(settings, clock, maySend), maySend, watch);
    }

    Dub(Settings settings, World world, BooleanSupplier maySend) {
        this(settings, world, maySend, Watch.NONE);
    }

    Dub(Settings settings, World world, BooleanSupplier maySend, Watch watch) {
        this.settings = settings;
        this.wire = world.wire();
        this.stop = world.stop();
        this.courier = new Courier(settings, world, maySend, this::halt, watch);
        this.workers = world.workers();
    }

    /** Takes the sales over and returns at once; they are sent after all that was handed over before. */
    public Flight send(List<Parcel> parcels) {
        // What is logged of a sale is logged as of the run that sends it.
        Map<String, String> run = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        return new Flight(parcels.stream().map(parcel -> send(parcel, run)).toList());
    }

    /** How many sales are in flight at once. */
    public int concurrency() {
        return settings.concurrency();
    }

    /** Sends nothing new and cuts all waits short. What is in flight finishes, within the time-out. */
    public void stop() {
        stop.ask();
    }

    /** Why the client stopped by itself; empty if it did not. */
    public Optional<Halt> halted() {
        return halt.get();
    }

    /** Stops, waits for what is in flight, and closes the connections. */
    @Override
    public void close() {
        stop();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(settings.line().attemptTimeout().toMillis() * 2, TimeUnit.MILLISECONDS)) {
                LOG.warn("a call outlasted its time-out; its sale is in doubt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wire.close();
        }
    }

    private CompletableFuture<Delivered> send(Parcel parcel, Map<String, String> run) {
        return CompletableFuture.supplyAsync(() -> deliver(parcel, run), workers)
                .whenComplete((answer, bug) -> {
                    if (bug != null) {
                        stop();
                    }
                });
    }

    private Delivered deliver(Parcel parcel, Map<String, String> run) {
        MDC.setContextMap(run);
        return courier.deliver(parcel);
    }

    private void halt(Halt reason) {
        halt.compareAndSet(Optional.empty(), Optional.of(reason));
        stop();
    }
}

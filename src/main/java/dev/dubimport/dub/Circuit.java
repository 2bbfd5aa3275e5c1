package dev.dubimport.dub;

import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps a dead service from being hammered, and sales from using up their attempts on it. When sale after sale goes without any
 * answer the circuit opens: nobody sends. After a wait, longer each time, one sale probes. An answer, be it a refusal, closes the
 * circuit, and each further answer lets one more sale go along with the others. The run halts when the service was silent for too
 * long.
 *
 * <p>Few sales on their own never open it, however often they fail: the fault may be theirs. Nor do sales that failed while the
 * service answered others, however many: the fault is theirs. Thread-safe.
 */
final class Circuit {
    private static final int SALES_TO_OPEN = 10;
    private static final long WARNED_EVERY_NANOS = 30_000_000_000L;

    /** How often a sale looks whether its turn has come. */
    private static final long LOOK_NANOS = 200_000_000L;

    private final int concurrency;
    private final Duration giveUpAfter;
    private final Retries retries;
    private final Stop stop;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private final Consumer<Halt> halted;
    private final Consumer<String> log;
    private final Consumer<Boolean> watch;

    private final Set<String> unanswered = new HashSet<>();

    /** Sales that got no answer while others did. */
    private final Set<String> suspects = new HashSet<>();

    private long silentSinceNanos;
    private long probeAtNanos;
    private long warnedAtNanos;
    private boolean isOpen;
    private int openings;
    private int probes;
    private int allowed;
    private int inFlight;

    Circuit(Settings settings, World world, Consumer<Halt> halted, Consumer<String> log, Consumer<Boolean> watch) {
        this.concurrency = settings.concurrency();
        this.giveUpAfter = settings.giveUpAfter();
        this.retries = settings.retries();
        this.stop = world.stop();
        this.nanoTime = world.nanoTime();
        this.chance = world.chance();
        this.halted = halted;
        this.log = log;
        this.watch = watch;
        this.allowed = concurrency;
    }

    /**
     * Waits until a sale may go out; what becomes of it must be told. Empty if the client was told to stop.
     *
     * @return how often the circuit has opened so far
     */
    OptionalInt enter() {
        OptionalInt entered = tryToEnter();
        while (entered.isEmpty() && stop.sleep(LOOK_NANOS)) {
            entered = tryToEnter();
        }
        return entered;
    }

    synchronized int openings() {
        return openings;
    }

    /** No more is heard of a sale: it has ended, one way or the other. */
    synchronized void ended(String invoiceId) {
        suspects.remove(invoiceId);
    }

    /** A sale that entered was not sent. */
    synchronized void leave() {
        inFlight--;
    }

    /** Any answer, even a refusal, shows that the service is there. */
    synchronized void answered() {
        inFlight--;
        if (!isOpen) {
            suspects.addAll(unanswered);
        }
        unanswered.clear();
        if (isOpen) {
            isOpen = false;
            watch.accept(false);
            allowed = 1;
            log.accept("the service answers again, after " + silence().toSeconds() + " s; going on");
        }
        allowed = Math.min(concurrency, allowed + 1);
    }

    /**
     * A sale got no answer.
     *
     * @param entered what {@link #enter} said
     * @return whether the fault is the service's, so that the sale is not to blame
     */
    synchronized boolean missed(int entered, String invoiceId, String reason) {
        inFlight--;
        if (entered != openings) {
            return true; // sent before the circuit opened, which it told already
        }
        if (isOpen) {
            probeFailed(reason);
            return true;
        }
        if (suspects.contains(invoiceId)) {
            return false;
        }
        if (unanswered.isEmpty()) {
            silentSinceNanos = nanoTime.getAsLong();
        }
        unanswered.add(invoiceId);
        if (unanswered.size() >= SALES_TO_OPEN) {
            open(reason);
        }
        return isOpen;
    }

    private synchronized OptionalInt tryToEnter() {
        boolean isTooEarly = isOpen && nanoTime.getAsLong() - probeAtNanos < 0;
        if (stop.isAsked() || isTooEarly || inFlight >= (isOpen ? 1 : allowed)) {
            return OptionalInt.empty();
        }
        inFlight++;
        return OptionalInt.of(openings);
    }

    private void open(String reason) {
        isOpen = true;
        watch.accept(true);
        openings++;
        probes = 0;
        warnedAtNanos = nanoTime.getAsLong();
        log.accept("no answer to " + unanswered.size() + " sales in a row, the last because of: " + reason
                + "; only one at a time is sent until there is one, and the run stops after " + giveUpAfter.toSeconds()
                + " s without");
        scheduleProbe();
    }

    private void probeFailed(String reason) {
        if (silence().compareTo(giveUpAfter) >= 0) {
            halted.accept(new Halt(
                    Halt.Reason.SERVICE_DOWN,
                    "no answer for " + silence().toSeconds() + " s, the last time because of: " + reason
                            + "; check the network and the service's status, then run the same command again"));
            return;
        }
        if (nanoTime.getAsLong() - warnedAtNanos >= WARNED_EVERY_NANOS) {
            warnedAtNanos = nanoTime.getAsLong();
            log.accept("still no answer, for " + silence().toSeconds() + " s: " + reason);
        }
        scheduleProbe();
    }

    private void scheduleProbe() {
        probes++;
        Duration wait = retries.waitBefore(probes, chance.getAsDouble());
        Duration left = giveUpAfter.minus(silence());
        probeAtNanos = nanoTime.getAsLong() + (left.compareTo(wait) < 0 ? left : wait).toNanos();
    }

    private Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - silentSinceNanos);
    }
}

package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends sales until each has its answer. Three rules keep a sale from being recorded twice or forgotten: doubt is sticky
 * (once an attempt may have arrived, nothing but a 200 takes the doubt away), and a sale in doubt is sent again neither before
 * the service can know its invoice id nor once it may have forgotten it.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    /** Through a long outage a sale is sent again and again: its story is told by how it began and how it ended. */
    private static final int MOST_TOLD = 20;

    private final Settings settings;
    private final Wire wire;
    private final Triage triage;
    private final Pace pace;
    private final Circuit circuit;
    private final Stop stop;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final BooleanSupplier maySend;
    private final Consumer<Halt> halted;
    private final Retries retries;
    private final Troubles troubles;
    private final LongSupplier nanoTime;
    private final Watch watch;

    Courier(Settings settings, World world, BooleanSupplier maySend, Consumer<Halt> halted, Watch watch) {
        this.settings = settings;
        this.wire = world.wire();
        this.triage = new Triage(settings.key());
        this.stop = world.stop();
        this.pace = new Pace(settings.rate(), stop::sleep, world.nanoTime());
        this.circuit = new Circuit(settings, world, halted, LOG::warn, watch::circuitIs);
        this.clock = world.clock();
        this.chance = world.chance();
        this.maySend = maySend;
        this.halted = halted;
        this.retries = settings.retries();
        this.troubles = new Troubles(LOG::warn, world.nanoTime());
        this.nanoTime = world.nanoTime();
        this.watch = watch;
    }

    /** Sends one sale; returns once it is settled, given up, or cut short. */
    Delivered deliver(Parcel parcel) {
        Delivery delivery = new Delivery(parcel);
        try {
            return new Delivered(delivery.run(), delivery.attempted);
        } finally {
            circuit.ended(parcel.sale().invoiceId());
        }
    }

    /** One sale on its way: what its attempts have told so far. */
    final class Delivery {
        private final Parcel parcel;
        private final Sale sale;
        private final List<Attempted> attempted = new ArrayList<>();
        private int attempts;
        private int limited;
        private int surelyMissed;
        private int missedInDoubt;
        private Attempt.@Nullable Missed doubt;
        private int openings;
        private long turnNanos;

        private Delivery(Parcel parcel) {
            this.parcel = parcel;
            this.sale = parcel.sale();
        }

        private Answer run() {
            byte[] body = SaleRequest.json(sale);
            while (takeTurn()) {
                if (isForgotten()) {
                    circuit.leave();
                    return forgotten();
                }
                attempts++;
                Optional<Answer> answer = attempt(body).advance(this);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            return cutShort();
        }

        private Attempt attempt(byte[] body) {
            Instant at = clock.instant();
            Attempt attempt = post(body).judgedBy(triage, sale);
            if (attempted.size() == MOST_TOLD) {
                attempted.remove(MOST_TOLD / 2);
            }
            attempted.add(new Attempted(at, attempt.said()));
            return attempt;
        }

        private Exchange post(byte[] body) {
            long begun = nanoTime.getAsLong();
            Exchange exchange = wire.post(body);
            watch.called(exchange.kind(), nanoTime.getAsLong() - begun, attempts > 1);
            return exchange;
        }

        /** Asked right before a call: the turn may have been days in coming, behind an open circuit or on a sleeping machine. */
        private boolean isForgotten() {
            boolean mayBeRecorded = doubt != null || parcel.mayBeRecorded();
            return mayBeRecorded && !clock.instant().isBefore(parcel.resentUntil());
        }

        private Answer forgotten() {
            String reason = doubt == null ? "" : doubt.reason() + "; ";
            return new Answer.Lost(
                    "in_doubt_too_long",
                    reason
                            + "it may be recorded or not, and the service may have forgotten the invoice id since;"
                            + " look it up in Dub, and if it is not there import with --resend-in-doubt");
        }

        /**
         * Waits for leave to send, circuit and pace; false if the client was told to stop. A turn that came while nothing could
         * be sent is thrown away, or all that wait would go out at once.
         */
        private boolean takeTurn() {
            while (awaitLeave()) {
                OptionalInt entered = circuit.enter();
                if (entered.isEmpty()) {
                    return false;
                }
                startAnewAfter(entered.getAsInt());
                OptionalLong turn = awaitPace();
                if (turn.isPresent() && circuit.openings() == openings && maySend.getAsBoolean()) {
                    turnNanos = turn.getAsLong();
                    return true;
                }
                circuit.leave();
                if (turn.isEmpty()) {
                    return false;
                }
            }
            return false;
        }

        private OptionalLong awaitPace() {
            long begun = nanoTime.getAsLong();
            OptionalLong turn = pace.await();
            watch.turned(nanoTime.getAsLong() - begun, pace.callsPerMinute());
            return turn;
        }

        private boolean awaitLeave() {
            while (!maySend.getAsBoolean()) {
                if (!stop.sleep(LOOK_AGAIN_NANOS)) {
                    return false;
                }
            }
            return true;
        }

        /** What was missed before the circuit opened was the service's fault. */
        private void startAnewAfter(int openingsNow) {
            if (openingsNow != openings) {
                openings = openingsNow;
                forgive();
            }
        }

        private void forgive() {
            surelyMissed = 0;
            missedInDoubt = 0;
        }

        Answer settle(Answer answer) {
            circuit.answered();
            // A refusal tells of the later attempt only: the link may have been disabled after the first was recorded.
            // A 200 tells of the sale: a recorded one is answered again, so that even `sale: null` takes the doubt
            // away.
            if (doubt != null && answer instanceof Answer.Refused refused) {
                return lost(doubt, ", then " + refused.status() + " " + refused.code());
            }
            return answer;
        }

        Answer halt(Halt halt) {
            circuit.leave();
            halted.accept(halt);
            return cutShort();
        }

        Optional<Answer> limited(Attempt.Limited refusal) {
            LOG.debug("attempt {}: {}", attempts, refusal.reason());
            circuit.answered();
            pace.refused(turnNanos, refusal.pause(), refusal.limit());
            limited++;
            if (limited >= retries.attempts()) {
                return Optional.of(giveUp(refusal.code(), refusal.reason()));
            }
            return tryAgain(refusal.reason(), waitBefore(limited, Duration.ZERO));
        }

        Optional<Answer> missed(Attempt.Missed miss) {
            LOG.debug("attempt {}: {}", attempts, miss.reason());
            boolean isInDoubt = miss.trace() != Attempt.Trace.NONE;
            if (isInDoubt) {
                doubt = miss;
            }
            pace.pause(miss.pause());
            if (circuit.missed(openings, sale.invoiceId(), miss.reason())) {
                forgive();
                return pause(waitBefore(1, settings.settling(miss.trace())));
            }
            int misses = isInDoubt ? ++missedInDoubt : ++surelyMissed;
            if (misses >= (isInDoubt ? retries.attemptsInDoubt() : retries.attempts())) {
                return Optional.of(isInDoubt ? lost(miss, "") : giveUp(miss.code(), miss.reason()));
            }
            return tryAgain(miss.reason(), waitBefore(misses, settings.settling(miss.trace())));
        }

        private Optional<Answer> tryAgain(String reason, Duration wait) {
            troubles.meet(sale.invoiceId(), reason, wait);
            return pause(wait);
        }

        private Duration waitBefore(int retry, Duration settling) {
            return retries.waitBefore(retry, chance.getAsDouble()).plus(settling);
        }

        private Optional<Answer> pause(Duration wait) {
            return stop.sleep(wait.toNanos()) ? Optional.empty() : Optional.of(cutShort());
        }

        /** The last attempt was surely not recorded; an earlier one may be. */
        private Answer giveUp(String code, String reason) {
            if (doubt != null) {
                return lost(doubt, ", then " + reason);
            }
            return new Answer.Failed(
                    code, reason + "; not recorded after " + attempts() + "; run the same command again");
        }

        private Answer cutShort() {
            return doubt == null ? new Answer.NotSent() : lost(doubt, ", then the run stopped");
        }

        private Answer lost(Attempt.Missed why, String then) {
            return new Answer.Lost(
                    why.code(),
                    why.reason() + then + "; after " + attempts()
                            + " it may be recorded or not; run the same command again to find out");
        }

        private String attempts() {
            return attempts == 1 ? "1 attempt" : attempts + " attempts";
        }
    }
}

package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends sales until each has its answer. Two rules keep a sale from being recorded twice or forgotten: doubt is sticky (once
 * an attempt may have arrived, nothing but a 200 takes the doubt away), and a sale in doubt is not sent again before the
 * service can know its invoice id.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final double JITTER = 0.25;
    private static final int LEAST_OUTAGE = 20;

    private final Channel channel;
    private final Triage triage;
    private final Pace pace;
    private final Stop stop;
    private final Consumer<Halt> halted;
    private final Duration settlingPause;
    private final RetryPolicy<Attempt.Missed> surely;
    private final RetryPolicy<Attempt.Missed> inDoubt;
    private final int outage;
    private final AtomicInteger unansweredInARow = new AtomicInteger();
    private final Troubles troubles = new Troubles(LOG::warn, System::nanoTime);

    Courier(Settings settings, Channel channel, Stop stop, Consumer<Halt> halted) {
        this.channel = channel;
        this.triage = new Triage(settings.key());
        this.pace = new Pace(settings.rate(), stop::sleep, System::nanoTime);
        this.stop = stop;
        this.halted = halted;
        this.settlingPause = settings.settlingPause();
        this.surely = policy(settings.retries(), settings.retries().attempts());
        this.inDoubt = policy(settings.retries(), settings.retries().attemptsInDoubt());
        this.outage = Math.max(LEAST_OUTAGE, 2 * settings.concurrency());
    }

    /** Sends one sale; returns once it is settled, given up, or cut short. */
    Answer deliver(Sale sale) {
        return new Delivery(sale).run();
    }

    private static RetryPolicy<Attempt.Missed> policy(Retries retries, int attempts) {
        return RetryPolicy.<Attempt.Missed>builder()
                .handleResultIf(missed -> true)
                .withMaxAttempts(attempts)
                .withBackoff(retries.firstWait(), retries.longestWait())
                .withJitter(JITTER)
                .build();
    }

    /** Any answer, even a refusal, shows that the service is there. */
    private void answered() {
        if (unansweredInARow.get() != 0) {
            unansweredInARow.set(0);
        }
    }

    private void unanswered(String reason) {
        if (unansweredInARow.incrementAndGet() >= outage) {
            halted.accept(new Halt(
                    Halt.Reason.SERVICE_DOWN,
                    outage + " sales in a row got no answer, the last because of: " + reason
                            + "; check the network and the service's status, then run the same command again"));
        }
    }

    /** One sale on its way: what its attempts have told so far. */
    final class Delivery {
        private final Sale sale;
        private int attempts;
        private Attempt.@Nullable Missed doubt;
        private @Nullable Execution<Attempt.Missed> surelyMissed;
        private @Nullable Execution<Attempt.Missed> missedInDoubt;

        private Delivery(Sale sale) {
            this.sale = sale;
        }

        private Answer run() {
            byte[] body = SaleRequest.json(sale);
            while (!stop.isAsked() && pace.await()) {
                attempts++;
                Optional<Answer> answer =
                        channel.post(body).judgedBy(triage, sale).advance(this);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            return cutShort();
        }

        Answer settle(Answer answer) {
            answered();
            // A refusal tells of the later attempt only: the link may have been disabled after the first was recorded.
            // A 200 tells of the sale: a recorded one is answered again, so that even `sale: null` takes the doubt
            // away.
            if (doubt != null && answer instanceof Answer.Refused refused) {
                return lost(doubt, ", then " + refused.status() + " " + refused.code());
            }
            return answer;
        }

        Answer halt(Halt halt) {
            halted.accept(halt);
            return cutShort();
        }

        Optional<Answer> miss(Attempt.Missed missed) {
            LOG.debug("attempt {}: {}", attempts, missed.reason());
            if (missed.inDoubt()) {
                doubt = missed;
            }
            pace.pause(missed.pause());
            Execution<Attempt.Missed> execution = execution(missed.inDoubt());
            execution.recordResult(missed);
            if (execution.isComplete()) {
                return Optional.of(giveUp(missed));
            }
            troubles.meet(missed.reason());
            Duration wait = execution.getDelay().plus(missed.inDoubt() ? settlingPause : Duration.ZERO);
            return stop.sleep(wait.toNanos()) ? Optional.empty() : Optional.of(cutShort());
        }

        private Execution<Attempt.Missed> execution(boolean isInDoubt) {
            if (isInDoubt) {
                missedInDoubt = missedInDoubt == null ? Execution.of(inDoubt) : missedInDoubt;
                return missedInDoubt;
            }
            surelyMissed = surelyMissed == null ? Execution.of(surely) : surelyMissed;
            return surelyMissed;
        }

        private Answer giveUp(Attempt.Missed last) {
            unanswered(last.reason());
            if (doubt == null) {
                return new Answer.Failed(
                        last.code(),
                        last.reason() + "; not recorded after " + attempts() + "; run the same command again");
            }
            return lost(doubt, last.inDoubt() ? "" : ", then " + last.reason());
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

package dev.dubimport.dub;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks until there is an answer. A question changes nothing, so unlike a sale it can be asked again after any failure, and is,
 * for as long as patience lasts; what no repeat would mend ends it at once. One thread.
 */
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final Function<String, Exchange> wire;
    private final Retries retries;
    private final Duration giveUpAfter;
    private final Triage triage;
    private final Stop stop;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private final Troubles troubles;

    /** @param wire asks once for a path with its query */
    Asking(
            ReadSettings settings,
            Function<String, Exchange> wire,
            Stop stop,
            LongSupplier nanoTime,
            DoubleSupplier chance) {
        this.wire = wire;
        this.retries = settings.retries();
        this.giveUpAfter = settings.giveUpAfter();
        this.triage = new Triage(settings.key());
        this.stop = stop;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.troubles = new Troubles(LOG::warn, nanoTime);
    }

    /**
     * The body of the answer.
     *
     * @param place what is asked for, as people are told: never the query, which may name a customer
     * @throws Unreadable if there is none
     * @throws ReadStopped if it was told to stop
     */
    String ask(Pace pace, String place, String pathAndQuery) {
        return new Question(pace, place).ask(pathAndQuery);
    }

    /** One question and what its attempts have told so far. */
    final class Question {
        private final Pace pace;
        private final String place;
        private int failures;
        private long failingSinceNanos;
        private String said = "";

        private Question(Pace pace, String place) {
            this.pace = pace;
            this.place = place;
        }

        private String ask(String pathAndQuery) {
            while (pace.await().isPresent()) {
                Exchange exchange = wire.apply(pathAndQuery);
                if (stop.isAsked()) {
                    break;
                }
                Optional<String> answer = exchange.answer();
                if (answer.isPresent()) {
                    return answer.get();
                }
                said = exchange.said(triage);
                exchange.judgedBy(triage).advance(this);
            }
            throw new ReadStopped();
        }

        Unreadable refused() {
            return new Unreadable(place + ": " + said
                    + "; the service does not take this question: look for a newer release, or report this line");
        }

        Unreadable ended(Halt halt) {
            return new Unreadable(place + ": " + halt.message());
        }

        void limited(Attempt.Limited refusal) {
            tryAgain(refusal.code(), refusal.reason(), refusal.pause());
        }

        void missed(Attempt.Missed miss) {
            if (miss.code().equals(Channel.TOO_LARGE)) {
                throw new Unreadable(place + ": " + miss.reason() + "; report this line");
            }
            tryAgain(miss.code(), miss.reason(), miss.pause());
        }

        /** What the service asks for is waited out in full, at the pace's gate. */
        private void tryAgain(String code, String reason, Duration asked) {
            if (failures == 0) {
                failingSinceNanos = nanoTime.getAsLong();
            }
            failures++;
            Duration failing = Duration.ofNanos(nanoTime.getAsLong() - failingSinceNanos);
            if (failing.compareTo(giveUpAfter) >= 0) {
                throw new Unreadable(place + ": no answer for " + failing.toSeconds()
                        + " s, the last time because of: " + reason
                        + "; check the network and the service's status, then run the same command again");
            }
            Duration wait = shorter(retries.waitBefore(failures, chance.getAsDouble()), giveUpAfter.minus(failing));
            pace.pause(asked.compareTo(wait) > 0 ? asked : wait);
            // The service's own words are left out: they may name a customer.
            troubles.say(place, code, asked.compareTo(wait) > 0 ? asked : wait);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

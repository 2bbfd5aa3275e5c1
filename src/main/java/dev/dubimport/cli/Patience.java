package dev.dubimport.cli;

import dev.dubimport.dub.Retries;
import dev.dubimport.dub.Settings;
import java.time.Duration;

/**
 * How long what is waited for.
 *
 * @param answerWithin how long an answer of the API may take
 * @param settlingPause how long after an unanswered attempt the service may still not know its invoice id
 * @param retries how patient the client is with one sale
 * @param listedWithin how long after it was sent a sale may not be listed by the service yet
 * @param leaseFor how long a process that died keeps others waiting that share its database
 */
public record Patience(
        Duration answerWithin, Duration settlingPause, Retries retries, Duration listedWithin, Duration leaseFor) {

    /**
     * As people run it. The service may work as long as an answer may take on a request that nobody waits for any more, and lists
     * it some seconds later; for the lease see decision 12.
     */
    static final Patience USUAL = new Patience(
            Settings.ANSWER_WITHIN,
            Settings.SETTLING_PAUSE,
            Retries.DEFAULT,
            Settings.ANSWER_WITHIN.plusSeconds(30),
            Duration.ofSeconds(20));
}

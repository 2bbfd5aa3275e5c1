package dev.dubimport.torture;

import dev.dubimport.dub.Retries;
import java.time.Duration;

/**
 * A tenth of production's pauses, and a tenth of the time after which the live service finds an invoice id again: whatever
 * is sent again too early in one is sent again too early in the other, and two hundred kills fit into minutes.
 */
final class Timings {
    static final int SHORTENED_BY = 10;

    /** Production: 30 s. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /** Production: 5 s. */
    static final Duration SETTLING_PAUSE = Duration.ofMillis(500);

    /** Production: 20 s. */
    static final Duration LEASE_FOR = Duration.ofSeconds(2);

    /** The live service: a moment, taken for 2 s. */
    static final Duration VISIBLE_AFTER = Duration.ofMillis(200);

    /** When the sandbox records what it is slow with; a client that was killed is gone by then. */
    static final Duration LATE = Duration.ofMillis(2_500);

    /** Longer than the client waits. */
    static final Duration HANG = Duration.ofSeconds(6);

    static final Retries RETRIES = new Retries(
            Retries.DEFAULT.attempts(),
            Retries.DEFAULT.attemptsInDoubt(),
            Retries.DEFAULT.firstWait().dividedBy(SHORTENED_BY),
            Retries.DEFAULT.longestWait().dividedBy(SHORTENED_BY));

    /** Slow enough that a kill hits calls on their way. */
    static final Duration LATENCY = Duration.ofMillis(5);

    static final Duration JITTER = Duration.ofMillis(25);

    private Timings() {}
}

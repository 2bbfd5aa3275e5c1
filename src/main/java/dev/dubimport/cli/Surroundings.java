package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.dub.Retries;
import dev.dubimport.dub.Settings;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What the command line finds around itself, so that a test can put something else there.
 *
 * @param terminalWidth columns of the terminal that {@code err} is, where a line can be overwritten; 0 where it is none
 * @param answerWithin how long an answer of the API may take
 * @param settlingPause how long after an unanswered attempt the service may still not know its invoice id
 * @param retries how patient the client is with one sale
 * @param listedWithin how long after it was sent a sale may not be listed by the service yet
 * @param leaseFor how long a process that died keeps others waiting that share its database
 * @param configured what holds for options that the command line does not name
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        int terminalWidth,
        Clock clock,
        Duration answerWithin,
        Duration settlingPause,
        Retries retries,
        Duration listedWithin,
        Duration leaseFor,
        Chosen configured) {

    /** The service may work that long on a request that nobody waits for any more, and lists it some seconds later. */
    private static final Duration LISTED_WITHIN = Settings.ANSWER_WITHIN.plusSeconds(30);

    /** See decision 12. */
    private static final Duration LEASE_FOR = Duration.ofSeconds(20);

    /** Where nothing is configured. */
    public Surroundings(
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err,
            int terminalWidth,
            Clock clock,
            Duration answerWithin,
            Duration settlingPause,
            Retries retries,
            Duration listedWithin,
            Duration leaseFor) {
        this(
                environment,
                in,
                out,
                err,
                terminalWidth,
                clock,
                answerWithin,
                settlingPause,
                retries,
                listedWithin,
                leaseFor,
                Chosen.nothing());
    }

    /** The same, with what is configured. */
    Surroundings configuredBy(Chosen chosen) {
        return new Surroundings(
                chosen.environment(),
                in,
                out,
                err,
                terminalWidth,
                clock,
                answerWithin,
                settlingPause,
                retries,
                listedWithin,
                leaseFor,
                chosen);
    }

    /** The same, where what is said goes elsewhere than to a terminal. */
    Surroundings saying(PrintStream newOut, PrintStream newErr) {
        return new Surroundings(
                environment,
                in,
                newOut,
                newErr,
                0,
                clock,
                answerWithin,
                settlingPause,
                retries,
                listedWithin,
                leaseFor,
                configured);
    }

    /** Where the user's own folders begin. */
    Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** Without the environment: the API key is in it. */
    @Override
    public String toString() {
        return "Surroundings[answerWithin=" + answerWithin + ", settlingPause=" + settlingPause + ", retries=" + retries
                + ", leaseFor=" + leaseFor + "]";
    }

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                Integer.getInteger("dub.import.terminal", 0),
                Clock.systemUTC(),
                Settings.ANSWER_WITHIN,
                Settings.SETTLING_PAUSE,
                Retries.DEFAULT,
                LISTED_WITHIN,
                LEASE_FOR);
    }
}

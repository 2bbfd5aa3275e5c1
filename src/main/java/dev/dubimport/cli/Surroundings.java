package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the command line finds around itself, so that a test can put something else there.
 *
 * @param terminalWidth columns of the terminal that {@code err} is, where a line can be overwritten; 0 where it is none
 * @param configured what holds for options that the command line does not name
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        int terminalWidth,
        Clock clock,
        Patience patience,
        Chosen configured) {

    /** Where nothing is configured. */
    public Surroundings(
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err,
            int terminalWidth,
            Clock clock,
            Patience patience) {
        this(environment, in, out, err, terminalWidth, clock, patience, Chosen.nothing());
    }

    /** The same, with what is configured. */
    Surroundings configuredBy(Chosen chosen) {
        return new Surroundings(chosen.environment(), in, out, err, terminalWidth, clock, patience, chosen);
    }

    /** The same, where what is said goes elsewhere than to a terminal. */
    Surroundings saying(PrintStream newOut, PrintStream newErr) {
        return new Surroundings(environment, in, newOut, newErr, 0, clock, patience, configured);
    }

    /** Where the user's own folders begin. */
    Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** Without the environment: the API key is in it. */
    @Override
    public String toString() {
        return "Surroundings[" + patience + "]";
    }

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                Integer.getInteger("dub.import.terminal", 0),
                Clock.systemUTC(),
                Patience.USUAL);
    }
}

package dev.dubimport.torture;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of scripts/torture asks for.
 *
 * @param round one round alone, to play a failure again: {@code one-process:4711}
 */
record Options(int minutes, long seed, Optional<RoundPlan> round) {
    static final int DEFAULT_MINUTES = 24;

    /** @throws IllegalArgumentException with a message for people */
    static Options parse(List<String> arguments) {
        Options options = new Options(DEFAULT_MINUTES, System.nanoTime() % 1_000_000, Optional.empty());
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String name = words.next();
            if (!words.hasNext()) {
                throw new IllegalArgumentException(
                        name + ": unknown, or without its value; see scripts/torture --help");
            }
            options = options.with(name, words.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--minutes" -> new Options(positive(name, value), seed, round);
            case "--seed" -> new Options(minutes, positive(name, value), round);
            case "--round" -> new Options(minutes, seed, Optional.of(round(value)));
            default -> throw new IllegalArgumentException(name + ": unknown; see scripts/torture --help");
        };
    }

    private static RoundPlan round(String value) {
        int colon = value.indexOf(':');
        for (RoundPlan.Lane lane : RoundPlan.Lane.values()) {
            if (colon > 0 && value.substring(0, colon).equals(lane.toString())) {
                return RoundPlan.of(lane, positive("--round", value.substring(colon + 1)));
            }
        }
        throw new IllegalArgumentException("--round " + value + ": no such round; write it as in one-process:4711");
    }

    private static int positive(String name, String value) {
        if (!value.matches("[1-9]\\d{0,7}")) {
            throw new IllegalArgumentException(name + " " + value + ": not a whole number above 0");
        }
        return Integer.parseInt(value);
    }
}

package dev.dubimport.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Which share of the calls goes wrong, and how. Drawn by a seeded random, one draw a call, so that the same calls in the
 * same order meet the same faults.
 *
 * @param share of the calls, 0 to 1; each of them meets one of the kinds, all equally likely. A burst goes on for some calls
 *     more, and an outage for some time.
 */
public record Faults(List<Fault> kinds, double share, long seed) {

    public static final Faults NONE = new Faults(List.of(), 0, 0);

    private static final String MIXED = "mixed";
    private static final double DEFAULT_SHARE = 0.05;
    private static final int MOST_CHARACTERS_SHOWN = 60;

    public Faults {
        kinds = List.copyOf(kinds);
        if (!isShare(share)) {
            throw new IllegalArgumentException("not a share of calls between 0 and 1: " + share);
        }
    }

    public static Faults of(double share, Fault... kinds) {
        return new Faults(List.of(kinds), share, 0);
    }

    /** All kinds but the outage, which hits more than a share of the calls. */
    public static Faults mixed(double share) {
        return new Faults(Fault.mixed(), share, 0);
    }

    /**
     * Names of kinds, or {@code mixed} for all that {@link #mixed} has, and after a colon the share of calls that meets one of
     * them; five in a hundred where none is given: {@code 500,drop-after:0.05}.
     *
     * @throws IllegalArgumentException with a message for people, where it is no such text
     */
    public static Faults parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Faults(parseKinds(text), DEFAULT_SHARE, 0);
        }
        return new Faults(parseKinds(text.substring(0, colon)), parseShare(text.substring(colon + 1)), 0);
    }

    public Faults withSeed(long newSeed) {
        return new Faults(kinds, share, newSeed);
    }

    private static List<Fault> parseKinds(String names) {
        List<Fault> kinds = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            kinds.addAll(parseKind(name));
        }
        return kinds;
    }

    private static List<Fault> parseKind(String name) {
        if (name.strip().equals(MIXED)) {
            return Fault.mixed();
        }
        return List.of(Fault.parse(name.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        quoted(name) + ": no such fault; use " + MIXED + ", or one or more of " + Fault.allowed())));
    }

    private static double parseShare(String text) {
        try {
            double share = Double.parseDouble(text);
            if (isShare(share)) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as what is out of range is
        }
        throw new IllegalArgumentException(
                quoted(text) + ": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05");
    }

    private static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    private static String quoted(String text) {
        return '"' + text.substring(0, Math.min(text.length(), MOST_CHARACTERS_SHOWN)) + '"';
    }
}

package dev.dubimport.dub;

import dev.dubimport.sale.Shown;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls the API allows, and how many of them we make. The service counts calls of a minute in a sliding window, so
 * no minute, wherever it begins, may see more than the quota. A bucket lets through its burst and what drips in: with a
 * burst of a third of a per cent of the quota, and the rest of the quota dripping in, the two together are the quota.
 */
public final class Rate {
    /** As fast as the service answers: for a sandbox. */
    public static final Rate UNLIMITED = new Rate(0, "unlimited");

    /** Calls a minute by the plan's name, as the service's price list has them. */
    private static final Map<String, Integer> PLANS =
            Map.of("free", 60, "trial", 120, "pro", 600, "business", 1200, "advanced", 3000, "enterprise", 3000);

    private static final Pattern CALLS = Pattern.compile("([1-9][0-9]{0,5})/(s|min)");
    private static final long LEAST_BURST = 2;

    private final long callsPerMinute;
    private final String text;

    private Rate(long callsPerMinute, String text) {
        this.callsPerMinute = callsPerMinute;
        this.text = text;
    }

    /**
     * The rate that people write: {@code 1200/min}, {@code 20/s}, a plan's name, or {@code unlimited}.
     *
     * @throws IllegalArgumentException for anything else, saying what is allowed
     */
    public static Rate parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals(UNLIMITED.text)) {
            return UNLIMITED;
        }
        Integer ofPlan = PLANS.get(word);
        if (ofPlan != null) {
            return new Rate(ofPlan, ofPlan + "/min");
        }
        Matcher calls = CALLS.matcher(word);
        if (!calls.matches()) {
            throw new IllegalArgumentException("rate \"" + Shown.shortened(text)
                    + "\": not a rate; use calls a minute (1200/min) or a second (20/s), at most 999999, the name of your"
                    + " plan (free, trial, pro, business, advanced, enterprise), or unlimited");
        }
        long perUnit = Long.parseLong(calls.group(1));
        long perMinute = calls.group(2).equals("s") ? perUnit * 60 : perUnit;
        if (perMinute <= LEAST_BURST) {
            throw new IllegalArgumentException(
                    "rate \"" + Shown.shortened(text) + "\": too slow to be kept; use 3/min or more");
        }
        return new Rate(perMinute, word);
    }

    /** How long so many calls take at this rate, a little under the quota; zero if it is unlimited. */
    public Duration timeFor(long calls) {
        if (isUnlimited()) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(Math.round(calls * 60_000.0 / dripPerMinute()));
    }

    boolean isUnlimited() {
        return callsPerMinute == 0;
    }

    /** How many calls a pause earns: enough to make up for a late thread or a commit between chunks, not for more. */
    long burst() {
        return Math.max(LEAST_BURST, callsPerMinute / 300);
    }

    /** How many calls a minute are earned: what the burst leaves of the quota. */
    long dripPerMinute() {
        return callsPerMinute - burst();
    }

    /** As people write it: {@code 1200/min}. */
    @Override
    public String toString() {
        return text;
    }
}

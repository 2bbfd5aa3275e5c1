package dev.dubimport.dub;

import java.time.Duration;

/**
 * How to read back from the API, and how fast.
 *
 * @param eventsRate for events and totals, which the service counts by the second
 * @param callsRate for customers, which it counts by the minute, together with all other calls of the key
 * @param timeout how long an answer may take once a connection stands, to its last byte; positive
 * @param retries how long the waits between attempts are; how many attempts there are is up to the next
 * @param giveUpAfter how long one question may be without an answer before it is given up; positive, at most a day
 */
public record ReadSettings(
        BaseUrl baseUrl,
        ApiKey key,
        Rate eventsRate,
        Rate callsRate,
        Duration timeout,
        Retries retries,
        Duration giveUpAfter) {

    public ReadSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a time-out is positive");
        }
        if (giveUpAfter.isNegative() || giveUpAfter.isZero() || giveUpAfter.compareTo(Settings.LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    "to give up after " + giveUpAfter + ": out of range; use more than nothing and at most a day");
        }
    }

    /** What the business plan allows, the least that has this API, and the usual patience. */
    public static ReadSettings of(BaseUrl baseUrl, ApiKey key) {
        return new ReadSettings(
                baseUrl,
                key,
                Rate.parse("4/s"),
                Rate.parse("business"),
                Settings.ANSWER_WITHIN,
                Retries.DEFAULT,
                Duration.ofMinutes(10));
    }

    Line line() {
        return new Line(baseUrl, key, 1, timeout);
    }
}

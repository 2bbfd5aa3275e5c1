package dev.dubimport.dub;

import java.time.Duration;

/**
 * How to reach the API, and how fast.
 *
 * @param concurrency how many sales are in flight at once, 1 to 256
 * @param timeout how long an answer may take once a connection stands, to its last byte; positive
 * @param settlingPause how long to wait at least before a sale that may have arrived is sent again: the service stores the
 *     invoice id a moment after it answers, and a retry within that moment records the sale twice
 * @param workingTime how long the service may go on working on a request that we have lost sight of, by a time-out or a lost
 *     connection; only then does the settling pause begin
 * @param giveUpAfter how long the service may be silent before the run halts; positive, at most a day
 */
public record Settings(
        BaseUrl baseUrl,
        ApiKey key,
        Rate rate,
        int concurrency,
        Duration timeout,
        Duration settlingPause,
        Duration workingTime,
        Retries retries,
        Duration giveUpAfter) {
    public static final int MOST_CONCURRENCY = 256;

    /** How long an answer may take. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** dub-api.md, trap 3: a few seconds. */
    public static final Duration SETTLING_PAUSE = Duration.ofSeconds(5);

    public static final Duration LONGEST_SILENCE = Duration.ofDays(1);

    public Settings {
        if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "concurrency \"" + concurrency + "\": out of range; use 1 to " + MOST_CONCURRENCY);
        }
        if (timeout.isNegative() || timeout.isZero() || settlingPause.isNegative() || workingTime.isNegative()) {
            throw new IllegalArgumentException("a time-out is positive and a pause not negative");
        }
        if (giveUpAfter.isNegative() || giveUpAfter.isZero() || giveUpAfter.compareTo(LONGEST_SILENCE) > 0) {
            throw new IllegalArgumentException(
                    "to give up after " + giveUpAfter + ": out of range; use more than nothing and at most a day");
        }
    }

    /** The usual pauses, and the usual patience; as long for what is done after an answer as for the answer. */
    public static Settings of(BaseUrl baseUrl, ApiKey key, Rate rate, int concurrency) {
        return new Settings(
                baseUrl,
                key,
                rate,
                concurrency,
                ANSWER_WITHIN,
                SETTLING_PAUSE,
                ANSWER_WITHIN,
                Retries.DEFAULT,
                Duration.ofMinutes(10));
    }

    /** How long a sale that may have been recorded waits before it is sent again. */
    Duration settling(Attempt.Trace trace) {
        return switch (trace) {
            case NONE -> Duration.ZERO;
            case SALE -> settlingPause;
            case WORK -> workingTime.plus(settlingPause);
        };
    }

    Line line() {
        return new Line(baseUrl, key, concurrency, timeout);
    }
}

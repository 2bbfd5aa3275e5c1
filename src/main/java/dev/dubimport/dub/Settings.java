package dev.dubimport.dub;

import java.time.Duration;

/**
 * How to reach the API, and how fast.
 *
 * @param concurrency how many sales are in flight at once, 1 to 256
 * @param timeout how long an answer may take once a connection stands, to its last byte; positive
 * @param settlingPause how long to wait at least before a sale that may have arrived is sent again: the service stores the
 *     invoice id a moment after it answers, and a retry within that moment records the sale twice
 */
public record Settings(
        BaseUrl baseUrl,
        ApiKey key,
        Rate rate,
        int concurrency,
        Duration timeout,
        Duration settlingPause,
        Retries retries) {
    public static final int MOST_CONCURRENCY = 256;

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    public Settings {
        if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "concurrency \"" + concurrency + "\": out of range; use 1 to " + MOST_CONCURRENCY);
        }
        if (timeout.isNegative() || timeout.isZero() || settlingPause.isNegative()) {
            throw new IllegalArgumentException("a time-out is positive and a pause not negative");
        }
    }

    /** Thirty seconds for an answer, five to settle, and the usual patience. */
    public static Settings of(BaseUrl baseUrl, ApiKey key, Rate rate, int concurrency) {
        return new Settings(
                baseUrl, key, rate, concurrency, Duration.ofSeconds(30), Duration.ofSeconds(5), Retries.DEFAULT);
    }

    /** How long a connection may take, TLS included. */
    Duration connectTimeout() {
        return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    }

    /** The longest that one attempt can take. */
    Duration attemptTimeout() {
        return connectTimeout().plus(timeout);
    }
}

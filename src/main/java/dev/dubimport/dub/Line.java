package dev.dubimport.dub;

import java.time.Duration;

/**
 * Where the API is, and how a call reaches it.
 *
 * @param connections how many there are at most
 * @param timeout how long an answer may take once a connection stands, to its last byte
 */
record Line(BaseUrl baseUrl, ApiKey key, int connections, Duration timeout) {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** How long a connection may take, TLS included. */
    Duration connectTimeout() {
        return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    }

    /** The longest that one attempt can take. */
    Duration attemptTimeout() {
        return connectTimeout().plus(timeout);
    }
}

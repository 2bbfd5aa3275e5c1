package dev.dubimport.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a client meets that speaks TLS to the sandbox. With each but {@link #OFF} the base URL says https, and no call gets through. */
public enum Tls {
    /** Nothing: the base URL says http. */
    OFF,
    /** An answer in plain HTTP. */
    PLAIN,
    /** The connection is closed in the middle of the handshake. */
    HANGUP,
    /** A certificate that nobody trusts, made at the start. */
    SELF_SIGNED;

    /**
     * The one of that name: {@code self-signed}.
     *
     * @throws IllegalArgumentException with a message for people, where there is none
     */
    public static Tls parse(String text) {
        return Arrays.stream(values())
                .filter(tls -> tls.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException('"' + text + "\": use "
                        + Arrays.stream(values()).map(Tls::toString).collect(Collectors.joining(", "))));
    }

    String scheme() {
        return this == OFF ? "http" : "https";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

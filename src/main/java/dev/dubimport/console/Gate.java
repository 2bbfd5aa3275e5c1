package dev.dubimport.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may see what. Every user of the machine reaches a port on loopback, and every page of the browser can try to: the ledger is
 * told to those only who have the key of the printed link, and to no page but ours.
 */
final class Gate {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final Set<String> hosts;
    private final byte[] secret = new byte[KEY_BYTES];

    /** Why a request is not answered. */
    record Refusal(int status, String reason) {}

    Gate(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        new SecureRandom().nextBytes(secret);
    }

    /** What opens all, for as long as this process lives. */
    String key() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** What opens that report, and nothing else. */
    String passTo(long run) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] pass = mac.doFinal(("report " + run).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(pass);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Why the request is refused, whatever it asks for; empty where it may be looked at. */
    Optional<Refusal> refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        // A name of somebody else that leads to this machine (DNS rebinding) comes with that name.
        String host = only(headers, "Host").orElse("");
        if (!hosts.contains(host)) {
            return Optional.of(new Refusal(421, "this console is at http://127.0.0.1 only"));
        }
        if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            return Optional.of(new Refusal(405, "the console changes nothing: GET and HEAD only"));
        }
        boolean isForeign = headers.containsKey("Origin")
                && !only(headers, "Origin").orElse("").equals("http://" + host);
        boolean isSentElsewhere = headers.containsKey("Sec-Fetch-Site")
                && !FROM_HERE.contains(only(headers, "Sec-Fetch-Site").orElse(""));
        return isForeign || isSentElsewhere
                ? Optional.of(new Refusal(403, "asked for by another page; type or paste the address of the console"))
                : Optional.empty();
    }

    boolean hasKey(HttpExchange exchange) {
        return only(exchange.getRequestHeaders(), "Authorization")
                .filter(given -> isEqual(given, "Bearer " + key()))
                .isPresent();
    }

    boolean isPassTo(long run, String given) {
        return isEqual(given, passTo(run));
    }

    /** Takes the same time wherever the first difference is. */
    private static boolean isEqual(String given, String wanted) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> only(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.ofNullable(values.get(0)) : Optional.empty();
    }
}

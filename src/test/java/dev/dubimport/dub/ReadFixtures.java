package dev.dubimport.dub;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The service's answers to questions about what it recorded. */
final class ReadFixtures {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant END = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant BETWEEN = Instant.parse("2026-11-21T12:00:00Z");

    private ReadFixtures() {}

    static String event(String eventId, String invoiceId, Instant at) {
        return """
                {"event": "sale", "timestamp": "%s", "eventId": "%s", "eventName": "Purchase",
                 "sale": {"amount": 1250, "currency": "usd", "paymentProcessor": "custom", "invoiceId": "%s"},
                 "customer": {"id": "cus_9", "externalId": "user-1", "name": null, "email": null},
                 "metadata": {"day": ["2025-01-31"]}, "link": {"id": "link_1"}, "click": {"id": "c"}}\
                """.formatted(at, eventId, invoiceId);
    }

    static String event(String eventId) {
        return event(eventId, "INV-" + eventId, BETWEEN);
    }

    /** Events of those numbers, the last included. */
    static String events(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> event("e" + number))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String page(String... events) {
        return Arrays.stream(events).collect(Collectors.joining(",", "[", "]"));
    }

    /** No limit, milliseconds between attempts, and the patience of some seconds. */
    static ReadSettings hasty(BaseUrl url) {
        return new ReadSettings(
                url,
                Fixtures.KEY,
                Rate.UNLIMITED,
                Rate.UNLIMITED,
                Duration.ofSeconds(10),
                new Retries(1, 1, Duration.ofMillis(2), Duration.ofMillis(4)),
                Duration.ofSeconds(5));
    }

    /** Hasty, and waits a quarter of a second for an answer and a tenth for a better one. */
    static ReadSettings impatient(BaseUrl url) {
        ReadSettings hasty = hasty(url);
        return new ReadSettings(
                url,
                hasty.key(),
                Rate.UNLIMITED,
                Rate.UNLIMITED,
                Duration.ofMillis(250),
                hasty.retries(),
                Duration.ofMillis(100));
    }
}

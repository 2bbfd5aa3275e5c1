package dev.dubimport.model;

import java.time.Duration;

/**
 * What the promise takes for granted of a service; the small print of {@code docs/reliability.md}. Within these bounds a
 * model plays whatever the die says; beyond them nothing that the client sees could keep a sale from being recorded twice.
 */
final class Bounds {
    /** How long the client waits for an answer. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** A request that the client has lost sight of (no answer, a lost connection, a gateway's page) is worked on so long at most. */
    static final Duration WORKED_ON_FOR = Duration.ofSeconds(30);

    /** So long after the work on a request has ended, the invoice id of a recorded sale is known. */
    static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);

    /** The latest that the service of the issue lets an invoice id be known after its sale was recorded. */
    static final Duration VISIBLE_AFTER = Duration.ofMillis(2_500);

    /** An invoice id is known for so long after its sale was recorded. */
    static final Duration REMEMBERED_FOR = Duration.ofDays(7);

    private Bounds() {}
}

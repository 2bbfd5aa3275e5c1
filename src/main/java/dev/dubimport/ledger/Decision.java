package dev.dubimport.ledger;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the ledger says is to be done with a sale. */
public sealed interface Decision {

    /**
     * For how long after its first attempt a sale in doubt may be resent: the service remembers an invoice id for 7 days
     * (dub-api.md, trap 2); the last hour is left for the resending itself and for clocks that differ.
     */
    Duration RESEND_WITHIN = Duration.ofDays(7).minusHours(1);

    /** Clocks of machines that share a ledger may differ by so much. */
    Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    /** The sale was surely not recorded so far: claim it and send it. */
    record Send(Optional<Entry> earlier) implements Decision {}

    /** The sale may have been recorded, and the service would still know it: send it, but not before its key can be visible. */
    record Resend(Entry earlier) implements Decision {}

    /** The outcome stands, and nothing is sent. */
    record Stands(Outcome outcome, String code, String message) implements Decision {}

    /** Decides about a sale that stands in a row, by what the ledger knows of its invoice id. */
    static Decision of(Sale sale, Fingerprint fingerprint, RowKey row, Optional<Entry> known, Instant now) {
        if (known.isEmpty()) {
            return new Send(known);
        }
        Entry entry = known.get();
        boolean sameContent = entry.fingerprint().equals(fingerprint);
        if (entry.outcome().isEmpty()) {
            return inDoubt(entry, sameContent, sale, now);
        }
        return switch (entry.outcome().get()) {
            case RECORDED -> recorded(entry, sameContent, sale, row);
            case CONFLICT ->
                new Stands(
                        Outcome.CONFLICT,
                        "conflict_in_service",
                        "the service had recorded this invoice id with another amount; compare both and correct by hand");
            case IN_DOUBT -> inDoubt(entry, sameContent, sale, now);
            case UNATTRIBUTED, REFUSED, FAILED -> new Send(known);
            case SKIPPED, DUPLICATE, INVALID ->
                throw new IllegalStateException(
                        "never an entry's outcome: " + entry.outcome().get());
        };
    }

    private static Decision recorded(Entry entry, boolean sameContent, Sale sale, RowKey row) {
        if (!sameContent) {
            return conflict(entry, sale, "recorded");
        }
        // The row of a chunk that was sent but not saved before a crash: its own recording, not an earlier one.
        return new Stands(entry.isOf(row) ? Outcome.RECORDED : Outcome.SKIPPED, "", "");
    }

    private static Decision inDoubt(Entry entry, boolean sameContent, Sale sale, Instant now) {
        if (!sameContent) {
            return conflict(entry, sale, "sent, without an answer,");
        }
        Duration age = Duration.between(entry.firstAttempt(), now);
        // A first attempt in the future was written by a clock that was wrong: nobody knows how old it is.
        boolean isAgeKnown = age.compareTo(CLOCKS_DIFFER_BY.negated()) > 0;
        if (isAgeKnown && age.compareTo(RESEND_WITHIN) < 0) {
            return new Resend(entry);
        }
        return new Stands(
                Outcome.IN_DOUBT,
                "in_doubt_too_long",
                "sent on " + entry.firstAttempt()
                        + " without an answer, and the service may have forgotten the invoice id since;"
                        + " look it up there before it is sent again");
    }

    private static Decision conflict(Entry entry, Sale sale, String what) {
        String difference = entry.amount().equals(sale.amount())
                ? "the same amount but another customer, event or metadata"
                : entry.amount() + ", here it is " + sale.amount();
        return new Stands(
                Outcome.CONFLICT,
                "conflict_in_ledger",
                "this invoice id was already " + what + " with " + difference + " (run " + entry.run() + ", line "
                        + entry.line() + "); a recorded sale cannot be changed, correct it by hand");
    }
}

package dev.dubimport.ledger;

import dev.dubimport.sale.Finding;
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

    /** The sale is to be claimed and sent. */
    record Send(Claim claim) implements Decision {}

    /** The outcome stands, and nothing is sent. */
    record Stands(Finding finding) implements Decision {}

    /**
     * The sale is in doubt, and the service may have forgotten it: only a person may have it sent again.
     *
     * @param finding what stands unless a person decides so
     */
    record Asks(Finding finding, Claim claim) implements Decision {
        @Override
        public Decision answered(boolean resendInDoubt) {
            return resendInDoubt ? new Send(claim) : new Stands(finding);
        }
    }

    /** The decision with what a person says to sales that are in doubt for too long: it is sent or it stands. */
    default Decision answered(boolean resendInDoubt) {
        return this;
    }

    /** Decides about a sale that stands in a row, by what the ledger knows of its invoice id. */
    static Decision of(Sale sale, Fingerprint fingerprint, RowKey row, Optional<Entry> known, Instant now) {
        if (known.isEmpty()) {
            return new Send(new Claim(sale, fingerprint, row, known, Claim.Doubt.NONE));
        }
        Entry entry = known.get();
        boolean sameContent = entry.fingerprint().equals(fingerprint);
        if (entry.outcome().isEmpty()) {
            return inDoubt(entry, sale, fingerprint, row, now);
        }
        return switch (entry.outcome().get()) {
            case RECORDED -> recorded(entry, sameContent, sale, row);
            case CONFLICT ->
                new Stands(new Finding(
                        Outcome.CONFLICT,
                        "conflict_in_service",
                        "the service has this invoice id with other content; compare both and correct by hand"));
            case IN_DOUBT -> inDoubt(entry, sale, fingerprint, row, now);
            case UNATTRIBUTED, REFUSED, FAILED -> new Send(new Claim(sale, fingerprint, row, known, Claim.Doubt.NONE));
            case SKIPPED, DUPLICATE, FILTERED, INVALID ->
                throw new IllegalStateException(
                        "never an entry's outcome: " + entry.outcome().get());
        };
    }

    private static Decision recorded(Entry entry, boolean sameContent, Sale sale, RowKey row) {
        if (entry.isAdopted()) {
            return adopted(entry, sale);
        }
        if (!sameContent) {
            return conflict(entry, sale, "recorded", "correct it by hand, what is recorded cannot be changed here");
        }
        // The row of a chunk that was sent but not saved before a crash: its own recording, not an earlier one.
        return new Stands(Finding.of(entry.isOf(row) ? Outcome.RECORDED : Outcome.SKIPPED));
    }

    /** Only the amount can be compared, and only in the row's own currency: the service converted all others. */
    private static Decision adopted(Entry entry, Sale sale) {
        if (entry.amount().equals(sale.amount())
                || !entry.amount().currency().equals(sale.amount().currency())) {
            return new Stands(Finding.of(Outcome.SKIPPED));
        }
        return inConflict("this invoice id was adopted from the service, which has recorded it with " + entry.amount()
                + ", here it is " + sale.amount()
                + "; correct it by hand, what is recorded cannot be changed here");
    }

    private static Decision inDoubt(Entry entry, Sale sale, Fingerprint fingerprint, RowKey row, Instant now) {
        if (!entry.fingerprint().equals(fingerprint)) {
            return conflict(
                    entry,
                    sale,
                    "sent, without an answer,",
                    "look it up in Dub; only with the content that was sent can it be sent again");
        }
        if (entry.resentUntil(now).filter(now::isBefore).isPresent()) {
            return new Send(new Claim(sale, fingerprint, row, Optional.of(entry), Claim.Doubt.REMEMBERED));
        }
        return new Asks(
                new Finding(
                        Outcome.IN_DOUBT,
                        "in_doubt_too_long",
                        "sent on " + entry.firstAttempt()
                                + " without an answer, and the service may have forgotten the invoice id since;"
                                + " look it up in Dub, and if it is not there import with --resend-in-doubt"),
                new Claim(sale, fingerprint, row, Optional.of(entry), Claim.Doubt.FORGOTTEN));
    }

    private static Decision conflict(Entry entry, Sale sale, String what, String mend) {
        String difference = entry.amount().equals(sale.amount())
                ? "the same amount but another customer, payment processor, event or metadata"
                : entry.amount() + ", here it is " + sale.amount();
        return inConflict(
                "this invoice id was already " + what + " with " + difference + " (run " + entry.run() + ", line "
                        + entry.line() + "); if a mapping was changed since, import with the former one; otherwise "
                        + mend);
    }

    private static Decision inConflict(String message) {
        return new Stands(new Finding(Outcome.CONFLICT, "conflict_in_ledger", message));
    }
}

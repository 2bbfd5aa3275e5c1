package dev.dubimport.ledger;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.time.Instant;
import java.util.Optional;

/**
 * A sale that is about to be sent for a row.
 *
 * @param earlier the entry that the ledger has of the invoice id
 * @param mayBeRecorded whether an earlier attempt may have been recorded: the time of the first such attempt is kept then
 */
public record Claim(Sale sale, Fingerprint fingerprint, RowKey row, Optional<Entry> earlier, boolean mayBeRecorded) {

    /**
     * What an answer makes of the sale, with all attempts before this claim: doubt is sticky. A refusal, or no answer, tells of
     * this attempt only, and an earlier one may have been recorded. A 200 tells of the sale.
     */
    public Outcome outcomeOf(Outcome answered) {
        boolean tellsOfThisAttemptOnly = answered == Outcome.FAILED || answered == Outcome.REFUSED;
        return mayBeRecorded && tellsOfThisAttemptOnly ? Outcome.IN_DOUBT : answered;
    }

    /** The first attempt that may have been recorded, where there was one before this claim. */
    Optional<Instant> firstAttempt() {
        return earlier.filter(entry -> mayBeRecorded).map(Entry::firstAttempt);
    }
}

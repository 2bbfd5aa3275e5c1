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
 * @param doubt what earlier attempts leave open; where they leave anything, the time of the first such attempt is kept
 */
public record Claim(Sale sale, Fingerprint fingerprint, RowKey row, Optional<Entry> earlier, Doubt doubt) {

    /** What the attempts before a claim leave open. */
    public enum Doubt {
        /** None of them can have been recorded. */
        NONE,
        /** One may have been recorded; the service would still know the invoice id then, and not record it twice. */
        REMEMBERED,
        /** One may have been recorded and forgotten since: a person decided to send the sale all the same. */
        FORGOTTEN
    }

    /**
     * What an answer makes of the sale, with all attempts before this claim: doubt is sticky. A refusal, or no answer, tells of
     * this attempt only, and an earlier one may have been recorded. A 200 tells of the sale, but where the service may have
     * forgotten the earlier attempt a 200 without a sale does not: it only says that nothing was recorded now.
     */
    public Outcome outcomeOf(Outcome answered) {
        return switch (answered) {
            case FAILED, REFUSED -> doubt == Doubt.NONE ? answered : Outcome.IN_DOUBT;
            case UNATTRIBUTED -> doubt == Doubt.FORGOTTEN ? Outcome.IN_DOUBT : answered;
            case RECORDED, SKIPPED, DUPLICATE, FILTERED, CONFLICT, INVALID, IN_DOUBT -> answered;
        };
    }

    /** Whether an earlier attempt may have been recorded. */
    public boolean mayBeRecorded() {
        return doubt != Doubt.NONE;
    }

    /**
     * Whether the sale may be sent only as long as the service remembers an earlier attempt. What a person decided to send all
     * the same is sent whenever its turn comes, and remembered from then on.
     */
    public boolean restsOnMemory() {
        return doubt == Doubt.REMEMBERED;
    }

    /** Until when the sale may be sent again after an attempt that may have been recorded. */
    public Instant resentUntil(Instant claimedAt) {
        Instant first = restsOnMemory() ? earlier.map(Entry::firstAttempt).orElse(claimedAt) : claimedAt;
        return first.plus(Decision.RESEND_WITHIN);
    }

    /** The first attempt that may have been recorded, where there was one before this claim. */
    Optional<Instant> firstAttempt() {
        return earlier.filter(entry -> mayBeRecorded()).map(Entry::firstAttempt);
    }
}

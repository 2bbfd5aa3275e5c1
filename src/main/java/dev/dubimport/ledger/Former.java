package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * How an entry stood before it was written over.
 *
 * @param outcome empty for a claim that nobody settled
 * @param row the row that it was claimed for
 * @param firstAttempt the first attempt that may have been recorded, of this claim or of one before
 * @param lastAttempt the last time that anything was written about it
 * @param replacedAt when another took its place
 */
public record Former(
        Money amount,
        Optional<Outcome> outcome,
        RowKey row,
        Instant firstAttempt,
        Instant lastAttempt,
        Instant replacedAt,
        By replacedBy) {

    /** What took its place. */
    public enum By {
        /** It was claimed again. */
        CLAIM,
        /** The service was found to have it, or surely not to have it. */
        EVIDENCE,
        /** It was adopted from the service. */
        ADOPTION
    }
}

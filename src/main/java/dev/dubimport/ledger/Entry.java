package dev.dubimport.ledger;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of one invoice id at one destination.
 *
 * @param outcome empty for a claim that nobody settled: the sale may have been sent
 * @param run the run that claimed it last
 * @param line the line that it claimed it for
 * @param firstAttempt the first attempt that may have been recorded; the service remembers the invoice id from then on
 * @param lastAttempt the last time that anything was written about it
 */
public record Entry(
        String invoiceId,
        Fingerprint fingerprint,
        Money amount,
        Optional<Outcome> outcome,
        long run,
        long line,
        Instant firstAttempt,
        Instant lastAttempt) {

    /**
     * Until when the sale may be resent without a person's decision, if it is in doubt; empty where the first attempt lies in
     * the future. A clock that was wrong wrote that, so nobody knows how old the attempt is.
     */
    public Optional<Instant> resentUntil(Instant now) {
        boolean isAgeKnown = firstAttempt.isBefore(now.plus(Decision.CLOCKS_DIFFER_BY));
        return isAgeKnown ? Optional.of(firstAttempt.plus(Decision.RESEND_WITHIN)) : Optional.empty();
    }

    boolean isOf(RowKey row) {
        return run == row.run() && line == row.line();
    }
}

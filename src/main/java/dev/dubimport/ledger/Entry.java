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
 * @param recorded what the service answered that it recorded; empty too where the ledger did not keep answers yet
 * @param isAdopted whether the entry was taken from the service: no row is known, and no content but the amount
 * @param run the run that claimed it last; 0 where it is adopted
 * @param line the line that it claimed it for; 0 where it is adopted
 * @param firstAttempt the first attempt that may have been recorded; the service remembers the invoice id from then on
 * @param lastAttempt the last time that anything was written about it
 */
public record Entry(
        String invoiceId,
        Fingerprint fingerprint,
        Money amount,
        Optional<Outcome> outcome,
        Optional<Money> recorded,
        boolean isAdopted,
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

    /** Whether the sale may have been recorded without an answer having come. */
    public boolean isInDoubt() {
        return outcome.isEmpty() || outcome.get() == Outcome.IN_DOUBT;
    }

    /** Whether the service may have it, by what it answered or did not. */
    public boolean mayBeRecorded() {
        return isInDoubt() || outcome.get() == Outcome.RECORDED || outcome.get() == Outcome.CONFLICT;
    }

    /** Whether the sale is surely not recorded by us, and a later import sends it again. */
    public boolean isTriedAgain() {
        return outcome.filter(was -> was == Outcome.UNATTRIBUTED || was == Outcome.REFUSED || was == Outcome.FAILED)
                .isPresent();
    }

    /** Whether anybody knows what it was sold for: an adopted one may have been recorded with what no sale of ours has. */
    public boolean isAmountKnown() {
        return !isAdopted || amount.minorUnits() > 0;
    }

    /** The row that it was claimed for last. */
    public RowKey row() {
        return new RowKey(run, line);
    }

    boolean isOf(RowKey row) {
        return run == row.run() && line == row.line();
    }
}

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

    boolean isOf(RowKey row) {
        return run == row.run() && line == row.line();
    }
}

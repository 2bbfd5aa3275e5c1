package dev.dubimport.ledger;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an entry does not tell any more, or never did: how it stood before, and the calls that were made for it. Written in the
 * transaction of whoever writes the entry, and only for the few sales with a story.
 */
final class Trail {
    private final long destinationId;
    private final JdbcTemplate jdbc;

    Trail(long destinationId, JdbcTemplate jdbc) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
    }

    /** Keeps how these entries stood until that moment. */
    void keep(List<Entry> replaced, Former.By by, long now) {
        jdbc.batchUpdate(
                "insert into former_entry (destination_id, invoice_id, minor_units, currency, outcome, run_id, line,"
                        + " first_attempt_millis, last_attempt_millis, replaced_millis, replaced_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                replaced.stream()
                        .map(entry -> new Object[] {
                            destinationId,
                            entry.invoiceId(),
                            entry.amount().minorUnits(),
                            entry.amount().currency().getCurrencyCode(),
                            Entries.outcome(entry),
                            entry.run(),
                            entry.line(),
                            entry.firstAttempt().toEpochMilli(),
                            entry.lastAttempt().toEpochMilli(),
                            now,
                            by.name()
                        })
                        .toList());
    }

    /** Forgets what a claim of that time replaced: the entry is as it was. */
    void forget(Claim claim, long claimedAt) {
        jdbc.update(
                "delete from former_entry where destination_id = ? and invoice_id = ? and replaced_millis = ?"
                        + " and replaced_by = ?",
                destinationId,
                claim.sale().invoiceId(),
                claimedAt,
                Former.By.CLAIM.name());
    }

    /** Keeps the calls of these sales. */
    void keepAttempts(List<Settlement> settlements) {
        List<Object[]> rows = new ArrayList<>();
        for (Settlement settlement : settlements) {
            for (Attempt attempt : settlement.attempts()) {
                rows.add(new Object[] {
                    destinationId,
                    settlement.invoiceId(),
                    attempt.row().run(),
                    attempt.row().line(),
                    attempt.at().toEpochMilli(),
                    rows.size(),
                    attempt.said()
                });
            }
        }
        jdbc.batchUpdate(
                "insert into attempt (destination_id, invoice_id, run_id, line, at_millis, number, said)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    List<Former> formers(String invoiceId) {
        return jdbc.query(
                "select minor_units, currency, outcome, run_id, line, first_attempt_millis, last_attempt_millis,"
                        + " replaced_millis, replaced_by from former_entry"
                        + " where destination_id = ? and invoice_id = ? order by replaced_millis, last_attempt_millis",
                (row, number) -> new Former(
                        new Money(row.getLong(1), Currency.getInstance(row.getString(2))),
                        Optional.ofNullable(row.getString(3)).map(Outcome::valueOf),
                        new RowKey(row.getLong(4), row.getLong(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        Instant.ofEpochMilli(row.getLong(8)),
                        Former.By.valueOf(row.getString(9))),
                destinationId,
                invoiceId);
    }

    List<Attempt> attempts(String invoiceId) {
        return jdbc.query(
                "select run_id, line, at_millis, said from attempt"
                        + " where destination_id = ? and invoice_id = ? order by run_id, at_millis, number",
                (row, number) -> new Attempt(
                        new RowKey(row.getLong(1), row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getString(4)),
                destinationId,
                invoiceId);
    }
}

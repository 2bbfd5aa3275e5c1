package dev.dubimport.ledger;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * The rows of one destination's books, in the transaction of the caller. Each is written only where it still is as it was read:
 * of two processes that read the same, one is refused.
 */
final class Entries {
    private static final String COLUMNS = "invoice_id, fingerprint_high, fingerprint_low, minor_units, currency,"
            + " outcome, run_id, line, first_attempt_millis, last_attempt_millis";

    private static final String IN_DOUBT = " from entry"
            + " where destination_id = ? and (outcome is null or outcome = 'IN_DOUBT')"
            + " order by first_attempt_millis, invoice_id";

    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final Vendor vendor;

    Entries(long destinationId, JdbcTemplate jdbc, Vendor vendor) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.vendor = vendor;
    }

    Map<String, Entry> find(Collection<String> invoiceIds) {
        Map<String, Entry> found = new HashMap<>(invoiceIds.size() * 2);
        jdbc.query(
                "select " + COLUMNS + vendor.lookUp(),
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("varchar", invoiceIds.toArray()));
                    statement.setLong(2, destinationId);
                },
                row -> {
                    if (row.getString(1) != null) {
                        Entry entry = entry(row);
                        found.put(entry.invoiceId(), entry);
                    }
                });
        return found;
    }

    void inDoubt(Consumer<Entry> reader) {
        jdbc.query(
                "select " + COLUMNS + IN_DOUBT,
                row -> {
                    reader.accept(entry(row));
                },
                destinationId);
    }

    List<Entry> inDoubt(int most) {
        return jdbc.query(
                "select " + COLUMNS + IN_DOUBT + " limit ?", (row, number) -> entry(row), destinationId, most);
    }

    /** Writes all of the claims, or throws. */
    void claim(List<Claim> claims, long now) {
        List<Object[]> inserts = new ArrayList<>(claims.size());
        List<Object[]> updates = new ArrayList<>();
        for (Claim claim : claims) {
            claim.earlier()
                    .ifPresentOrElse(
                            earlier -> updates.add(update(claim, earlier, now)),
                            () -> inserts.add(insertion(claim, now)));
        }
        insert(inserts);
        int[] written = jdbc.batchUpdate(
                "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?,"
                        + " outcome = null, run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ?"
                        + " and coalesce(outcome, '') = ? and run_id = ? and line = ? and last_attempt_millis = ?",
                updates);
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                throw taken();
            }
        }
    }

    /** Whether all of these claims stand as they were made at that time. */
    boolean stand(List<Claim> claims, long claimedAt) {
        Map<String, Entry> found =
                find(claims.stream().map(claim -> claim.sale().invoiceId()).toList());
        return claims.stream()
                .allMatch(claim -> Optional.ofNullable(found.get(claim.sale().invoiceId()))
                        .filter(entry ->
                                entry.isOf(claim.row()) && entry.outcome().isEmpty())
                        .filter(entry -> entry.lastAttempt().toEpochMilli() == claimedAt)
                        .isPresent());
    }

    /** Writes what became of the claims of that time, and returns those that no longer stood. */
    List<Settlement> settle(List<Settlement> settlements, long claimedAt, long now) {
        int[] written = jdbc.batchUpdate(
                "update entry set outcome = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                settlements.stream()
                        .map(settlement -> new Object[] {
                            settlement.outcome().name(), now, destinationId, settlement.invoiceId(), claimedAt
                        })
                        .toList());
        List<Settlement> unwritten = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                unwritten.add(settlements.get(i));
            }
        }
        return unwritten;
    }

    /** Whether these outcomes were written at that time. */
    boolean areSettled(List<Settlement> settlements, long settledAt) {
        Map<String, Entry> found =
                find(settlements.stream().map(Settlement::invoiceId).toList());
        return settlements.stream()
                .allMatch(settlement -> Optional.ofNullable(found.get(settlement.invoiceId()))
                        .filter(entry -> entry.outcome().equals(Optional.of(settlement.outcome())))
                        .filter(entry -> entry.lastAttempt().toEpochMilli() == settledAt)
                        .isPresent());
    }

    /** Makes the ledger as it was before that claim. One that no longer stands is another process's now, and stays. */
    void release(Claim claim, long claimedAt) {
        Optional<Entry> earlier = claim.earlier();
        if (earlier.isEmpty()) {
            jdbc.update(
                    "delete from entry where destination_id = ? and invoice_id = ? and outcome is null"
                            + " and last_attempt_millis = ?",
                    destinationId,
                    claim.sale().invoiceId(),
                    claimedAt);
            return;
        }
        Entry entry = earlier.get();
        jdbc.update(
                "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?, outcome = ?,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                entry.fingerprint().high(),
                entry.fingerprint().low(),
                entry.amount().minorUnits(),
                entry.amount().currency().getCurrencyCode(),
                new SqlParameterValue(
                        Types.VARCHAR, entry.outcome().map(Outcome::name).orElse(null)),
                entry.run(),
                entry.line(),
                entry.firstAttempt().toEpochMilli(),
                entry.lastAttempt().toEpochMilli(),
                destinationId,
                entry.invoiceId(),
                claimedAt);
    }

    private void insert(List<Object[]> rows) {
        try {
            jdbc.batchUpdate(
                    "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units,"
                            + " currency, run_id, line, first_attempt_millis, last_attempt_millis)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    private Object[] insertion(Claim claim, long now) {
        Money amount = claim.sale().amount();
        return new Object[] {
            destinationId,
            claim.sale().invoiceId(),
            claim.fingerprint().high(),
            claim.fingerprint().low(),
            amount.minorUnits(),
            amount.currency().getCurrencyCode(),
            claim.row().run(),
            claim.row().line(),
            now,
            now
        };
    }

    private Object[] update(Claim claim, Entry earlier, long now) {
        Money amount = claim.sale().amount();
        return new Object[] {
            claim.fingerprint().high(),
            claim.fingerprint().low(),
            amount.minorUnits(),
            amount.currency().getCurrencyCode(),
            claim.row().run(),
            claim.row().line(),
            claim.firstAttempt().map(Instant::toEpochMilli).orElse(now),
            now,
            destinationId,
            claim.sale().invoiceId(),
            earlier.outcome().map(Outcome::name).orElse(""),
            earlier.run(),
            earlier.line(),
            earlier.lastAttempt().toEpochMilli()
        };
    }

    static TakenOver taken() {
        return new TakenOver(
                "another process claimed a sale of this run; nothing is sent twice: wait until that process"
                        + " has ended, then run the same command again");
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String outcome = row.getString(6);
        return new Entry(
                row.getString(1),
                new Fingerprint(row.getLong(2), row.getLong(3)),
                new Money(row.getLong(4), Currency.getInstance(row.getString(5))),
                outcome == null ? Optional.empty() : Optional.of(Outcome.valueOf(outcome)),
                row.getLong(7),
                row.getLong(8),
                Instant.ofEpochMilli(row.getLong(9)),
                Instant.ofEpochMilli(row.getLong(10)));
    }
}

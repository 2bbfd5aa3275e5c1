package dev.dubimport.ledger;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger's entries for one destination.
 *
 * <p>A sale comes through here twice: {@link #claim} before it is sent, {@link #settle} afterwards. Both are committed when
 * they return, each in a transaction of its own: a process that dies in between leaves claims without an outcome, and those
 * are exactly the sales that may have been recorded without our knowing.
 */
public final class Books {
    private static final String ENTRY_COLUMNS = "invoice_id, fingerprint_high, fingerprint_low, minor_units, currency,"
            + " outcome, run_id, line, first_attempt_millis, last_attempt_millis";

    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    Books(long destinationId, JdbcTemplate jdbc, TransactionTemplate ownTransaction, Clock clock) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.clock = clock;
    }

    /** The entries of those invoice ids, by invoice id; what the ledger does not know is absent. */
    public Map<String, Entry> find(Collection<String> invoiceIds) {
        Map<String, Entry> found = new HashMap<>(invoiceIds.size() * 2);
        if (invoiceIds.isEmpty()) {
            return found;
        }
        // An outer join, so that every invoice id is looked up in the index: with `invoice_id = any(?)`, or where H2
        // may
        // choose the order, all entries of the destination are read for every page.
        jdbc.query(
                "select " + ENTRY_COLUMNS + " from unnest(?) wanted(id)"
                        + " left join entry on destination_id = ? and invoice_id = wanted.id",
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

    /**
     * Writes that these sales are about to be sent. When it returns, the claims survive the death of the process, and of the
     * machine.
     *
     * @throws org.springframework.dao.DuplicateKeyException if an invoice id is claimed a second time without the ledger
     *     having been asked in between; nothing is claimed then
     */
    public void claim(List<Claim> claims) {
        List<Object[]> inserts = new ArrayList<>(claims.size());
        List<Object[]> updates = new ArrayList<>();
        long now = clock.millis();
        for (Claim claim : claims) {
            Optional<Entry> earlier = claim.earlier();
            if (earlier.isEmpty()) {
                inserts.add(insertion(claim, now));
            } else {
                updates.add(update(
                        claim, claim.firstAttempt().map(Instant::toEpochMilli).orElse(now), now));
            }
        }
        ownTransaction.executeWithoutResult(status -> {
            insert(inserts);
            update(updates);
        });
        Durability.flush(jdbc);
    }

    /** Writes what became of claimed sales. */
    public void settle(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        long now = clock.millis();
        List<Object[]> rows = settlements.stream()
                .map(settlement ->
                        new Object[] {settlement.outcome().name(), now, destinationId, settlement.invoiceId()})
                .toList();
        ownTransaction.executeWithoutResult(status -> jdbc.batchUpdate(
                "update entry set outcome = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ?",
                rows));
    }

    /** Takes back claims of sales that were surely not sent: the ledger is as it was before them. */
    public void release(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        ownTransaction.executeWithoutResult(status -> {
            for (Claim claim : claims) {
                release(claim);
            }
        });
    }

    /** The sales that are recorded at the destination, over all runs. */
    public ControlTotals.Line recorded() {
        SortedMap<String, Long> minorUnits = new TreeMap<>();
        long[] count = {0};
        jdbc.query(
                "select currency, count(*), sum(minor_units) from entry"
                        + " where destination_id = ? and outcome = 'RECORDED' group by currency",
                row -> {
                    count[0] += row.getLong(2);
                    minorUnits.put(row.getString(1), row.getLong(3));
                },
                destinationId);
        return new ControlTotals.Line(count[0], 0, minorUnits);
    }

    /** How many sales may have been recorded without an answer having come. */
    public long countInDoubt() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from entry where destination_id = ? and (outcome is null or outcome = 'IN_DOUBT')",
                Long.class,
                destinationId));
    }

    /** The sales in doubt, the oldest first, at most so many. */
    public List<Entry> inDoubt(int most) {
        return jdbc.query(
                "select " + ENTRY_COLUMNS + " from entry"
                        + " where destination_id = ? and (outcome is null or outcome = 'IN_DOUBT')"
                        + " order by first_attempt_millis, invoice_id limit ?",
                (row, number) -> entry(row),
                destinationId,
                most);
    }

    private void release(Claim claim) {
        Optional<Entry> earlier = claim.earlier();
        if (earlier.isEmpty()) {
            jdbc.update(
                    "delete from entry where destination_id = ? and invoice_id = ?",
                    destinationId,
                    claim.sale().invoiceId());
            return;
        }
        Entry entry = earlier.get();
        jdbc.update(
                "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?, outcome = ?,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ?",
                entry.fingerprint().high(),
                entry.fingerprint().low(),
                entry.amount().minorUnits(),
                entry.amount().currency().getCurrencyCode(),
                entry.outcome().map(Outcome::name).orElse(null),
                entry.run(),
                entry.line(),
                entry.firstAttempt().toEpochMilli(),
                entry.lastAttempt().toEpochMilli(),
                destinationId,
                entry.invoiceId());
    }

    private void insert(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units,"
                            + " currency, run_id, line, first_attempt_millis, last_attempt_millis)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
        }
    }

    private void update(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "update entry set fingerprint_high = ?, fingerprint_low = ?, minor_units = ?, currency = ?,"
                            + " outcome = null, run_id = ?, line = ?,"
                            + " first_attempt_millis = ?, last_attempt_millis = ?"
                            + " where destination_id = ? and invoice_id = ?",
                    rows);
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

    private Object[] update(Claim claim, long firstAttempt, long now) {
        Money amount = claim.sale().amount();
        return new Object[] {
            claim.fingerprint().high(),
            claim.fingerprint().low(),
            amount.minorUnits(),
            amount.currency().getCurrencyCode(),
            claim.row().run(),
            claim.row().line(),
            firstAttempt,
            now,
            destinationId,
            claim.sale().invoiceId()
        };
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

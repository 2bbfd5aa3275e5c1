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
            + " outcome, recorded_minor_units, recorded_currency, adopted, run_id, line, first_attempt_millis,"
            + " last_attempt_millis";

    /** The entry is as it was read. */
    private static final String UNCHANGED = " where destination_id = ? and invoice_id = ?"
            + " and coalesce(outcome, '') = ? and run_id = ? and line = ? and last_attempt_millis = ?";

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

    /** All of them, in the order of the invoice id. */
    void each(Consumer<Entry> reader) {
        jdbc.query(
                "select " + COLUMNS + " from entry where destination_id = ?" + vendor.orderById(),
                row -> {
                    reader.accept(entry(row));
                },
                destinationId);
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
                        + " outcome = null, recorded_minor_units = null, recorded_currency = null, adopted = false,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + UNCHANGED,
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
                "update entry set outcome = ?, recorded_minor_units = ?, recorded_currency = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                settlements.stream()
                        .map(settlement -> new Object[] {
                            settlement.outcome().name(),
                            minorUnits(settlement.recorded()),
                            currency(settlement.recorded()),
                            now,
                            destinationId,
                            settlement.invoiceId(),
                            claimedAt
                        })
                        .toList());
        return unwritten(settlements, written);
    }

    /** Writes them, or throws where one of them is known, or is no longer as it was read. */
    void adopt(List<Adoption> adoptions) {
        List<Object[]> inserts = new ArrayList<>(adoptions.size());
        List<Object[]> updates = new ArrayList<>();
        for (Adoption adoption : adoptions) {
            adoption.former()
                    .ifPresentOrElse(
                            former -> updates.add(update(adoption, former)), () -> inserts.add(insertion(adoption)));
        }
        try {
            jdbc.batchUpdate(
                    "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units,"
                            + " currency, outcome, recorded_minor_units, recorded_currency, adopted, run_id, line,"
                            + " first_attempt_millis, last_attempt_millis)"
                            + " values (?, ?, 0, 0, ?, ?, 'RECORDED', ?, ?, true, 0, 0, ?, ?)",
                    inserts);
        } catch (DuplicateKeyException e) {
            throw writtenMeanwhile();
        }
        int[] written = jdbc.batchUpdate(
                "update entry set fingerprint_high = 0, fingerprint_low = 0, minor_units = ?, currency = ?,"
                        + " outcome = 'RECORDED', recorded_minor_units = ?, recorded_currency = ?, adopted = true,"
                        + " run_id = 0, line = 0, first_attempt_millis = ?, last_attempt_millis = ?"
                        + UNCHANGED,
                updates);
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                throw writtenMeanwhile();
            }
        }
    }

    /** Whether the ledger has all of these as they were adopted. */
    boolean areAdopted(List<Adoption> adoptions) {
        Map<String, Entry> found =
                find(adoptions.stream().map(Adoption::invoiceId).toList());
        return adoptions.stream()
                .allMatch(adoption -> Optional.ofNullable(found.get(adoption.invoiceId()))
                        .filter(Entry::isAdopted)
                        .filter(entry -> entry.amount().equals(adoption.recorded()))
                        .isPresent());
    }

    /** Writes what is known of the sales in doubt by now, and returns those that were no longer as they were read. */
    List<Resolution> resolve(List<Resolution> resolutions, long now) {
        int[] written = jdbc.batchUpdate(
                "update entry set outcome = ?, recorded_minor_units = ?, recorded_currency = ?, last_attempt_millis = ?"
                        + UNCHANGED,
                resolutions.stream()
                        .map(resolution -> new Object[] {
                            resolution.outcome().name(),
                            minorUnits(resolution.recorded()),
                            currency(resolution.recorded()),
                            now,
                            destinationId,
                            resolution.entry().invoiceId(),
                            resolution.entry().outcome().map(Outcome::name).orElse(""),
                            resolution.entry().run(),
                            resolution.entry().line(),
                            resolution.entry().lastAttempt().toEpochMilli()
                        })
                        .toList());
        return unwritten(resolutions, written);
    }

    /** How many of these were written at that time. */
    int countResolved(List<Resolution> resolutions, long resolvedAt) {
        Map<String, Entry> found = find(resolutions.stream()
                .map(resolution -> resolution.entry().invoiceId())
                .toList());
        return (int) resolutions.stream()
                .filter(resolution -> Optional.ofNullable(
                                found.get(resolution.entry().invoiceId()))
                        .filter(entry -> entry.outcome().equals(Optional.of(resolution.outcome())))
                        .filter(entry -> entry.isOf(resolution.entry().row()))
                        .filter(entry -> entry.lastAttempt().toEpochMilli() == resolvedAt)
                        .isPresent())
                .count();
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
                        + " recorded_minor_units = ?, recorded_currency = ?, adopted = ?,"
                        + " run_id = ?, line = ?, first_attempt_millis = ?, last_attempt_millis = ?"
                        + " where destination_id = ? and invoice_id = ? and outcome is null and last_attempt_millis = ?",
                entry.fingerprint().high(),
                entry.fingerprint().low(),
                entry.amount().minorUnits(),
                entry.amount().currency().getCurrencyCode(),
                new SqlParameterValue(
                        Types.VARCHAR, entry.outcome().map(Outcome::name).orElse(null)),
                minorUnits(entry.recorded()),
                currency(entry.recorded()),
                entry.isAdopted(),
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

    private Object[] insertion(Adoption adoption) {
        Money recorded = adoption.recorded();
        return new Object[] {
            destinationId,
            adoption.invoiceId(),
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            adoption.at().toEpochMilli(),
            adoption.at().toEpochMilli()
        };
    }

    private Object[] update(Adoption adoption, Entry former) {
        Money recorded = adoption.recorded();
        return new Object[] {
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            recorded.minorUnits(),
            recorded.currency().getCurrencyCode(),
            adoption.at().toEpochMilli(),
            adoption.at().toEpochMilli(),
            destinationId,
            adoption.invoiceId(),
            former.outcome().map(Outcome::name).orElse(""),
            former.run(),
            former.line(),
            former.lastAttempt().toEpochMilli()
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

    private static TakenOver writtenMeanwhile() {
        return new TakenOver("another process wrote to the ledger while sales were adopted; nothing is lost: wait until"
                + " that process has ended, then run the same command again");
    }

    private static <T> List<T> unwritten(List<T> writings, int[] written) {
        List<T> unwritten = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                unwritten.add(writings.get(i));
            }
        }
        return unwritten;
    }

    /** With their types: Spring would ask the server for the type of a null. */
    private static SqlParameterValue minorUnits(Optional<Money> recorded) {
        return new SqlParameterValue(
                Types.BIGINT, recorded.map(Money::minorUnits).orElse(null));
    }

    private static SqlParameterValue currency(Optional<Money> recorded) {
        return new SqlParameterValue(
                Types.VARCHAR,
                recorded.map(money -> money.currency().getCurrencyCode()).orElse(null));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String outcome = row.getString(6);
        return new Entry(
                row.getString(1),
                new Fingerprint(row.getLong(2), row.getLong(3)),
                new Money(row.getLong(4), Currency.getInstance(row.getString(5))),
                outcome == null ? Optional.empty() : Optional.of(Outcome.valueOf(outcome)),
                recorded(row),
                row.getBoolean(9),
                row.getLong(10),
                row.getLong(11),
                Instant.ofEpochMilli(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(13)));
    }

    private static Optional<Money> recorded(ResultSet row) throws SQLException {
        String currency = row.getString(8);
        return currency == null
                ? Optional.empty()
                : Optional.of(new Money(row.getLong(7), Currency.getInstance(currency)));
    }
}

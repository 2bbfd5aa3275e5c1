package dev.dubimport.ledger;

import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * The rows of one destination's books as they are read, in the transaction of the caller; {@link Claims} and {@link Evidence} write
 * them.
 */
final class Entries {
    private static final String COLUMNS = "invoice_id, fingerprint_high, fingerprint_low, minor_units, currency,"
            + " outcome, recorded_minor_units, recorded_currency, adopted, run_id, line, first_attempt_millis,"
            + " last_attempt_millis";

    /** The entry is as it was read. */
    static final String UNCHANGED = " where destination_id = ? and invoice_id = ?"
            + " and coalesce(outcome, '') = ? and run_id = ? and line = ? and last_attempt_millis = ?";

    private static final int UNCHANGED_VALUES = 6;

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

    /** How many of these things, each of one invoice id, the ledger has as they are said to be. */
    <T> int count(List<T> things, Function<T, String> invoiceId, BiPredicate<T, Entry> isAsSaid) {
        Map<String, Entry> found = find(things.stream().map(invoiceId).toList());
        return (int) things.stream()
                .filter(thing -> Optional.ofNullable(found.get(invoiceId.apply(thing)))
                        .filter(entry -> isAsSaid.test(thing, entry))
                        .isPresent())
                .count();
    }

    /** The values of a statement that ends with {@link #UNCHANGED}. */
    Object[] ifUnchanged(Entry asRead, Object... values) {
        Object[] all = Arrays.copyOf(values, values.length + UNCHANGED_VALUES);
        int at = values.length;
        all[at++] = destinationId;
        all[at++] = asRead.invoiceId();
        all[at++] = asRead.outcome().map(Outcome::name).orElse("");
        all[at++] = asRead.run();
        all[at++] = asRead.line();
        all[at] = asRead.lastAttempt().toEpochMilli();
        return all;
    }

    static <T> List<T> unwritten(List<T> writings, int[] written) {
        List<T> unwritten = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            if (written[i] == 0) {
                unwritten.add(writings.get(i));
            }
        }
        return unwritten;
    }

    /** With their types: Spring would ask the server for the type of a null. */
    static SqlParameterValue outcome(Entry entry) {
        return new SqlParameterValue(
                Types.VARCHAR, entry.outcome().map(Outcome::name).orElse(null));
    }

    static SqlParameterValue minorUnits(Optional<Money> recorded) {
        return new SqlParameterValue(
                Types.BIGINT, recorded.map(Money::minorUnits).orElse(null));
    }

    static SqlParameterValue currency(Optional<Money> recorded) {
        return new SqlParameterValue(
                Types.VARCHAR,
                recorded.map(money -> money.currency().getCurrencyCode()).orElse(null));
    }
}

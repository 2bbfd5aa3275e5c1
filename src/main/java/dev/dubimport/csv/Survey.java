package dev.dubimport.csv;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the first reading of a file tells, before anything is sent. */
public final class Survey {
    private final Source source;
    private final ControlTotals.Line valid;
    private final long invalidRows;
    private final String sha256;
    private final LongSet suspects;

    private Survey(Source source, ControlTotals.Line valid, long invalidRows, String sha256, LongSet suspects) {
        this.source = source;
        this.valid = valid;
        this.invalidRows = invalidRows;
        this.sha256 = sha256;
        this.suspects = suspects;
    }

    /**
     * Reads the whole file once. Memory does not grow with the file, but for its repeated invoice ids.
     *
     * @throws UnusableFile if the file turns out not to be text, or cannot be read
     */
    public static Survey of(SalesFile file) {
        Count count = new Count();
        Suspects suspects = new Suspects(file.source().bytes());
        try (Rows rows = file.rows()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (row.get().verdict() instanceof Verdict.Valid valid) {
                    count.add(valid.sale());
                    suspects.see(valid.sale().invoiceId());
                } else {
                    count.invalidRows++;
                }
            }
            return new Survey(file.source(), count.valid(), count.invalidRows, rows.sha256(), suspects.hashes());
        }
    }

    /** All rows, the invalid ones included. */
    public long rows() {
        return Math.addExact(valid.count(), invalidRows);
    }

    /** The rows that are sales, repeats included, and their money. */
    public ControlTotals.Line valid() {
        return valid;
    }

    public long invalidRows() {
        return invalidRows;
    }

    /** SHA-256 of the file's bytes, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** For one reading of the rows, from the top. */
    public Objections objections() {
        return new Objections(new Repeats(suspects));
    }

    /**
     * What was surveyed is what was promised: a file that changed since may hold an invoice id twice unnoticed.
     *
     * @param ended a reading that has come to the end of the file
     * @throws UnusableFile if it read other bytes than the survey
     */
    public void ensureUnchanged(Rows ended) {
        if (!ended.sha256().equals(sha256)) {
            throw Problems.only(
                    source,
                    "changed while it was imported; run the same command again when it is complete, what is recorded is skipped");
        }
    }

    /** Sums that cost no new object a row. */
    private static final class Count {
        private long validRows;
        private long invalidRows;
        private final Map<Currency, long[]> minorUnits = new HashMap<>();

        void add(Sale sale) {
            Money money = sale.amount();
            long[] sum = minorUnits.computeIfAbsent(money.currency(), currency -> new long[1]);
            sum[0] = Math.addExact(sum[0], money.minorUnits());
            validRows++;
        }

        ControlTotals.Line valid() {
            SortedMap<String, Long> byCode = new TreeMap<>();
            minorUnits.forEach((currency, sum) -> byCode.put(currency.getCurrencyCode(), sum[0]));
            return new ControlTotals.Line(validRows, 0, byCode);
        }
    }
}

package dev.dubimport.csv;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
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
    private final long filteredRows;
    private final String sha256;
    private final LongSet suspects;

    private Survey(Source source, Count count, String sha256, LongSet suspects) {
        this.source = source;
        this.valid = count.valid();
        this.invalidRows = count.invalidRows;
        this.filteredRows = count.filteredRows;
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
                Verdict verdict = row.get().verdict();
                if (verdict instanceof Verdict.Valid valid) {
                    count.add(valid);
                    suspects.see(valid.sale().invoiceId());
                } else if (verdict instanceof Verdict.Filtered) {
                    count.filteredRows++;
                } else {
                    count.invalidRows++;
                }
            }
            return new Survey(file.source(), count, rows.sha256(), suspects.hashes());
        }
    }

    /** All rows, the invalid ones and those that are no sales included. */
    public long rows() {
        return valid.count() + invalidRows + filteredRows;
    }

    /** The rows that are sales, repeats included, and their money. */
    public ControlTotals.Line valid() {
        return valid;
    }

    public long invalidRows() {
        return invalidRows;
    }

    /** The rows that are no sales, and no mistakes. */
    public long filteredRows() {
        return filteredRows;
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
        private long filteredRows;
        private final Map<Currency, long[]> minorUnits = new HashMap<>();
        private final Map<Currency, long[]> originals = new HashMap<>();

        void add(Verdict.Valid valid) {
            add(minorUnits, valid.sale().amount());
            valid.original().ifPresent(money -> add(originals, money));
            validRows++;
        }

        ControlTotals.Line valid() {
            return new ControlTotals.Line(validRows, 0, byCode(minorUnits), byCode(originals));
        }

        private static void add(Map<Currency, long[]> sums, Money money) {
            long[] sum = sums.computeIfAbsent(money.currency(), currency -> new long[1]);
            sum[0] = Math.addExact(sum[0], money.minorUnits());
        }

        private static SortedMap<String, Long> byCode(Map<Currency, long[]> sums) {
            SortedMap<String, Long> byCode = new TreeMap<>();
            sums.forEach((currency, sum) -> byCode.put(currency.getCurrencyCode(), sum[0]));
            return byCode;
        }
    }
}

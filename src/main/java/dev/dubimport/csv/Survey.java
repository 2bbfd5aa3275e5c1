package dev.dubimport.csv;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Verdict;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the first reading of a file tells, before anything is sent. */
public final class Survey {
    /** Stands for "could be sent" in the totals of a file. */
    public static final Outcome VALID = Outcome.RECORDED;

    private final Source source;
    private final ControlTotals totals;
    private final String sha256;
    private final LongSet suspects;

    private Survey(Source source, ControlTotals totals, String sha256, LongSet suspects) {
        this.source = source;
        this.totals = totals;
        this.sha256 = sha256;
        this.suspects = suspects;
    }

    /** Reads the whole file once; see {@link #of(SalesFile, BiConsumer)}. */
    public static Survey of(SalesFile file) {
        return of(file, (row, objection) -> {});
    }

    /**
     * Reads the whole file once. Memory does not grow with the file, but for its repeated invoice ids.
     *
     * @param objections is told of every row that is no sale by itself, and why: that an invoice id repeats is not known yet
     * @throws UnusableFile if the file turns out not to be text, or cannot be read
     */
    public static Survey of(SalesFile file, BiConsumer<Row, Finding> objections) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        Suspects suspects = new Suspects(file.source().bytes());
        try (Rows reading = file.rows()) {
            for (Optional<Row> row = reading.next(); row.isPresent(); row = reading.next()) {
                Verdict verdict = row.get().verdict();
                Optional<Finding> objection = Objections.byItself(verdict);
                tally.count(objection.map(Finding::outcome).orElse(VALID), verdict.amount(), verdict.original());
                if (verdict instanceof Verdict.Valid valid) {
                    suspects.see(valid.sale().invoiceId());
                }
                if (objection.isPresent()) {
                    objections.accept(row.get(), objection.get());
                }
            }
            return new Survey(file.source(), tally.totals(), reading.sha256(), suspects.hashes());
        }
    }

    /** The rows and their money; those that could be sent stand as {@link #VALID}. */
    public ControlTotals totals() {
        return totals;
    }

    /** All rows, the invalid ones and those that are no sales included. */
    public long rows() {
        return totals.read().count();
    }

    /** The rows that are sales, repeats included, and their money. */
    public ControlTotals.Line valid() {
        return totals.of(VALID);
    }

    public long invalidRows() {
        return totals.of(Outcome.INVALID).count();
    }

    /** The rows that are no sales, and no mistakes. */
    public long filteredRows() {
        return totals.of(Outcome.FILTERED).count();
    }

    /** Whether an invoice id may stand in the file more than once: then only another reading tells. */
    public boolean mayHaveRepeats() {
        return suspects.size() > 0;
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
                    "changed while it was being read; run the same command again when it is complete, what is recorded is not sent again");
        }
    }
}

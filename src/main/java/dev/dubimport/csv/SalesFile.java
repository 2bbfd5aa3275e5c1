package dev.dubimport.csv;

import dev.dubimport.sale.SaleRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A CSV file of sales whose header fits the mapping, ready to be read as often as need be. Immutable. */
public final class SalesFile {
    private final Source source;
    private final Dialect dialect;
    private final Preamble preamble;
    private final Header header;
    private final Layout layout;
    private final SortedMap<String, String> understood;
    private final List<String> ignoredColumns;

    SalesFile(
            Source source,
            Dialect dialect,
            Preamble preamble,
            Header header,
            Layout layout,
            SortedMap<String, String> understood,
            List<String> ignoredColumns) {
        this.source = source;
        this.dialect = dialect;
        this.preamble = preamble;
        this.header = header;
        this.layout = layout;
        this.understood = understood;
        this.ignoredColumns = ignoredColumns;
    }

    /**
     * Checks all that can be checked before the first row: that the file is there and is text, that its header names every
     * column once, and that each field that the contract requires, and each column that the mapping names, is in it. The
     * delimiter is the one with which that holds, the header is the first record with which it does.
     *
     * @param missingInvoiceId whether a file without a column of invoice ids will do
     * @throws UnusableFile if it cannot be used; the message says all that is wrong
     */
    public static SalesFile open(Source source, Mapping mapping, SaleRules.MissingInvoiceId missingInvoiceId) {
        List<HeaderReading> readings = new ArrayList<>();
        for (Dialect dialect : Dialect.candidatesFor(source, mapping.encoding())) {
            HeaderReading reading = HeaderReading.of(source, dialect, mapping, missingInvoiceId);
            if (reading.fits()) {
                return reading.file();
            }
            readings.add(reading);
        }
        return HeaderReading.widest(readings).file();
    }

    public Source source() {
        return source;
    }

    /** The names of the columns, in their order; without those that a rejects file of ours has at its end. */
    public List<String> header() {
        return header.names();
    }

    /** How the file is written, where that is not UTF-8 with commas: {@code UTF-16LE, with semicolons}. */
    public Optional<String> dialectNote() {
        return dialect.note();
    }

    /** What stands above the header, if anything does: {@code 1 line above the header skipped: "Sales report"}. */
    public Optional<String> preambleNote() {
        return preamble.note();
    }

    Dialect dialect() {
        return dialect;
    }

    Preamble preamble() {
        return preamble;
    }

    Header columns() {
        return header;
    }

    /** The column of each field of the contract that has another name in the file, of the date and of what was given back. */
    public SortedMap<String, String> understood() {
        return Collections.unmodifiableSortedMap(understood);
    }

    /** The columns that neither the contract nor the mapping knows. */
    public List<String> ignoredColumns() {
        return ignoredColumns;
    }

    /**
     * Reads the rows from the top.
     *
     * @throws UnusableFile if the file cannot be read any more, or its header has changed
     */
    public Rows rows() {
        return Rows.below(header, preamble.records(), source, dialect, layout);
    }
}

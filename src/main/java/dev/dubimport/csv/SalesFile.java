package dev.dubimport.csv;

import dev.dubimport.sale.SaleRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A CSV file of sales whose header fits the mapping, ready to be read as often as need be. Immutable. */
public final class SalesFile {
    private final Path file;
    private final Dialect dialect;
    private final Header header;
    private final Layout layout;
    private final SortedMap<String, String> understood;
    private final List<String> ignoredColumns;

    SalesFile(
            Path file,
            Dialect dialect,
            Header header,
            Layout layout,
            SortedMap<String, String> understood,
            List<String> ignoredColumns) {
        this.file = file;
        this.dialect = dialect;
        this.header = header;
        this.layout = layout;
        this.understood = understood;
        this.ignoredColumns = ignoredColumns;
    }

    /**
     * Checks all that can be checked before the first row: that the file is there and is text, that its header names every
     * column once, and that each field that the contract requires, and each column that the mapping names, is in it. The
     * delimiter is the one with which that holds.
     *
     * @param missingInvoiceId whether a file without a column of invoice ids will do
     * @throws UnusableFile if it cannot be used; the message says all that is wrong
     */
    public static SalesFile open(Path file, Mapping mapping, SaleRules.MissingInvoiceId missingInvoiceId) {
        checkReadable(file);
        List<HeaderReading> readings = Dialect.candidatesFor(file, mapping.encoding()).stream()
                .map(dialect -> HeaderReading.of(file, dialect, mapping, missingInvoiceId))
                .toList();
        HeaderReading reading = readings.stream()
                .filter(HeaderReading::fits)
                .findFirst()
                .orElseGet(() -> Collections.max(readings, Comparator.comparingInt(HeaderReading::width)));
        return reading.file();
    }

    public Path file() {
        return file;
    }

    /** The names of the columns, in their order; without those that a rejects file of ours has at its end. */
    public List<String> header() {
        return header.names();
    }

    /** How the file is written, where that is not UTF-8 with commas: {@code UTF-16LE, with semicolons}. */
    public Optional<String> dialectNote() {
        return dialect.note();
    }

    Dialect dialect() {
        return dialect;
    }

    /** The column of each field of the contract that has another name in the file. */
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
        return Rows.below(header, file, dialect, layout);
    }

    static void checkReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw Problems.only(file, "a folder; name a CSV file in it");
        }
        if (!Files.exists(file)) {
            throw Problems.only(file, "no such file; check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw Problems.only(file, "not a regular file: it is read more than once; save it to a file first");
        }
        if (!Files.isReadable(file)) {
            throw Problems.only(file, "cannot be read; check its permissions");
        }
        try {
            if (Files.size(file) == 0) {
                throw HeaderReading.isEmpty(file);
            }
        } catch (IOException e) {
            throw Problems.only(file, "cannot be read (" + e.getMessage() + "); check the disk");
        }
    }
}

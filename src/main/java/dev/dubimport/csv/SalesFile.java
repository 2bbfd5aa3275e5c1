package dev.dubimport.csv;

import dev.dubimport.sale.SaleRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file of sales whose header fits the mapping, ready to be read as often as need be. Immutable. */
public final class SalesFile {
    private final Path file;
    private final Header header;
    private final Layout layout;
    private final List<String> ignoredColumns;

    private SalesFile(Path file, Header header, Layout layout, List<String> ignoredColumns) {
        this.file = file;
        this.header = header;
        this.layout = layout;
        this.ignoredColumns = ignoredColumns;
    }

    /**
     * Checks all that can be checked before the first row: that the file is there and is text, that its header names every
     * column once, and that each field that the contract requires, and each column that the mapping names, is in it.
     *
     * @param missingInvoiceId whether a file without a column of invoice ids will do
     * @throws UnusableFile if it cannot be used; the message says all that is wrong
     */
    public static SalesFile open(Path file, Mapping mapping, SaleRules.MissingInvoiceId missingInvoiceId) {
        checkReadable(file);
        Problems problems = new Problems(file);
        Header header = readHeader(file);
        header.check(problems);
        problems.throwIfAny();
        LayoutPlan plan = new LayoutPlan(header, mapping, missingInvoiceId, problems);
        problems.throwIfAny();
        return new SalesFile(file, header, plan.layout(), plan.ignored());
    }

    public Path file() {
        return file;
    }

    /** The names of the columns, in their order; without those that a rejects file of ours has at its end. */
    public List<String> header() {
        return header.names();
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
        return Rows.below(header, file, layout);
    }

    private static Header readHeader(Path file) {
        try (Records records = new Records(file, Dialect.STANDARD)) {
            Records.Parsed first = records.next().orElseThrow(() -> isEmpty(file));
            first.malformed().ifPresent(violation -> {
                throw Problems.only(file, first.line(), "header " + violation.message());
            });
            return Header.of(first.cells());
        }
    }

    private static void checkReadable(Path file) {
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
                throw isEmpty(file);
            }
        } catch (IOException e) {
            throw Problems.only(file, "cannot be read (" + e.getMessage() + "); check the disk");
        }
    }

    private static UnusableFile isEmpty(Path file) {
        return Problems.only(file, "empty; the first line names the columns");
    }
}

package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a file, one after the other. Memory does not grow with the file. A malformed or ragged row is an invalid row;
 * the one after it is read as if nothing had happened. Not safe for use by several threads.
 */
public final class Rows implements AutoCloseable {
    static final String RAGGED = "row_ragged";

    private final ReadAhead records;
    private final Header header;
    private final Dialect dialect;
    private final Layout layout;
    private long number;
    private String orderAbove = "";

    private Rows(ReadAhead records, Header header, Dialect dialect, Layout layout) {
        this.records = records;
        this.header = header;
        this.dialect = dialect;
        this.layout = layout;
    }

    /** @param above how many records stand above the header */
    static Rows below(Header header, int above, Source source, Dialect dialect, Layout layout) {
        Records records = new Records(source, dialect);
        try {
            for (int passed = 0; passed < above; passed++) {
                records.next();
            }
            Optional<Header> found = records.next().map(first -> Header.of(first.cells()));
            if (found.equals(Optional.of(header))) {
                return new Rows(ReadAhead.of(records), header, dialect, layout);
            }
            throw Problems.only(source, "changed while it was being read; leave it alone and run the command again");
        } catch (RuntimeException | Error e) {
            records.close();
            throw e;
        }
    }

    /**
     * The next row; empty at the end of the file. Lines of blanks only are no rows.
     *
     * @throws UnusableFile if the file turns out not to be text, or cannot be read
     */
    public Optional<Row> next() {
        Optional<Records.Parsed> parsed = records.next();
        while (parsed.filter(this::isBlank).isPresent()) {
            parsed = records.next();
        }
        return parsed.map(this::row);
    }

    /**
     * SHA-256 of all bytes of the file, in hexadecimal.
     *
     * @throws IllegalStateException before {@link #next} has come to the end
     */
    public String sha256() {
        return records.sha256();
    }

    @Override
    public void close() {
        records.close();
    }

    private boolean isBlank(Records.Parsed parsed) {
        return header.width() > 1
                && parsed.malformed().isEmpty()
                && parsed.cells().size() == 1
                && Blanks.strip(parsed.cells().get(0)).isEmpty();
    }

    private Row row(Records.Parsed parsed) {
        number++;
        if (parsed.malformed().isPresent()) {
            return new Row(
                    number,
                    parsed.line(),
                    parsed.cells(),
                    invalid(parsed.malformed().get()),
                    Optional.empty(),
                    "");
        }
        List<String> cells = header.originalCells(parsed.cells());
        if (isEmpty(cells)) {
            return new Row(number, parsed.line(), cells, Selector.EMPTY_ROW, Optional.empty(), "");
        }
        boolean fits = cells.size() == header.width();
        if (!fits) {
            Verdict verdict =
                    layout.selector().isRaggedTotal(cells) ? Selector.TOTAL_LINE : invalid(ragged(cells.size()));
            return new Row(number, parsed.line(), cells, verdict, Optional.empty(), "");
        }
        if (layout.selector().isTotal(cells) && !layout.namesASale(cells)) {
            return new Row(number, parsed.line(), cells, Selector.TOTAL_LINE, Optional.empty(), "");
        }
        String order = layout.selector().order(cells);
        boolean isFurtherLine = !order.isEmpty() && order.equals(orderAbove) && layout.isWithoutAmount(cells);
        orderAbove = order;
        if (isFurtherLine) {
            return new Row(number, parsed.line(), cells, Selector.ORDER_LINE, Optional.empty(), order);
        }
        Layout.Judged judged = layout.judge(cells);
        return new Row(number, parsed.line(), cells, judged.verdict(), judged.day(), judged.invoiceId());
    }

    /** As spreadsheets leave them behind a table: delimiters, and nothing between them. */
    private static boolean isEmpty(List<String> cells) {
        for (String cell : cells) {
            if (!Blanks.strip(cell).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Violation ragged(int cells) {
        return new Violation(
                "row",
                RAGGED,
                "",
                cells + (cells == 1 ? " cell" : " cells") + " where the header has " + header.width(),
                cells > header.width()
                        ? "put quotes around a cell that holds a " + dialect.delimiterName()
                                + ", and remove what stands behind the last column"
                        : "give every column a cell, be it an empty one");
    }

    private static Verdict invalid(Violation violation) {
        return new Verdict.Invalid(List.of(violation), Optional.empty());
    }
}

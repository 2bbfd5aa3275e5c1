package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The header of a file as it reads in one dialect, and whether sales could be read below it.
 *
 * @param width how many columns it has; the more, the likelier is the dialect, and that this is the header
 * @param usable the file, read so
 * @param problems why it cannot be
 */
record HeaderReading(int width, Optional<SalesFile> usable, Problems problems) {
    /** Reports have a title, a period and an account above their header; what is farther down is a row. */
    static final int MOST_RECORDS = 20;

    /**
     * The first record with which the file fits the mapping; if none does, the widest of those that could be the header.
     *
     * @throws UnusableFile if the file is no text in this dialect, or has no record
     */
    static HeaderReading of(Source source, Dialect dialect, Mapping mapping, MissingInvoiceId missingInvoiceId) {
        List<HeaderReading> readings = new ArrayList<>();
        List<Records.Parsed> above = new ArrayList<>();
        try (Records records = new Records(source, dialect)) {
            while (readings.size() < MOST_RECORDS) {
                Optional<Records.Parsed> record = records.next();
                if (record.isEmpty()) {
                    break;
                }
                HeaderReading reading = of(record.get(), readings.size(), source, dialect, mapping, missingInvoiceId);
                if (reading.fits()) {
                    ensureAreTitles(above, record.get(), source);
                    return reading;
                }
                readings.add(reading);
                above.add(record.get());
            }
        }
        if (readings.isEmpty()) {
            throw Problems.only(source, "empty; the first line names the columns");
        }
        return widest(readings);
    }

    /** Two files that were put together have a header in the middle: the rows above it are no title to skip. */
    private static void ensureAreTitles(List<Records.Parsed> above, Records.Parsed header, Source source) {
        for (Records.Parsed record : above) {
            if (cellsIn(record) > 2 && 2 * cellsIn(record) > cellsIn(header)) {
                throw Problems.only(
                        source,
                        record.line(),
                        "above the header on line " + header.line()
                                + ", and looks like a row or another header; remove the lines above the header,"
                                + " or split the file");
            }
        }
    }

    private static long cellsIn(Records.Parsed record) {
        return record.cells().stream()
                .filter(cell -> !Blanks.strip(cell).isEmpty())
                .count();
    }

    /** The first of the widest. */
    static HeaderReading widest(List<HeaderReading> readings) {
        return Collections.max(readings, Comparator.comparingInt(HeaderReading::width));
    }

    boolean fits() {
        return usable.isPresent();
    }

    /** @throws UnusableFile if it does not fit; the message says all that is wrong */
    SalesFile file() {
        problems.throwIfAny();
        return usable.orElseThrow();
    }

    private static HeaderReading of(
            Records.Parsed record,
            int above,
            Source source,
            Dialect dialect,
            Mapping mapping,
            MissingInvoiceId missingInvoiceId) {
        Problems problems = new Problems(source);
        if (record.malformed().isPresent()) {
            problems.add(record.line(), "header " + record.malformed().get().message());
            return new HeaderReading(dialect.cellsAbout(record.cells().get(0)), Optional.empty(), problems);
        }
        Header header = Header.of(record.cells());
        header.check(problems);
        if (problems.areThere()) {
            return new HeaderReading(header.width(), Optional.empty(), problems);
        }
        LayoutPlan plan = new LayoutPlan(header, mapping, missingInvoiceId, problems);
        if (problems.areThere()) {
            return new HeaderReading(header.width(), Optional.empty(), problems);
        }
        Preamble preamble = Preamble.of(above, record.line(), source, dialect);
        SalesFile usable =
                new SalesFile(source, dialect, preamble, header, plan.layout(), plan.understood(), plan.ignored());
        return new HeaderReading(header.width(), Optional.of(usable), problems);
    }
}

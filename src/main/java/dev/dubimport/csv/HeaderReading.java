package dev.dubimport.csv;

import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The header of a file as it reads in one dialect, and whether sales could be read below it.
 *
 * @param width how many columns it has; the more, the likelier is the dialect
 * @param usable the file, read so
 * @param problems why it cannot be
 */
record HeaderReading(int width, Optional<SalesFile> usable, Problems problems) {

    /** @throws UnusableFile if the file is no text in this dialect */
    static HeaderReading of(Path file, Dialect dialect, Mapping mapping, MissingInvoiceId missingInvoiceId) {
        Problems problems = new Problems(file);
        Records.Parsed first = first(file, dialect);
        if (first.malformed().isPresent()) {
            problems.add(first.line(), "header " + first.malformed().get().message());
            return new HeaderReading(0, Optional.empty(), problems);
        }
        Header header = Header.of(first.cells());
        header.check(problems);
        if (problems.areThere()) {
            return new HeaderReading(header.width(), Optional.empty(), problems);
        }
        LayoutPlan plan = new LayoutPlan(header, mapping, missingInvoiceId, problems);
        Optional<SalesFile> usable = problems.areThere()
                ? Optional.empty()
                : Optional.of(new SalesFile(file, dialect, header, plan.layout(), plan.understood(), plan.ignored()));
        return new HeaderReading(header.width(), usable, problems);
    }

    boolean fits() {
        return usable.isPresent();
    }

    /** @throws UnusableFile if it does not fit; the message says all that is wrong */
    SalesFile file() {
        problems.throwIfAny();
        return usable.orElseThrow();
    }

    static UnusableFile isEmpty(Path file) {
        return Problems.only(file, "empty; the first line names the columns");
    }

    private static Records.Parsed first(Path file, Dialect dialect) {
        try (Records records = new Records(file, dialect)) {
            return records.next().orElseThrow(() -> isEmpty(file));
        }
    }
}

package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.SaleDate;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Optional;

/** The column of a file that tells when a sale was made. */
record DateColumn(Column column, DateFormat format, String key) {

    /** The date of a row; empty where there is none, and after a violation was noted. */
    Optional<SaleDate> read(List<String> cells, List<Violation> violations) {
        String text = Blanks.strip(cells.get(column.index()));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        DateFormat.Reading reading = format.read(text);
        reading.violation(column.name(), text).ifPresent(violations::add);
        return reading.date();
    }
}

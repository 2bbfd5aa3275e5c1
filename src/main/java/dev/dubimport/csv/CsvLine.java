package dev.dubimport.csv;

import dev.dubimport.sale.Formulas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** One line of CSV by RFC 4180, for a spreadsheet: what it would run as a formula has an apostrophe in front. */
public final class CsvLine {
    private CsvLine() {}

    /** The line with its line break. */
    public static String of(List<String> cells) {
        StringBuilder line = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(line, Dialect.STANDARD.format())) {
            printer.printRecord(cells.stream().map(Formulas::neutralised));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return line.toString();
    }
}

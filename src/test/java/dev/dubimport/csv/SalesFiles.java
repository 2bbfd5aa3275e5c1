package dev.dubimport.csv;

import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files for tests, and what is read from them. */
final class SalesFiles {
    static final String HEADER = "invoiceId,externalId,amount,paymentProcessor";

    private SalesFiles() {}

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SalesFile open(Path file) {
        return open(file, Mapping.NONE, MissingInvoiceId.INVALID);
    }

    static SalesFile open(Path file, Mapping mapping, MissingInvoiceId missingInvoiceId) {
        return SalesFile.open(Source.in(file).get(0), mapping, missingInvoiceId);
    }

    static SalesFile open(Path folder, String text) {
        return open(write(folder, "sales.csv", text));
    }

    static List<Row> rows(SalesFile file) {
        List<Row> all = new ArrayList<>();
        try (Rows rows = file.rows()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
        }
        return all;
    }

    static List<Row> rows(Path folder, String text) {
        return rows(open(folder, text));
    }

    static List<String> messages(Row row) {
        return row.verdict() instanceof Verdict.Invalid invalid
                ? invalid.violations().stream().map(Violation::message).toList()
                : List.of();
    }

    static List<String> codes(Row row) {
        return row.verdict() instanceof Verdict.Invalid invalid
                ? invalid.violations().stream().map(Violation::code).toList()
                : List.of();
    }

    /** {@code 2 valid}, or {@code 3 row_ragged}: the line and what was found. */
    static String summary(Row row) {
        return row.line() + " " + (row.verdict() instanceof Verdict.Valid ? "valid" : String.join("+", codes(row)));
    }
}

package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejects that nobody has mended are, however their file was written, the rows that they were. */
class RejectsAgainTest {
    private static final int FILES = 40;
    private static final Finding REFUSED = new Finding(Outcome.REFUSED, "bad_request", "\"no\", such; thing\t|…");

    @TempDir
    private Path folder;

    @Test
    void rejectsAreReadWithTheSameMappingAsTheRowsThatTheyWere() throws IOException {
        for (long seed = 1; seed <= FILES; seed++) {
            TruthFile file = Author.file(seed);
            SalesFile source = new Reading.Place(folder).open(file, file.bytes());
            List<Row> rows = Reading.rows(source);

            SalesFile rejects = rejects(file, source, rows);
            List<Row> again = Reading.rows(rejects);

            Supplier<String> told = () -> Trial.told(file, file.bytes(), "rejects");
            assertThat(rejects.header()).as(told).isEqualTo(source.header());
            assertThat(again).as(told).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                checkSame(rows.get(i), again.get(i), file.width(), told);
            }
        }
    }

    private SalesFile rejects(TruthFile file, SalesFile source, List<Row> rows) throws IOException {
        Path target = folder.resolve("rejects.csv");
        Files.deleteIfExists(target);
        try (RejectsFile rejects = RejectsFile.create(target, source)) {
            rows.forEach(row -> rejects.add(row.line(), row.cells(), REFUSED));
            rejects.publish();
        }
        return SalesFile.open(
                Source.in(target).get(0), new Reading.Place(folder).mapping(file), MissingInvoiceId.INVALID);
    }

    /** A row that cannot be told apart into cells stays invalid until a person has looked at it; a total is no reject, and at most becomes one. */
    private static void checkSame(Row row, Row again, int width, Supplier<String> told) {
        if (row.cells().size() == width) {
            assertThat(again.cells()).as(told).isEqualTo(row.cells());
            assertThat(again.verdict()).as(told).isEqualTo(row.verdict());
            assertThat(again.invoiceId()).as(told).isEqualTo(row.invoiceId());
            return;
        }
        assertThat(again.cells()).as(told).startsWith(row.cells().toArray(String[]::new));
        if (row.verdict() instanceof Verdict.Filtered) {
            assertThat(again.verdict()).as(told).isNotInstanceOf(Verdict.Valid.class);
            return;
        }
        assertThat(again.verdict()).as(told).isInstanceOf(Verdict.Invalid.class);
    }
}

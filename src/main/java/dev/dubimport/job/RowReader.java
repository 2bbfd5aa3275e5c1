package dev.dubimport.job;

import dev.dubimport.csv.Objections;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the rows of a file after the last one whose outcome was saved. The rows before it are read again, because a million of
 * them takes about a second, and because what they hold decides which later rows are duplicates.
 */
final class RowReader implements ItemStreamReader<AssessedRow> {
    private final SalesFile file;
    private final Survey survey;
    private @Nullable Objections objections;
    private @Nullable Rows rows;

    RowReader(SalesFile file, Survey survey) {
        this.file = file;
        this.survey = survey;
    }

    @Override
    public void open(ExecutionContext context) {
        rows = file.rows();
        objections = survey.objections();
        long done = Checkpoint.readFrom(context).rows();
        for (long row = 0; row < done; row++) {
            if (read() == null) {
                throw new IllegalStateException("row " + done + " was saved, and the file ends after " + row);
            }
        }
    }

    @Override
    public @Nullable AssessedRow read() {
        if (rows == null || objections == null) {
            throw new IllegalStateException("not open");
        }
        Optional<Row> next = rows.next();
        if (next.isEmpty()) {
            survey.ensureUnchanged(rows);
            return null;
        }
        Row row = next.get();
        Optional<Finding> objection = objections.to(row);
        return objection.isPresent()
                ? AssessedRow.ended(row, objection.get())
                : AssessedRow.candidate(row, ((Verdict.Valid) row.verdict()).sale());
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}

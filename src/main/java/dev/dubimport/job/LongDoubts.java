package dev.dubimport.job;

import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Decision;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Finds the sales of a file that are in doubt for too long, so that a person is told before they are sent. */
final class LongDoubts {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Books books;
    private final Clock clock;

    LongDoubts(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /** Those in the rows that are still to be done. */
    ControlTotals.Line of(ImportOrder order, Checkpoint done) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        RowReader reader = new RowReader(order.file(), order.survey());
        try {
            ExecutionContext context = new ExecutionContext();
            done.writeTo(context);
            reader.open(context);
            List<AssessedRow> candidates = new ArrayList<>(ROWS_AT_ONCE);
            for (AssessedRow row = reader.read(); row != null; row = reader.read()) {
                if (row.isCandidate()) {
                    candidates.add(row);
                }
                if (candidates.size() == ROWS_AT_ONCE) {
                    count(candidates, tally);
                    candidates.clear();
                }
            }
            count(candidates, tally);
        } finally {
            reader.close();
        }
        return tally.totals().of(Outcome.IN_DOUBT);
    }

    private void count(List<AssessedRow> candidates, ControlTotals.Tally tally) {
        Map<String, Entry> known = books.find(
                candidates.stream().map(row -> row.sale().invoiceId()).toList());
        for (AssessedRow row : candidates) {
            Optional<Entry> entry = Optional.ofNullable(known.get(row.sale().invoiceId()));
            Decision decision =
                    Decision.of(row.sale(), row.fingerprint(), new RowKey(0, row.line()), entry, clock.instant());
            if (decision instanceof Decision.Asks) {
                tally.count(Outcome.IN_DOUBT, row.amount());
            }
        }
    }
}

package dev.dubimport.job;

import dev.dubimport.sale.Verdict;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Tells rows that end here, because the file itself has something against them, from sales to ask the ledger about. */
final class RowProcessor implements ItemProcessor<PlacedRow, AssessedRow> {

    @Override
    public AssessedRow process(PlacedRow placed) {
        if (placed.objection().isPresent()) {
            return AssessedRow.ended(
                    placed.row(), Finding.from(placed.objection().get()));
        }
        return AssessedRow.candidate(placed.row(), ((Verdict.Valid) placed.row().verdict()).sale());
    }
}

package dev.dubimport.job;

import dev.dubimport.csv.Row;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import java.util.Optional;

/** A row as far as the file alone tells: its outcome, or a sale that the ledger must be asked about. */
record AssessedRow(Row row, Optional<Finding> finding, Optional<Candidate> candidate) {

    private record Candidate(Sale sale, Fingerprint fingerprint) {}

    static AssessedRow ended(Row row, Finding finding) {
        return new AssessedRow(row, Optional.of(finding), Optional.empty());
    }

    static AssessedRow candidate(Row row, Sale sale) {
        return new AssessedRow(row, Optional.empty(), Optional.of(new Candidate(sale, sale.fingerprint())));
    }

    boolean isCandidate() {
        return candidate.isPresent();
    }

    long line() {
        return row.line();
    }

    Optional<Money> amount() {
        return row.verdict().amount();
    }

    /** What the file has for the amount, where it was converted. */
    Optional<Money> original() {
        return row.verdict().original();
    }

    Sale sale() {
        return candidate.orElseThrow().sale();
    }

    Fingerprint fingerprint() {
        return candidate.orElseThrow().fingerprint();
    }
}

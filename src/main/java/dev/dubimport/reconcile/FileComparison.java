package dev.dubimport.reconcile;

import dev.dubimport.csv.Objections;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the sales of one file with ledger and service. */
final class FileComparison {
    private final SalesFile file;
    private final Survey survey;
    private final Books books;
    private final ServiceSide side;
    private final Tallies tallies;
    private final Comparison comparison;
    private long filtered;
    private long duplicates;

    private record Candidate(Row row, Sale sale) {}

    FileComparison(SalesFile file, Survey survey, Books books, ServiceSide side, Tallies tallies) {
        this.file = file;
        this.survey = survey;
        this.books = books;
        this.side = side;
        this.tallies = tallies;
        this.comparison = side.comparison();
    }

    ReconciledFile run() {
        Objections objections = survey.objections();
        Pages<Candidate> candidates = new Pages<>(this::compare);
        try (Rows rows = file.rows()) {
            for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
                Row row = next.get();
                Optional<Finding> objection = objections.to(row);
                if (objection.isPresent()) {
                    setAside(row, objection.get());
                } else {
                    candidates.accept(new Candidate(row, ((Verdict.Valid) row.verdict()).sale()));
                }
            }
            survey.ensureUnchanged(rows);
        }
        candidates.end();
        return new ReconciledFile(file.source().name(), survey.sha256(), survey.rows(), filtered, duplicates);
    }

    private void setAside(Row row, Finding objection) {
        if (objection.outcome() == Outcome.FILTERED) {
            filtered++;
        } else if (objection.outcome() == Outcome.DUPLICATE) {
            duplicates++;
        } else {
            addUnsendable(row, "", objection);
        }
    }

    private void compare(List<Candidate> page) {
        List<String> ids =
                page.stream().map(candidate -> candidate.sale().invoiceId()).toList();
        Map<String, EventIndex.Found> found = side.events().match(ids);
        Map<String, Fingerprint> differentBefore = side.events().notedDifferent(ids);
        Map<String, Entry> entries = books.find(ids);
        Map<String, Fingerprint> different = new HashMap<>();
        // What is listed and not in the ledger would be sent by the next import, as if nobody had seen it here.
        tallies.countAdopted(Adopter.write(
                books,
                found.values().stream().map(events -> events.events().get(0)).toList(),
                entries));
        for (Candidate candidate : page) {
            String id = candidate.sale().invoiceId();
            EventIndex.Found events = found.getOrDefault(id, EventIndex.Found.NOTHING);
            Judgement judgement =
                    comparison.of(candidate.sale(), Optional.ofNullable(entries.get(id)), events.events());
            @Nullable Fingerprint before = differentBefore.get(id);
            if (before != null || events.wereMatched()) {
                addRepeat(
                        candidate,
                        before == null
                                ? judgement.standing() == Standing.AGREES
                                : before.equals(candidate.sale().fingerprint()));
                continue;
            }
            if (judgement.standing() != Standing.AGREES) {
                different.put(id, candidate.sale().fingerprint());
            }
            tallies.add(
                    judgement, id, Optional.of(sold(candidate)), candidate.row().day(), events.events());
        }
        side.events().noteDifferent(different);
    }

    /** Of an invoice id that stands in an earlier file. */
    private void addRepeat(Candidate candidate, boolean sameContent) {
        if (sameContent) {
            duplicates++;
        } else {
            addUnsendable(
                    candidate.row(),
                    candidate.sale().externalId(),
                    new Finding(
                            Outcome.CONFLICT,
                            "conflict_in_files",
                            "an earlier one of the files has the same invoice id with other content"));
        }
    }

    private void addUnsendable(Row row, String customer, Finding finding) {
        String next = finding.outcome() == Outcome.CONFLICT
                ? "find out which of the two rows is right: one invoice id can be recorded only once"
                : "mend the row, or the mapping where it says so, then run dub-import import with the same file";
        Sold sold = new Sold(
                file.source().name(), row.line(), customer, row.verdict().amount());
        tallies.add(
                new Judgement(Standing.UNSENDABLE, finding.message(), next),
                row.invoiceId(),
                Optional.of(sold),
                row.day(),
                List.of());
    }

    private Sold sold(Candidate candidate) {
        return new Sold(
                file.source().name(),
                candidate.row().line(),
                candidate.sale().externalId(),
                Optional.of(candidate.sale().amount()));
    }
}

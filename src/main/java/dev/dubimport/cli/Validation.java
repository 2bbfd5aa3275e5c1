package dev.dubimport.cli;

import dev.dubimport.csv.Objections;
import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.report.Numbers;
import dev.dubimport.report.TotalsTable;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The check of one file: prints what is wrong with its rows, and then what it holds. */
final class Validation {
    private static final int MOST_PRINTED = 20;

    private final SalesFile file;
    private final PrintStream out;
    private final PrintStream err;
    private final ControlTotals.Tally tally = new ControlTotals.Tally();
    private final Map<String, Filtered> filtered = new LinkedHashMap<>();
    private long rejected;

    private record Filtered(long count, long firstLine, String reason) {
        Filtered plus(Filtered other) {
            return new Filtered(count + other.count, firstLine, reason);
        }
    }

    Validation(SalesFile file, PrintStream out, PrintStream err) {
        this.file = file;
        this.out = out;
        this.err = err;
    }

    /** Whether every row could be sent. */
    boolean passes(Optional<Path> rejectsFile) {
        Survey survey = Survey.of(file);
        if (rejectsFile.isPresent()) {
            try (RejectsFile rejects = RejectsFile.create(rejectsFile.get(), file)) {
                check(survey, Optional.of(rejects));
                rejects.publish().ifPresent(kept -> Notes.rejectsKept(err, kept));
            }
        } else {
            check(survey, Optional.empty());
        }
        printSummary(rejectsFile);
        return rejected == 0;
    }

    private void check(Survey survey, Optional<RejectsFile> rejects) {
        Objections objections = survey.objections();
        try (Rows rows = file.rows()) {
            for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
                Row row = next.get();
                Optional<Finding> objection = objections.to(row);
                // RECORDED stands for "could be sent" until the table names it.
                tally.count(
                        objection.map(Finding::outcome).orElse(Outcome.RECORDED),
                        row.verdict().amount(),
                        row.verdict().original());
                objection
                        .filter(found -> !found.outcome().isSettledWell())
                        .ifPresent(found -> reject(row, found, rejects));
                objection
                        .filter(found -> found.outcome() == Outcome.FILTERED)
                        .ifPresent(found -> filtered.merge(
                                found.code(), new Filtered(1, row.line(), found.message()), Filtered::plus));
            }
        }
    }

    private void reject(Row row, Finding objection, Optional<RejectsFile> rejects) {
        rejected++;
        if (rejected <= MOST_PRINTED) {
            String invoice = row.invoiceId().isEmpty() ? "" : " (invoice " + Shown.shortened(row.invoiceId()) + ")";
            out.println(name() + ":" + row.line() + " " + objection.message() + invoice);
        }
        rejects.ifPresent(to -> to.add(row.line(), row.cells(), objection));
    }

    private void printSummary(Optional<Path> rejectsFile) {
        if (rejected > MOST_PRINTED) {
            out.println("... and " + Numbers.rows(rejected - MOST_PRINTED) + " more"
                    + (rejectsFile.isPresent() ? "" : " (--rejects FILE writes all of them to a file)"));
        }
        ControlTotals totals = tally.totals();
        Map<String, ControlTotals.Line> lines = new LinkedHashMap<>();
        lines.put("valid", totals.of(Outcome.RECORDED));
        lines.put("duplicate", totals.of(Outcome.DUPLICATE));
        lines.put("filtered", totals.of(Outcome.FILTERED));
        lines.put("conflict", totals.of(Outcome.CONFLICT));
        lines.put("invalid", totals.of(Outcome.INVALID));
        out.println((rejected > 0 ? "\n" : "") + name() + "\n");
        out.print(TotalsTable.of(lines, totals.read()));
        if (!filtered.isEmpty()) {
            out.println("\nNo sales, by reason:");
            filtered.forEach((code, some) -> out.println("  " + Numbers.rows(some.count()) + " (" + code
                    + "), first on line " + some.firstLine() + ": " + some.reason()));
        }
        rejectsFile.ifPresent(path ->
                out.println("\nRejects: " + Shown.escaped(path.toAbsolutePath().toString())));
    }

    private String name() {
        return file.source().name();
    }
}

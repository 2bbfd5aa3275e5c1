package dev.dubimport.cli;

import dev.dubimport.csv.Objections;
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
import dev.dubimport.sale.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The check of one file: prints what is wrong with its rows, and then what it holds. */
final class Validation {
    private final SalesFile file;
    private final Optional<Path> rejects;
    private final PrintStream out;
    private final PrintStream err;

    /** @param rejects the file for rows that are not good as they are */
    Validation(SalesFile file, Optional<Path> rejects, PrintStream out, PrintStream err) {
        this.file = file;
        this.rejects = rejects;
        this.out = out;
        this.err = err;
    }

    /** Whether every row could be sent. One reading tells, unless an invoice id may stand in the file twice. */
    boolean passes() {
        Survey survey;
        try (FileCheck check = new FileCheck(file, rejects)) {
            survey = Survey.of(file, check::add);
            if (!survey.mayHaveRepeats()) {
                return conclude(check, survey.totals());
            }
        }
        try (FileCheck check = new FileCheck(file, rejects)) {
            return conclude(check, readAgain(survey, check));
        }
    }

    private ControlTotals readAgain(Survey survey, FileCheck check) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        Objections objections = survey.objections();
        try (Rows rows = file.rows()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                Verdict verdict = row.get().verdict();
                Optional<Finding> objection = objections.to(row.get());
                tally.count(objection.map(Finding::outcome).orElse(Survey.VALID), verdict.amount(), verdict.original());
                if (objection.isPresent()) {
                    check.add(row.get(), objection.get());
                }
            }
            survey.ensureUnchanged(rows);
        }
        return tally.totals();
    }

    private boolean conclude(FileCheck check, ControlTotals totals) {
        check.publish().ifPresent(kept -> Notes.rejectsKept(err, kept));
        print(check, totals);
        return check.rejected() == 0;
    }

    private void print(FileCheck check, ControlTotals totals) {
        check.shown().forEach(out::println);
        long more = check.rejected() - check.shown().size();
        if (more > 0) {
            out.println("... and " + Numbers.rows(more) + " more"
                    + (rejects.isPresent() ? "" : " (--rejects FILE writes all of them to a file)"));
        }
        Map<String, ControlTotals.Line> lines = new LinkedHashMap<>();
        lines.put("valid", totals.of(Survey.VALID));
        lines.put("duplicate", totals.of(Outcome.DUPLICATE));
        lines.put("filtered", totals.of(Outcome.FILTERED));
        lines.put("conflict", totals.of(Outcome.CONFLICT));
        lines.put("invalid", totals.of(Outcome.INVALID));
        out.println((check.rejected() > 0 ? "\n" : "") + file.source().name() + "\n");
        out.print(TotalsTable.of(lines, totals.read()));
        if (!check.filtered().isEmpty()) {
            out.println("\nNo sales, by reason:");
            check.filtered()
                    .forEach((code, rows) -> out.println("  " + Numbers.rows(rows.count()) + " (" + code
                            + "), first on line " + rows.firstLine() + ": " + rows.reason()));
        }
        rejects.ifPresent(path ->
                out.println("\nRejects: " + Shown.escaped(path.toAbsolutePath().toString())));
    }
}

package dev.dubimport.inspect;

import dev.dubimport.csv.Objections;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.inspect.Findings.FirstRow;
import dev.dubimport.inspect.Findings.Reason;
import dev.dubimport.inspect.Findings.Sales;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.SaleDate;
import dev.dubimport.sale.Verdict;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the rows of a file as an import would, and keeps of them what a person wants to see before it. */
final class SalesReading {
    private static final int MOST_FIRST = 5;

    private final SalesFile file;
    private final Optional<ColumnProfile> dateColumn;
    private final DateFormat dates;
    private final ControlTotals.Tally totals = new ControlTotals.Tally();
    private final SortedMap<YearMonth, ControlTotals.Tally> months = new TreeMap<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private final List<FirstRow> first = new ArrayList<>();
    private long undated;

    /** @param dateColumn where the day of a sale stands */
    SalesReading(SalesFile file, Optional<ColumnProfile> dateColumn, DateFormat dates) {
        this.file = file;
        this.dateColumn = dateColumn;
        this.dates = dates;
    }

    Sales read(List<String> assumed, SuspicionSearch suspicions) {
        Objections objections = Survey.of(file).objections();
        try (Rows rows = file.rows()) {
            for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
                Row row = next.get();
                Optional<Finding> objection = objections.to(row);
                String written = dateOf(row);
                Optional<LocalDate> day = dates.read(written).date().map(SaleDate::day);
                count(row, objection, day);
                if (first.size() < MOST_FIRST) {
                    first.add(firstRow(
                            row, objection, day.map(LocalDate::toString).orElse(written)));
                }
                suspicions.see(row, objection, day);
            }
        }
        SortedMap<YearMonth, ControlTotals.Line> lines = new TreeMap<>();
        months.forEach((month, tally) -> lines.put(month, tally.totals().of(Outcome.RECORDED)));
        return new Sales(
                assumed,
                first,
                totals.totals(),
                List.copyOf(reasons.values()),
                dateColumn.map(ColumnProfile::name).orElse(""),
                lines,
                dateColumn.isPresent() ? undated : 0);
    }

    private void count(Row row, Optional<Finding> objection, Optional<LocalDate> day) {
        // RECORDED stands for "would be sent", as in the check of a file.
        Outcome outcome = objection.map(Finding::outcome).orElse(Outcome.RECORDED);
        totals.count(outcome, row.verdict().amount());
        objection.ifPresent(found -> reasons.merge(
                found.outcome() + found.code(),
                new Reason(found.outcome().word(), found.code(), 1, row.line(), found.message()),
                (known, more) -> new Reason(
                        known.outcome(), known.code(), known.count() + 1, known.firstLine(), known.message())));
        if (outcome != Outcome.RECORDED) {
            return;
        }
        day.map(YearMonth::from)
                .ifPresentOrElse(
                        month -> months.computeIfAbsent(month, key -> new ControlTotals.Tally())
                                .count(outcome, row.verdict().amount()),
                        () -> undated++);
    }

    private String dateOf(Row row) {
        return dateColumn
                .filter(column -> row.cells().size() == file.header().size())
                .map(column -> Blanks.strip(row.cells().get(column.index())))
                .orElse("");
    }

    private static FirstRow firstRow(Row row, Optional<Finding> objection, String date) {
        String customer =
                row.verdict() instanceof Verdict.Valid valid ? valid.sale().externalId() : "";
        String code = objection
                .map(found -> found.code().isEmpty() ? "" : " (" + found.code() + ")")
                .orElse("");
        return new FirstRow(
                row.line(),
                row.invoiceId(),
                customer,
                row.verdict().amount(),
                date,
                objection.map(found -> found.outcome().word() + code).orElse("would be sent"));
    }
}

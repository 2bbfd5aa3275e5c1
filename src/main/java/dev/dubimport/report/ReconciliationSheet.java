package dev.dubimport.report;

import dev.dubimport.reconcile.ReconciledFile;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.reconcile.Standing;
import dev.dubimport.reconcile.Totals;
import dev.dubimport.report.Sheet.Advice;
import dev.dubimport.report.Sheet.Cell;
import dev.dubimport.report.Sheet.Fact;
import dev.dubimport.report.Sheet.Heading;
import dev.dubimport.report.Sheet.Months;
import dev.dubimport.report.Sheet.Part;
import dev.dubimport.report.Sheet.Row;
import dev.dubimport.report.Sheet.Table;
import dev.dubimport.report.Sheet.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the page of a reconciliation says. */
final class ReconciliationSheet {
    private static final int MOST_ADVICE = 12;

    private final Reconciliation reconciliation;
    private final Provenance provenance;
    private final long sold;
    private final Totals agreeing;
    /** All but what came with other files. */
    private final List<Totals> compared;
    /** Currencies that were sold and recorded as something else, so that one side does not come off the other. */
    private final Set<String> converted;

    ReconciliationSheet(Reconciliation reconciliation, Provenance provenance) {
        this.reconciliation = reconciliation;
        this.provenance = provenance;
        this.sold = reconciliation.files().stream()
                .mapToLong(file -> file.rows() - file.filtered() - file.duplicates())
                .sum();
        this.agreeing = reconciliation.of(Standing.AGREES);
        this.compared = Stream.of(Standing.values())
                .filter(standing -> standing != Standing.OF_ANOTHER_IMPORT && standing != Standing.LEDGER_ONLY)
                .map(reconciliation::of)
                .toList();
        this.converted = Figures.currencies(agreeing.sold(), agreeing.recorded()).stream()
                .filter(currency -> !Objects.equals(
                        agreeing.sold().get(currency), agreeing.recorded().get(currency)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Sheet sheet() {
        Verdict verdict = verdict();
        return new Sheet(
                verdict.badge() + " · Reconciliation of "
                        + Figures.text(reconciliation.destination().workspace()) + ", "
                        + Figures.day(reconciliation.asOf()),
                "Reconciliation",
                Figures.text(reconciliation.destination().toString()),
                verdict,
                totals(),
                totalsNotes(),
                "How the sales stand",
                standings(),
                standingsNotes(),
                reconciliation.months().isEmpty() ? List.of() : List.of(months()),
                List.of(),
                reconciliation.agrees() ? List.of() : List.of(DifferenceRows.of(reconciliation)),
                next(),
                files(),
                facts(),
                verdict.headline() + ": so it stood with the service on " + Figures.moment(reconciliation.asOf()) + ".",
                "Made by dub-import " + provenance.version() + " on " + Figures.moment(provenance.madeAt()) + ".");
    }

    private Verdict verdict() {
        long differences = reconciliation.countOfDifferences();
        List<Part> parts = Stream.of(Standing.values())
                .filter(standing ->
                        standing.isDifference() && reconciliation.of(standing).sales() > 0)
                .map(standing ->
                        new Part(Numbers.count(reconciliation.of(standing).sales()), standing.word()))
                .toList();
        return new Verdict(
                reconciliation.agrees(),
                badge(differences),
                Numbers.count(agreeing.sales()) + " of " + Figures.counted(sold, "sale is", "sales are")
                        + " recorded as " + (sold == 1 ? "it was sold" : "they were sold"),
                Figures.counted(reconciliation.files().size(), "file", "files") + " compared with what the service had"
                        + " recorded until " + Figures.moment(reconciliation.asOf()) + "."
                        + (reconciliation.agrees()
                                ? " Nothing is missing, nothing is recorded twice, and no amount, currency or customer is another."
                                : "")
                        + ofOtherFiles(),
                parts);
    }

    private String ofOtherFiles() {
        long others = reconciliation.of(Standing.OF_ANOTHER_IMPORT).sales();
        return others == 0
                ? ""
                : " " + Figures.counted(others, "more sale is", "more sales are")
                        + " recorded, which the ledger knows from files that were not given here.";
    }

    private String badge(long differences) {
        if (reconciliation.agrees()) {
            return "Agrees";
        }
        return differences > 0 ? Figures.counted(differences, "difference", "differences") : "Not all is listed";
    }

    private Table totals() {
        SortedMap<String, Long> all = sum(compared, true);
        SortedMap<String, Long> recorded = sum(compared, false);
        List<Row> rows = Figures.currencies(all, recorded).stream()
                .map(currency ->
                        totalsRow(currency, all.getOrDefault(currency, 0L), recorded.getOrDefault(currency, 0L)))
                .toList();
        return new Table(
                "Money by currency",
                List.of(
                        Heading.text("Currency"),
                        Heading.number("Sold"),
                        Heading.number("Of which agrees"),
                        Heading.number("Recorded"),
                        Heading.number("Difference")),
                rows);
    }

    private Row totalsRow(String currency, long was, long is) {
        boolean isConverted = converted.contains(currency);
        String difference = isConverted ? "converted" : Figures.difference(is - was, currency);
        return new Row(
                Figures.text(currency),
                "",
                isConverted || is == was ? "" : "off",
                List.of(
                        amount("Sold", was, currency),
                        amount("Of which agrees", agreeing.sold().getOrDefault(currency, 0L), currency),
                        amount("Recorded", is, currency),
                        Cell.difference("Difference", difference)));
    }

    private static Cell amount(String label, long minorUnits, String currency) {
        return Cell.number(label, minorUnits == 0 ? "–" : Figures.amount(minorUnits, currency));
    }

    private static SortedMap<String, Long> sum(List<Totals> totals, boolean isSold) {
        SortedMap<String, Long> sum = new TreeMap<>();
        for (Totals each : totals) {
            (isSold ? each.sold() : each.recorded())
                    .forEach((currency, units) -> sum.merge(currency, units, Math::addExact));
        }
        return sum;
    }

    private List<String> totalsNotes() {
        List<String> notes = new ArrayList<>();
        if (!converted.isEmpty()) {
            notes.add(
                    "Converted: the service turns other currencies into US dollars at the rate of the day of the import."
                            + " One side cannot be taken off the other then; each such sale is compared to the cent with"
                            + " what the service answered when it was sent, as far as the ledger has kept that.");
        }
        Totals unsendable = reconciliation.of(Standing.UNSENDABLE);
        if (unsendable.sales() > 0) {
            notes.add("Sold includes " + Figures.counted(unsendable.sales(), "row", "rows")
                    + " that cannot be sent, " + String.join(", ", Figures.money(unsendable.sold()))
                    + ": both of two rows in conflict, and nothing of an amount that cannot be read.");
        }
        Reconciliation.Service service = reconciliation.service();
        notes.add("The service lists " + Figures.counted(service.listed(), "sale", "sales")
                + ", those of other imports included, and counts "
                + Numbers.count(service.counted()) + " (" + Figures.money(service.countedUsCents(), "USD")
                + ") over the same time."
                + (service.hidden() > 0
                        ? " It counts more than it lists where links were deleted: what it does not list is not compared."
                        : ""));
        return notes;
    }

    private Table standings() {
        List<Row> rows = Stream.of(Standing.values())
                .filter(reconciliation.standings()::containsKey)
                .map(standing -> {
                    Totals totals = reconciliation.of(standing);
                    return new Row(
                            standing.word(),
                            meaning(standing),
                            standing.isDifference() && totals.sales() > 0 ? "off" : "",
                            List.of(
                                    Cell.number("Sales", Numbers.count(totals.sales())),
                                    Cell.money("Sold", Figures.money(totals.sold())),
                                    Cell.money("Recorded", Figures.money(totals.recorded()))));
                })
                .toList();
        return new Table(
                "Every sale stands in exactly one way",
                List.of(
                        Heading.text("Standing"),
                        Heading.number("Sales"),
                        Heading.number("Sold"),
                        Heading.number("Recorded")),
                rows);
    }

    private static String meaning(Standing standing) {
        return switch (standing) {
            case AGREES -> "in the files, and recorded once with their amount, currency and customer";
            case OF_ANOTHER_IMPORT -> "recorded, and not in these files; the ledger knows them from another file";
            case MISSING -> "in the files, and not recorded";
            case LEDGER_ONLY ->
                "recorded or in doubt as the ledger has it from another file, and not listed by the service";
            case NOT_YET_VISIBLE -> "sent so short a time ago that the service may not show them yet";
            case UNSENDABLE -> "rows that are invalid, or in conflict with another row";
            case TWICE -> "recorded more than once";
            case NOT_COMPARABLE -> "recorded in dollars, and nobody kept at which rate";
            case OTHER_AMOUNT -> "recorded with another amount";
            case OTHER_CURRENCY ->
                "recorded in another currency than the file's, or than the dollars that the service converts to";
            case OTHER_CUSTOMER -> "recorded for another customer";
            case STRANGER -> "recorded, and neither in the files nor in the ledger";
            case NAMELESS -> "recorded without an invoice id: nothing tells which sale it is";
        };
    }

    private List<String> standingsNotes() {
        Reconciliation.Settled settled = reconciliation.settled();
        List<String> notes = new ArrayList<>();
        if (settled.adopted() > 0) {
            notes.add(
                    Figures.counted(settled.adopted(), "sale", "sales")
                            + " of the files had not been recorded by this ledger: it has them from here on, and imports skip them.");
        }
        if (settled.recorded() + settled.missed() > 0) {
            notes.add("Of sales that were in doubt, " + Numbers.count(settled.recorded())
                    + " turned out to be recorded, and " + Numbers.count(settled.missed())
                    + " not: the next import sends those.");
        }
        return notes;
    }

    private Months months() {
        List<Row> rows = reconciliation.months().entrySet().stream()
                .map(month -> {
                    Totals totals = month.getValue();
                    long difference = totals.events() - totals.sales();
                    return new Row(
                            month.getKey().toString(),
                            "",
                            difference == 0 ? "" : "off",
                            List.of(
                                    Cell.number("In the files", Numbers.count(totals.sales())),
                                    Cell.number("Recorded", Numbers.count(totals.events())),
                                    Cell.difference("Difference", Figures.difference(difference)),
                                    Cell.money("Money sold", Figures.money(totals.sold())),
                                    Cell.money("Money recorded", Figures.money(totals.recorded()))));
                })
                .toList();
        Table table = new Table(
                "Sales by the month in which they were made",
                List.of(
                        Heading.text("Month"),
                        Heading.number("In the files"),
                        Heading.number("Recorded"),
                        Heading.number("Difference"),
                        Heading.number("Money sold"),
                        Heading.number("Money recorded")),
                rows);
        return new Months(MonthsChart.of(reconciliation.months()), table);
    }

    /** What the differences say that is to do, each only once, with how many say so. */
    private List<Advice> next() {
        if (reconciliation.agrees()) {
            return List.of(new Advice("", "Nothing is left to do."));
        }
        List<Reconciliation.Task> tasks = reconciliation.tasks();
        List<Advice> advice = tasks.stream()
                .limit(MOST_ADVICE)
                .map(task -> new Advice(
                        task.sales().entrySet().stream()
                                        .map(sales -> Numbers.count(sales.getValue()) + " "
                                                + sales.getKey().word())
                                        .collect(Collectors.joining(", "))
                                + ":",
                        Figures.text(task.next())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (reconciliation.service().hidden() != 0) {
            advice.add(new Advice(
                    "What the service counts and does not list:",
                    "ask Dub's support for it, or restore the links that were deleted; nothing can be proved of it."));
        }
        if (tasks.size() > MOST_ADVICE) {
            advice.add(new Advice("", "The table above says of each of the others what to do about it."));
        }
        advice.add(new Advice("", "Then reconcile again: a page without differences is the one to sign."));
        return advice;
    }

    private Table files() {
        List<Row> rows = reconciliation.files().stream()
                .map(ReconciliationSheet::fileRow)
                .toList();
        return new Table(
                "The files that were compared",
                List.of(
                        Heading.text("File"),
                        Heading.number("Rows"),
                        Heading.number("No sales"),
                        Heading.number("Repeats"),
                        Heading.text("SHA-256")),
                rows);
    }

    private static Row fileRow(ReconciledFile file) {
        return new Row(
                Figures.text(file.name()),
                "",
                "",
                List.of(
                        Cell.number("Rows", Numbers.count(file.rows())),
                        Cell.number("No sales", Numbers.count(file.filtered())),
                        Cell.number("Repeats", Numbers.count(file.duplicates())),
                        Cell.mono("SHA-256", Figures.text(file.sha256()))));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Service", Figures.text(reconciliation.destination().toString()), false));
        facts.add(new Fact("Compared until", Figures.moment(reconciliation.asOf()), false));
        facts.addAll(ProvenanceFacts.of(provenance));
        return facts;
    }
}

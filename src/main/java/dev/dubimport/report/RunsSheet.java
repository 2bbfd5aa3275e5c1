package dev.dubimport.report;

import dev.dubimport.ledger.Reason;
import dev.dubimport.report.Sheet.Advice;
import dev.dubimport.report.Sheet.Cell;
import dev.dubimport.report.Sheet.Fact;
import dev.dubimport.report.Sheet.Heading;
import dev.dubimport.report.Sheet.Part;
import dev.dubimport.report.Sheet.Reasons;
import dev.dubimport.report.Sheet.Row;
import dev.dubimport.report.Sheet.Table;
import dev.dubimport.report.Sheet.Verdict;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the page of the runs of one command says. */
final class RunsSheet {
    private static final int MOST_REASONS = 200;

    private final List<RunSummary> runs;
    private final Provenance provenance;
    private final ControlTotals totals;

    RunsSheet(List<RunSummary> runs, Provenance provenance) {
        this.runs = runs;
        this.provenance = provenance;
        this.totals = runs.stream().map(RunSummary::totals).reduce(ControlTotals.ZERO, ControlTotals::plus);
    }

    Sheet sheet() {
        Verdict verdict = verdict();
        return new Sheet(
                verdict.badge() + " · Import to "
                        + Figures.text(runs.get(0).destination().workspace()) + ", "
                        + Figures.day(provenance.madeAt()),
                "Import",
                Figures.text(runs.get(0).destination().toString()),
                verdict,
                controlTotals(),
                totalsNotes(),
                "What became of the rows",
                outcomes(),
                List.of(),
                List.of(),
                reasons(),
                List.of(),
                next(),
                files(),
                facts(),
                verdict.headline() + ".",
                "Made by dub-import " + provenance.version() + " on " + Figures.moment(provenance.madeAt()) + ".");
    }

    private Verdict verdict() {
        long recorded = count(Outcome.RECORDED) + count(Outcome.SKIPPED);
        long sales = totals.read().count() - count(Outcome.DUPLICATE) - count(Outcome.FILTERED);
        boolean completed = runs.stream().allMatch(RunSummary::completed);
        List<Part> parts = Stream.of(Outcome.values())
                .filter(outcome -> !outcome.isSettledWell() && count(outcome) > 0)
                .map(outcome -> new Part(Numbers.count(count(outcome)), outcome.word()))
                .toList();
        String badge = !completed
                ? "Stopped before the end"
                : sales == recorded
                        ? "All recorded"
                        : Figures.counted(sales - recorded, "sale", "sales") + " not recorded";
        return new Verdict(
                completed && totals.allSettledWell(),
                badge,
                Numbers.count(recorded) + " of " + Figures.counted(sales, "sale is", "sales are") + " recorded"
                        + (completed ? "" : " so far"),
                Numbers.rows(totals.read().count()) + " of " + Figures.counted(runs.size(), "file", "files")
                        + " read: " + Numbers.count(recorded) + " recorded, of which "
                        + Numbers.count(count(Outcome.SKIPPED)) + " were already before; "
                        + Numbers.count(count(Outcome.DUPLICATE)) + " repeated; "
                        + Numbers.count(count(Outcome.FILTERED)) + " no sales; " + Numbers.count(sales - recorded)
                        + " not recorded.",
                parts);
    }

    private long count(Outcome outcome) {
        return totals.of(outcome).count();
    }

    private Table controlTotals() {
        SortedMap<String, Long> recorded = Figures.sum(
                totals.of(Outcome.RECORDED).minorUnits(),
                totals.of(Outcome.SKIPPED).minorUnits());
        SortedMap<String, Long> sold = sold(ControlTotals.Line::minorUnits);
        List<Row> rows = totals.read().minorUnits().keySet().stream()
                .map(currency ->
                        totalsRow(currency, sold.getOrDefault(currency, 0L), recorded.getOrDefault(currency, 0L)))
                .toList();
        return new Table(
                "Money by currency",
                List.of(
                        Heading.text("Currency"),
                        Heading.number("Sold"),
                        Heading.number("Recorded"),
                        Heading.number("Difference")),
                rows);
    }

    /** Of all rows that should end up recorded. */
    private SortedMap<String, Long> sold(Function<ControlTotals.Line, SortedMap<String, Long>> sums) {
        SortedMap<String, Long> sold = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.DUPLICATE && outcome != Outcome.FILTERED) {
                sold = Figures.sum(sold, sums.apply(totals.of(outcome)));
            }
        }
        return sold;
    }

    private static Row totalsRow(String currency, long sold, long recorded) {
        return new Row(
                Figures.text(currency),
                "",
                sold == recorded ? "" : "off",
                List.of(
                        Cell.number("Sold", Figures.amount(sold, currency)),
                        Cell.number("Recorded", Figures.amount(recorded, currency)),
                        Cell.difference("Difference", Figures.difference(recorded - sold, currency))));
    }

    private List<String> totalsNotes() {
        List<String> notes = new ArrayList<>();
        notes.add("Sold is the money of all rows but those that are no sales or repeat another row.");
        SortedMap<String, Long> originals = sold(ControlTotals.Line::originals);
        if (!originals.isEmpty()) {
            notes.add("Converted before it was sent, at the rates of the sales' dates; the files have for it: "
                    + Numbers.amounts(originals) + ".");
        }
        long unreadable =
                totals.read().withoutAmount() - totals.of(Outcome.FILTERED).withoutAmount();
        if (unreadable > 0) {
            notes.add("No amount can be read in " + Numbers.rows(unreadable) + ": counted as rows, not as money.");
        }
        return notes;
    }

    private Table outcomes() {
        List<Row> rows = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            ControlTotals.Line line = totals.of(outcome);
            String tone = line.count() == 0 ? "absent" : outcome.isSettledWell() ? "" : "off";
            rows.add(row(outcome.word(), meaning(outcome), tone, line));
        }
        rows.add(row("read", "", "sum", totals.read()));
        return new Table(
                "Every row ends in exactly one outcome",
                List.of(Heading.text("Outcome"), Heading.number("Rows"), Heading.number("Money")),
                rows);
    }

    private static Row row(String name, String meaning, String tone, ControlTotals.Line line) {
        return new Row(
                name,
                meaning,
                tone,
                List.of(
                        Cell.number("Rows", Numbers.count(line.count())),
                        Cell.money("Money", Figures.money(line.minorUnits()))));
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case RECORDED -> "the service answered with a sale";
            case SKIPPED -> "recorded before, with the same content";
            case DUPLICATE -> "repeats an earlier row of its file";
            case FILTERED -> "no sale; never sent";
            case CONFLICT -> "the same invoice id with other content; never sent";
            case INVALID -> "breaks a rule; never sent";
            case UNATTRIBUTED -> "accepted, but not recorded: the service knows no such customer";
            case REFUSED -> "the service refused it for good";
            case FAILED -> "surely not recorded, after all retries";
            case IN_DOUBT -> "it may have arrived, and no answer came";
        };
    }

    private List<Reasons> reasons() {
        List<Reasons> reasons = new ArrayList<>();
        if (runs.stream().anyMatch(RunSummary::hasRejects)) {
            reasons.add(reasons("rejects", "Not recorded, by reason", RunSummary::ofRejects));
        }
        if (runs.stream().anyMatch(run -> !run.ofFiltered().isEmpty())) {
            reasons.add(reasons("no-sales", "No sales, by reason", RunSummary::ofFiltered));
        }
        return reasons;
    }

    private Reasons reasons(String id, String heading, Function<RunSummary, List<Reason>> of) {
        List<Row> rows = runs.stream()
                .flatMap(run -> of.apply(run).stream().map(reason -> reasonRow(run, reason)))
                .toList();
        List<String> notes = rows.size() > MOST_REASONS
                ? List.of(Numbers.count(rows.size() - MOST_REASONS) + " more reasons are not here.")
                : List.of();
        Table table = new Table(
                "With the first row of each",
                List.of(
                        Heading.text("Reason"),
                        Heading.number("Rows"),
                        Heading.text("First row"),
                        Heading.text("What was said there")),
                rows.subList(0, Math.min(MOST_REASONS, rows.size())));
        return new Reasons(id, heading, table, notes);
    }

    private static Row reasonRow(RunSummary run, Reason reason) {
        return new Row(
                reason.outcome().word(),
                Figures.text(reason.code()),
                "",
                List.of(
                        Cell.number("Rows", Numbers.count(reason.count())),
                        Cell.text("First row", Figures.text(run.name()) + ":" + reason.firstLine()),
                        Cell.text("What was said there", Figures.text(reason.message()))));
    }

    private List<Advice> next() {
        List<Advice> next = new ArrayList<>();
        for (RunSummary run : runs) {
            if (!run.completed()) {
                next.add(new Advice(
                        Figures.text(run.name()) + ":",
                        "stopped: " + Figures.text(run.stoppedBy())
                                + " Run the same command again; it goes on after row "
                                + Numbers.count(run.totals().read().count()) + "."));
            }
            if (!run.rejectsUnwritten().isEmpty()) {
                next.add(new Advice(Figures.text(run.name()) + ":", Figures.text(run.rejectsUnwritten())));
            }
        }
        for (Outcome outcome : Outcome.values()) {
            if (count(outcome) > 0 && !SummaryText.advice(outcome).isEmpty()) {
                next.add(new Advice(outcome.word() + ":", SummaryText.advice(outcome)));
            }
        }
        return next.isEmpty() ? List.of(new Advice("", "Every sale is recorded; nothing is left to do.")) : next;
    }

    private Table files() {
        List<Row> rows = runs.stream().map(this::fileRow).toList();
        return new Table(
                "The files that were read, a run each",
                List.of(
                        Heading.text("File"),
                        Heading.text("Run"),
                        Heading.number("Rows"),
                        Heading.text("Rejects"),
                        Heading.text("SHA-256")),
                rows);
    }

    private Row fileRow(RunSummary run) {
        boolean hasRejects = run.hasRejects() && run.rejectsUnwritten().isEmpty();
        return new Row(
                Figures.text(run.name()),
                "",
                "",
                List.of(
                        Cell.text("Run", run.run() + ", " + run.status() + " in " + Numbers.duration(run.took())),
                        Cell.number("Rows", Numbers.count(run.totals().read().count())),
                        Cell.text(
                                "Rejects",
                                hasRejects ? Figures.text(run.rejects().toString()) : "none"),
                        Cell.mono(
                                "SHA-256",
                                Figures.text(provenance.fileDigests().getOrDefault(run.file(), "not known")))));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Service", Figures.text(runs.get(0).destination().toString()), false));
        facts.add(new Fact(
                "Took",
                Numbers.duration(runs.stream().map(RunSummary::took).reduce(Duration.ZERO, Duration::plus)),
                false));
        facts.addAll(ProvenanceFacts.of(provenance));
        return facts;
    }
}

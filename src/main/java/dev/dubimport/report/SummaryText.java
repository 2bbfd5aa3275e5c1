package dev.dubimport.report;

import dev.dubimport.ledger.Beyond;
import dev.dubimport.ledger.Reason;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary as people read it: verdict, control totals, why rows were not recorded, what to do next. */
public final class SummaryText {
    private static final int MOST_REASONS = 10;

    private SummaryText() {}

    public static String of(RunSummary summary) {
        StringBuilder text = new StringBuilder();
        text.append(headline(summary)).append('\n');
        if (!summary.stoppedBy().isEmpty()) {
            text.append("Stopped: ").append(summary.stoppedBy()).append('\n');
        }
        text.append('\n');
        text.append(TotalsTable.of(lines(summary.totals()), summary.totals().read()));
        if (!summary.ofFiltered().isEmpty()) {
            text.append("\nNo sales, by reason:\n").append(reasons(summary.ofFiltered(), ""));
        }
        if (summary.hasRejects()) {
            text.append("\nNot recorded, by reason:\n").append(reasons(summary.ofRejects(), ": see the rejects"));
            text.append("\nRejects: ")
                    .append(Shown.escaped(
                            summary.rejectsUnwritten().isEmpty()
                                    ? summary.rejects().toString()
                                    : summary.rejectsUnwritten()))
                    .append('\n');
        }
        text.append('\n').append(next(summary)).append('\n');
        return text.toString();
    }

    /** The control totals of several runs, added up. */
    public static String totals(List<RunSummary> summaries) {
        ControlTotals all = summaries.stream().map(RunSummary::totals).reduce(ControlTotals.ZERO, ControlTotals::plus);
        return TotalsTable.of(lines(all), all.read());
    }

    private static String headline(RunSummary summary) {
        return "Run " + summary.run() + " " + summary.status() + " in " + Numbers.duration(summary.took()) + ": "
                + Shown.escaped(summary.name()) + " to " + summary.destination();
    }

    private static Map<String, ControlTotals.Line> lines(ControlTotals totals) {
        Map<String, ControlTotals.Line> lines = new LinkedHashMap<>();
        new EnumMap<>(totals.lines()).forEach((outcome, line) -> lines.put(outcome.word(), line));
        return lines;
    }

    private static String reasons(List<Reason> reasons, String where) {
        StringBuilder text = new StringBuilder();
        for (Reason reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
            text.append("  ")
                    .append(Numbers.rows(reason.count()))
                    .append(' ')
                    .append(reason.outcome().word())
                    .append(" (")
                    .append(reason.code())
                    .append("), first on line ")
                    .append(reason.firstLine())
                    .append(": ")
                    .append(reason.message())
                    .append('\n');
        }
        int more = reasons.size() - MOST_REASONS;
        if (more > 0) {
            text.append("  and ")
                    .append(more)
                    .append(more == 1 ? " more reason" : " more reasons")
                    .append(where)
                    .append('\n');
        }
        return text.toString();
    }

    private static String next(RunSummary summary) {
        ControlTotals totals = summary.totals();
        if (!summary.completed()) {
            return "Next: run the same command again; it goes on after row "
                    + Numbers.count(totals.read().count()) + "." + beyond(summary.beyond());
        }
        if (totals.read().count() == 0) {
            return "The file has a header and no rows: nothing was sent.";
        }
        if (totals.allSettledWell()) {
            return "Every sale of the file is recorded; nothing is left to do.";
        }
        return totals.lines().entrySet().stream()
                .filter(line -> line.getValue().count() > 0)
                .filter(line -> !advice(line.getKey()).isEmpty())
                .map(line -> line.getKey().word() + ": " + advice(line.getKey()))
                .collect(Collectors.joining("\n  ", "Next:\n  ", ""));
    }

    private static String beyond(Beyond beyond) {
        return beyond.equals(Beyond.NOTHING)
                ? ""
                : "\nThe ledger has more than this table: beyond that row " + Numbers.count(beyond.recorded())
                        + " recorded, " + Numbers.count(beyond.inDoubt()) + " in doubt.";
    }

    /** What to do about rows of that outcome; empty where nothing is. */
    static String advice(Outcome outcome) {
        return switch (outcome) {
            case RECORDED, SKIPPED, DUPLICATE, FILTERED -> "";
            case CONFLICT ->
                "find out which of the two is right; of two in one file the first is the one that is sent. What is"
                        + " recorded cannot be changed here.";
            case INVALID ->
                "mend the rows in the rejects file and import that file with the same options, --mapping included.";
            case UNATTRIBUTED -> "Dub knows no such customer; import the file again once the customer exists.";
            case REFUSED ->
                "mend what the API objects to in the rejects file and import that file with the same options.";
            case FAILED -> "run the same command again.";
            case IN_DOUBT ->
                "run the same command again soon; within 7 days the service still knows what it recorded;"
                        + " after that look the sale up in Dub, and see `dub-import status --in-doubt`.";
        };
    }
}

package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What in a file that is no export that we know says that a row is no sale, or not all of it. */
final class MoneyDecisions {
    private static final int MOST_VALUES = 12;

    private final Columns columns;
    private final Proposal proposal;

    MoneyDecisions(Columns columns, Proposal proposal) {
        this.columns = columns;
        this.proposal = proposal;
    }

    void propose() {
        columns.all().stream().filter(MoneyDecisions::isRefund).findFirst().ifPresent(column -> {
            proposal.add("refunded", column.name(), Confidence.LIKELY, "by its name; what was given back");
            proposal.add(
                    "refunds",
                    "report",
                    Confidence.CERTAIN,
                    "a part was given back: not sent but told; net sends the rest, ignore the whole");
        });
        List<ColumnProfile> open =
                columns.all().stream().filter(MoneyDecisions::isOpenStatus).toList();
        if (!open.isEmpty()) {
            ask(open);
        }
        columns.total()
                .ifPresent(
                        word -> proposal.add("totals", word, Confidence.CERTAIN, "the last row is a total of others"));
    }

    /** Whether the proposal asks about the column or takes it for what was given back. */
    static boolean decides(ColumnProfile column) {
        return isRefund(column) || isOpenStatus(column);
    }

    private static boolean isRefund(ColumnProfile column) {
        return MoneyWords.areGivenBack(column.name()) && (column.filled() == 0 || column.areNumbers());
    }

    private static boolean isOpenStatus(ColumnProfile column) {
        boolean isMeant = MoneyWords.areStatus(column.name())
                || (MoneyWords.areGivenBack(column.name()) && !column.areNumbers() && !column.areDates());
        List<String> values = List.copyOf(column.values().keySet());
        return isMeant
                && column.filled() > 0
                && values.size() <= MOST_VALUES
                && (values.size() > 1 || !MoneyWords.arePaid(values.get(0)));
    }

    private void ask(List<ColumnProfile> open) {
        List<Choice> choices = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (ColumnProfile column : open) {
            column.values()
                    .forEach((value, rows) -> choices.add(
                            new Choice(value, quoted(column) + " in " + Columns.counted(rows, "row", "rows"))));
            rules.add(rule(rules.isEmpty() ? "no_sale" : "no_sale_" + (rules.size() + 1), column));
        }
        proposal.leaveSalesOpen(
                new Undecided(
                        "filter",
                        "which of these are sales? "
                                + open.stream().map(MoneyDecisions::quoted).collect(Collectors.joining(" and "))
                                + " may tell",
                        choices,
                        "Write a rule under `filter` that names those that are none; if all are sales, remove `filter`."),
                rules);
    }

    private static String rule(String name, ColumnProfile column) {
        List<String> values = List.copyOf(column.values().keySet());
        List<String> doubtful =
                values.stream().filter(value -> !MoneyWords.arePaid(value)).toList();
        List<String> shown =
                doubtful.size() < values.size() ? doubtful : values.subList(values.size() - 1, values.size());
        String condition = "ONE_OF(COLUMN(" + text(column.name()) + "), "
                + shown.stream().map(MoneyDecisions::text).collect(Collectors.joining(", ")) + ")";
        boolean isPlain = !condition.contains(": ") && !condition.contains(" #");
        return name + ": " + (isPlain ? condition : "'" + condition.replace("'", "''") + "'");
    }

    private static String text(String value) {
        return "\"" + Shown.escaped(value.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }

    private static String quoted(ColumnProfile column) {
        return "\"" + Shown.shortened(column.name()) + "\"";
    }
}

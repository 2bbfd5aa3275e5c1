package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The selection of a mapping, over the columns of one file. */
final class Selector {
    static final Verdict EMPTY_ROW = new Verdict.Filtered("empty_row", "nothing in it", Optional.empty());
    static final Verdict TOTAL_LINE =
            new Verdict.Filtered("total_line", "a total of other rows, by `totals` in the mapping", Optional.empty());
    static final Verdict ORDER_LINE = new Verdict.Filtered(
            "order_line",
            "a further line of the order above: its amount is in the order's first line",
            Optional.empty());

    private final List<BoundRule> filter;
    private final List<BoundRule> require;
    private final Optional<Column> order;
    private final List<String> totals;

    /** A rule that can be asked of a row. */
    record BoundRule(Selection.Rule rule, RowExpression.Bound condition) {}

    /** @param totals see {@link Selection} */
    Selector(List<BoundRule> filter, List<BoundRule> require, Optional<Column> order, List<String> totals) {
        this.filter = List.copyOf(filter);
        this.require = List.copyOf(require);
        this.order = order;
        this.totals =
                totals.stream().map(total -> total.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a row of any number of cells is a total: of that one should not need to know how many it has. */
    boolean isTotal(List<String> cells) {
        if (totals.isEmpty()) {
            return false;
        }
        String first = cells.stream()
                .map(Blanks::strip)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return totals.stream().anyMatch(first::startsWith);
    }

    /** The order that a row is a line of; empty where the file has no such column. */
    String order(List<String> cells) {
        return order.map(column -> Blanks.strip(cells.get(column.index()))).orElse("");
    }

    /** The first rule by which a row is no sale; what cannot be computed is a violation. */
    Optional<Selection.Rule> filtering(List<String> cells, List<Violation> violations) {
        for (BoundRule each : filter) {
            if (isTrue(each, cells, violations)) {
                return Optional.of(each.rule());
            }
        }
        return Optional.empty();
    }

    void checkRequired(List<String> cells, List<Violation> violations) {
        for (BoundRule each : require) {
            int before = violations.size();
            if (!isTrue(each, cells, violations) && violations.size() == before) {
                violations.add(new Violation(
                        "row",
                        each.rule().name(),
                        "",
                        "not as the mapping requires: " + each.rule().shown(),
                        "mend the row, or the rule `" + each.rule().name() + "` under `require`"));
            }
        }
    }

    private static boolean isTrue(BoundRule each, List<String> cells, List<Violation> violations) {
        try {
            return each.condition().isTrue(cells);
        } catch (RowExpression.Refused e) {
            violations.add(new Violation(
                    "row",
                    "rule_not_computed",
                    "",
                    "the rule `" + each.rule().name() + "` of the mapping " + e.getMessage(),
                    "mend the rule"));
            return false;
        }
    }
}

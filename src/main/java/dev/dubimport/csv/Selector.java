package dev.dubimport.csv;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The selection of a mapping, over the columns of one file. */
final class Selector {
    static final Verdict.Filtered EMPTY_ROW = new Verdict.Filtered("empty_row", "nothing in it", Optional.empty());
    static final Verdict.Filtered TOTAL_LINE =
            new Verdict.Filtered("total_line", "a total of other rows, by `totals` in the mapping", Optional.empty());
    static final Verdict.Filtered ORDER_LINE = new Verdict.Filtered(
            "order_line",
            "a further line of the order above: its amount is in the order's first line",
            Optional.empty());

    static final String NOT_COMPUTED = "rule_not_computed";

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

    /** Whether a row begins as a total does. */
    boolean isTotal(List<String> cells) {
        return !totals.isEmpty() && isTotal(filled(cells, 1), rest -> true);
    }

    /**
     * Whether a row that has not one cell for each column is a total: it says that it is one, and at most one figure. Where
     * anything else stands in it, it may be a sale that lost a cell, or whose customer is called Total Wine, Inc.
     */
    boolean isRaggedTotal(List<String> cells) {
        List<String> filled = filled(cells, 3);
        return isTotal(filled, rest -> rest.codePoints().noneMatch(Character::isLetter))
                && (filled.size() == 1 || (filled.size() == 2 && isFigure(filled.get(1))));
    }

    private static List<String> filled(List<String> cells, int most) {
        return cells.stream()
                .map(Blanks::strip)
                .filter(cell -> !cell.isEmpty())
                .limit(most)
                .toList();
    }

    /** @param mayFollow whether a text, which may be empty, may stand behind the words of a total */
    private boolean isTotal(List<String> filled, Predicate<String> mayFollow) {
        if (filled.isEmpty()) {
            return false;
        }
        String first = filled.get(0).toLowerCase(Locale.ROOT);
        return totals.stream()
                .filter(total -> beginsWith(total, first))
                .anyMatch(total -> mayFollow.test(first.substring(total.length())));
    }

    /** Whether a text begins with whole words: Summer is no Sum. */
    private static boolean beginsWith(String words, String text) {
        return text.startsWith(words)
                && (text.length() == words.length()
                        || !Character.isLetterOrDigit(words.codePointBefore(words.length()))
                        || !Character.isLetterOrDigit(text.codePointAt(words.length())));
    }

    private static boolean isFigure(String cell) {
        return Stream.of(Notation.POINT, Notation.COMMA)
                .anyMatch(notation -> AmountFormat.number(cell, notation).isPresent());
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
                    NOT_COMPUTED,
                    "",
                    "the rule `" + each.rule().name() + "` of the mapping " + e.getMessage(),
                    "mend the rule"));
            return false;
        }
    }
}

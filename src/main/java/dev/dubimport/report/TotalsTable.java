package dev.dubimport.report;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lines of control totals under each other, a column a currency; the last line is the sum of those above. What was converted
 * stands in the column of the currency that is sent, and behind that once more in the one that the file has.
 */
public final class TotalsTable {
    private static final String GAP = "   ";

    private TotalsTable() {}

    /** The table, each line ended by a line break. */
    public static String of(Map<String, ControlTotals.Line> lines, ControlTotals.Line read) {
        List<List<String>> table = new ArrayList<>();
        table.add(heading(read));
        new LinkedHashMap<>(lines).forEach((name, line) -> table.add(row(name, line, read)));
        List<String> sum = row("read", read, read);
        table.add(sum);
        List<Integer> widths = widths(table);
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            if (row == sum) {
                text.append("  ").append("-".repeat(total(widths))).append('\n');
            }
            text.append("  ").append(aligned(row, widths)).append('\n');
        }
        long unreadable = read.withoutAmount() - withoutAmountAsNoSale(lines);
        if (unreadable > 0) {
            text.append("  No amount can be read in ")
                    .append(Numbers.rows(unreadable))
                    .append(": counted as rows, not as money.\n");
        }
        return text.toString();
    }

    /** A further line of an order, or a total, has no amount to be missed. */
    private static long withoutAmountAsNoSale(Map<String, ControlTotals.Line> lines) {
        return Optional.ofNullable(lines.get(Outcome.FILTERED.word()))
                .map(ControlTotals.Line::withoutAmount)
                .orElse(0L);
    }

    private static List<String> heading(ControlTotals.Line read) {
        List<String> heading = new ArrayList<>(List.of("outcome", "rows"));
        heading.addAll(read.minorUnits().keySet());
        read.originals().keySet().forEach(currency -> heading.add("was " + currency));
        return heading;
    }

    private static List<String> row(String name, ControlTotals.Line line, ControlTotals.Line read) {
        List<String> row = new ArrayList<>(List.of(name, Numbers.count(line.count())));
        read.minorUnits()
                .keySet()
                .forEach(currency -> row.add(Numbers.amount(line.minorUnits().getOrDefault(currency, 0L), currency)));
        read.originals()
                .keySet()
                .forEach(currency -> row.add(Numbers.amount(line.originals().getOrDefault(currency, 0L), currency)));
        return row;
    }

    private static List<Integer> widths(List<List<String>> table) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < table.get(0).size(); column++) {
            int width = 0;
            for (List<String> row : table) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        return widths;
    }

    private static int total(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
    }

    private static String aligned(List<String> row, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        cells.add(row.get(0) + " ".repeat(widths.get(0) - row.get(0).length()));
        for (int column = 1; column < row.size(); column++) {
            cells.add(" ".repeat(widths.get(column) - row.get(column).length()) + row.get(column));
        }
        return cells.stream().collect(Collectors.joining(GAP));
    }
}

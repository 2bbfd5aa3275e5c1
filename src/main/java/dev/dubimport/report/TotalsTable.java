package dev.dubimport.report;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of control totals under each other, a column a currency; the last line is the sum of those above. What was converted
 * stands in the column of the currency that is sent, and behind that once more in the one that the file has.
 */
public final class TotalsTable {
    private TotalsTable() {}

    /** The table, each line ended by a line break. */
    public static String of(Map<String, ControlTotals.Line> lines, ControlTotals.Line read) {
        List<List<String>> table = new ArrayList<>();
        table.add(heading(read));
        new LinkedHashMap<>(lines).forEach((name, line) -> table.add(row(name, line, read)));
        StringBuilder text = new StringBuilder(TextTable.of(table, row("read", read, read)));
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
}

package dev.dubimport.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of cells under each other, for a terminal: the first column to the left, the others, numbers, to the right. */
final class TextTable {
    private static final String GAP = "   ";

    private TextTable() {}

    /** The rows, each line ended by a line break. */
    static String of(List<List<String>> rows) {
        return of(rows, List.of());
    }

    /** The rows with their sum below a line; an empty one is none. */
    static String of(List<List<String>> rows, List<String> sum) {
        List<List<String>> all = new ArrayList<>(rows);
        if (!sum.isEmpty()) {
            all.add(sum);
        }
        List<Integer> widths = widths(all);
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append("  ").append(aligned(row, widths)).append('\n'));
        if (!sum.isEmpty()) {
            text.append("  ").append("-".repeat(total(widths))).append('\n');
            text.append("  ").append(aligned(sum, widths)).append('\n');
        }
        return text.toString();
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

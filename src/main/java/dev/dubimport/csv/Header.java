package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Formulas;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The header line of a file: how many cells a row has, and where the column of a name stands. Names are matched without
 * regard to case and to blanks around them.
 *
 * <p>Of a rejects file of ours only the original columns count, and the apostrophes before formulas come off again. What
 * stands behind our own columns still belongs to the row, so that the row is ragged until a person has put it in its place.
 *
 * @param names the original columns, stripped; a column without a name is an empty one
 * @param ours whether our own columns follow
 */
record Header(List<String> names, boolean ours) {
    /** As many as the widest spreadsheet has. */
    private static final int MOST_COLUMNS = 16_384;

    private static final int MOST_SHOWN = 20;

    Header {
        names = List.copyOf(names);
    }

    static Header of(List<String> cells) {
        List<String> names = cells.stream().map(Blanks::strip).toList();
        List<String> named = withoutNamelessEnd(names);
        if (RejectColumns.atTheEndOf(named).isEmpty()) {
            return new Header(names, false);
        }
        List<String> original = named.subList(0, named.size() - RejectColumns.COUNT);
        return new Header(original.stream().map(Formulas::restored).toList(), true);
    }

    void check(Problems problems) {
        if (names.size() > MOST_COLUMNS) {
            problems.add(
                    names.size() + " columns, at most " + MOST_COLUMNS + " are allowed; leave out what no sale needs");
            return;
        }
        if (!ours && RejectColumns.areElsewhereIn(names)) {
            problems.add(
                    "the columns line, outcome, code, message of a rejects file are not its last ones any more; put them back to"
                            + " the end, with nothing behind them, or rename them if they are your own");
        }
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                problems.add(
                        "column \"" + Shown.shortened(name) + "\" stands twice in the header; rename or remove one");
            }
        }
    }

    int width() {
        return names.size();
    }

    OptionalInt indexOf(String name) {
        String wanted = Blanks.strip(name);
        for (int i = 0; i < names.size(); i++) {
            if (!wanted.isEmpty() && names.get(i).equalsIgnoreCase(wanted)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The column of the first of the names that the file has. */
    Optional<Column> firstOf(ColumnNames wanted) {
        return wanted.names().stream()
                .map(this::indexOf)
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(index -> new Column(index, names.get(index)))
                .findFirst();
    }

    /** The cells of the original columns, and whatever else was in the row behind ours. */
    List<String> originalCells(List<String> record) {
        if (!ours) {
            return record;
        }
        List<String> cells = new ArrayList<>(record.size());
        for (int i = 0; i < record.size(); i++) {
            if (i < width() || i >= width() + RejectColumns.COUNT) {
                cells.add(Formulas.restored(record.get(i)));
            }
        }
        boolean nothingBehind = cells.size() > width()
                && cells.subList(width(), cells.size()).stream().allMatch(String::isEmpty);
        return List.copyOf(nothingBehind ? cells.subList(0, width()) : cells);
    }

    /** The columns for a message: {@code id, total, ...}. */
    String shown() {
        String first = names.stream().limit(MOST_SHOWN).map(Shown::shortened).collect(Collectors.joining(", "));
        return names.size() <= MOST_SHOWN ? first : first + " and " + (names.size() - MOST_SHOWN) + " more";
    }

    private static List<String> withoutNamelessEnd(List<String> names) {
        int end = names.size();
        while (end > 0 && names.get(end - 1).isEmpty()) {
            end--;
        }
        return names.subList(0, end);
    }
}

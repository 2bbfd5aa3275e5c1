package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows as they are written that have not one cell for each column of the file, or nothing in them. */
final class Raw {
    private final Desk desk;
    private final Die die;
    private final Scribe scribe;

    Raw(Desk desk, Scribe scribe) {
        this.desk = desk;
        this.die = desk.die();
        this.scribe = scribe;
    }

    /** In a row that has a cell for each column, anything may follow the words; in another at most one figure. */
    String total() {
        List<String> cells = leadingCells();
        cells.add(desk.letters().pad() + anyTotal() + die.anyOf(List.of("", ":", " 12.50", " (3)")));
        if (die.percent(50)) {
            while (cells.size() < width()) {
                cells.add("");
            }
            cells.replaceAll(cell -> cell.isEmpty() || die.percent(50) ? cell : cell + " of orders 2026");
            return scribe.row(cells);
        }
        int figureAt = die.percent(50) ? cells.size() + die.below(2) : -1;
        while (cells.size() < width() + 3 && (cells.size() <= figureAt || die.percent(70))) {
            cells.add(cells.size() == figureAt ? die.anyOf(List.of("7", "-12.50", "1234.50 EUR", "$5")) : "");
        }
        if (cells.size() == width()) {
            cells.add("");
        }
        return scribe.row(cells);
    }

    /** Begins like a total, and says more: the customer may be called so. */
    String likeATotal() {
        List<String> cells = leadingCells();
        boolean named = die.percent(60);
        cells.add(desk.letters().pad() + anyTotal() + (named ? die.anyOf(List.of(" Wine", "x", " 2 go")) : ""));
        for (int others = die.between(named ? 0 : 2, 4); others > 0; others--) {
            cells.add(
                    die.percent(50)
                            ? Integer.toString(die.between(1, 999))
                            : desk.letters().text(4));
        }
        if (cells.size() == width()) {
            cells.add("7");
        }
        return scribe.row(cells);
    }

    private String anyTotal() {
        String word = die.anyOf(desk.sheet().terms().totals());
        return die.anyOf(List.of(word, word.toUpperCase(Locale.ROOT), word.toLowerCase(Locale.ROOT)));
    }

    private static boolean saysSomething(String cell) {
        return cell.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private List<String> leadingCells() {
        return new ArrayList<>(Collections.nCopies(die.percent(50) ? 0 : die.below(width()), ""));
    }

    /** As many as there are columns: a rejects file, into which such a row never gets, could not tell another number. */
    String emptyCells() {
        return scribe.row(
                Stream.generate(() -> die.percent(80) ? "" : desk.letters().blank())
                        .limit(width())
                        .toList());
    }

    String tooFewCells(Deal deal) {
        List<String> cells = deal.cells(desk).subList(0, die.between(1, width() - 1));
        if (cells.size() == 1 || cells.stream().noneMatch(Raw::saysSomething)) {
            // A row of one blank cell would be a blank line, and one of several an empty row.
            cells.set(0, desk.letters().text(5));
        }
        return scribe.row(cells);
    }

    String tooManyCells(Deal deal) {
        List<String> cells = deal.cells(desk);
        for (int i = die.between(1, 3); i > 0; i--) {
            cells.add(die.percent(50) ? "" : desk.letters().text(5));
        }
        return scribe.row(cells);
    }

    String textBehindQuotes() {
        return rowOfWordsWith(die.anyOf(List.of("\"w\"x", "\"w\" x", "\"\"x", "\"w\"\"\"x\"", "\"\"\"\"x")));
    }

    String quoteNeverClosed() {
        return rowOfWordsWith("\"w");
    }

    /** Whether anything may stand in the first cell of a sale, or its invoice id. */
    boolean firstCellIsOurs() {
        Sheet.Column first = desk.sheet().columns().get(0);
        return first.isUnused() || first.slot().equals(Optional.of(Slot.INVOICE_ID));
    }

    private String rowOfWordsWith(String broken) {
        List<String> cells = new ArrayList<>();
        int count = die.percent(80) ? width() : die.between(1, width());
        int at = die.below(count);
        for (int i = 0; i < count; i++) {
            cells.add(i == at ? broken : "w" + i);
        }
        return String.join(Character.toString(desk.style().delimiter()), cells);
    }

    private int width() {
        return desk.sheet().columns().size();
    }
}

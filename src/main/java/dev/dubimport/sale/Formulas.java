package dev.dubimport.sale;

/**
 * Keeps a spreadsheet from running a cell as a formula: such a cell gets an apostrophe in front.
 *
 * <p>A cell is one where, behind apostrophes, quotes and blanks, a formula begins ({@code = + - @}, also in full width), or
 * where a tab or a line break stands among those. Apostrophes count as something to look behind so that a cell that already
 * has one gets one more: taking off exactly one gives every cell back as it was.
 */
public final class Formulas {
    private static final String STARTS = "=+-@＝＋－＠\t\r\n";
    private static final char APOSTROPHE = '\'';

    private Formulas() {}

    public static String neutralised(String cell) {
        return wouldRun(cell, 0) ? APOSTROPHE + cell : cell;
    }

    public static String restored(String cell) {
        return isNeutralised(cell) ? cell.substring(1) : cell;
    }

    static boolean isNeutralised(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == APOSTROPHE && wouldRun(cell, 1);
    }

    private static boolean wouldRun(String cell, int from) {
        for (int i = from; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (STARTS.indexOf(c) >= 0) {
                return true;
            }
            if (c != APOSTROPHE && c != '"' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return false;
    }
}

package dev.dubimport.sale;

/**
 * Blanks as people meet them in exports: white space, the no-break space, and what leaves no trace on a screen when a value
 * is copied from one (a byte order mark, a space of no width, marks of the direction of writing).
 */
public final class Blanks {
    private static final char DELETE = '\u007f';
    private static final char LAST_CONTROL = '\u009f';

    private Blanks() {}

    /** The text without the white space around it. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= DELETE && c <= LAST_CONTROL)) {
                return true;
            }
        }
        return false;
    }

    /** Of the control characters only those that end or indent a line: the others are refused, not stripped. */
    private static boolean isBlank(char c) {
        // Most characters of most files, decided without a look at tables.
        if (c > ' ' && c < '\u0080') {
            return false;
        }
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || isInvisible(c);
    }

    private static boolean isInvisible(char c) {
        return (c >= '\u200b' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || c == '\u2060'
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\ufeff';
    }
}

package dev.dubimport.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Hands the characters of a file to a parser and keeps those of the record that is being read, so that they can be read
 * again where the parser fails. Physical lines end with CRLF, LF or a lone CR, as they do for the parser.
 */
final class Replay extends Reader {
    /** No honest record is longer: a quote was opened and never closed. */
    static final int MOST_CHARACTERS = 1_000_000;

    private final FileText text;
    private char[] window = new char[1 << 16];
    private int start;
    private int handed;
    private int end;
    private boolean exhausted;
    private long droppedCharacters;
    private long line = 1;
    private long afterTaken = 1;

    Replay(FileText text) {
        this.text = text;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (handed == end) {
            passBlankLines();
            if (handed - start >= MOST_CHARACTERS) {
                exhausted = true;
                throw new IOException("a record of more than " + MOST_CHARACTERS + " characters");
            }
            if (!fill()) {
                exhausted = true;
                return -1;
            }
        }
        int count = Math.min(length, end - handed);
        System.arraycopy(window, handed, target, offset, count);
        handed += count;
        return count;
    }

    /**
     * Forgets the lines that the parser has made a record of, and the blank lines before it.
     *
     * @return the line on which the record starts
     */
    long pass(long lines) {
        long next = afterTaken + lines;
        passBlankLines();
        long first = line;
        while (line < next) {
            passLine(endOfLine());
        }
        afterTaken = line;
        return first;
    }

    /** The line after the last record or line that was taken, from which the parser counts on. */
    long line() {
        return afterTaken;
    }

    /** How many characters stand before the line that would be taken next. */
    long passedCharacters() {
        return droppedCharacters + start;
    }

    /** Whether the parser wanted more than the file has, or than a record may have. */
    boolean isExhausted() {
        return exhausted;
    }

    /** The number of the line that {@link #takeLine} takes. */
    long nextLine() {
        passBlankLines();
        return line;
    }

    /** Takes one physical line away from the parser; what follows is handed out again. */
    String takeLine() {
        while (endOfLine() >= end - 1 && fill()) {
            if (end - start > MOST_CHARACTERS && endOfLine() == end) {
                throw lineTooLong();
            }
        }
        int endOfLine = endOfLine();
        String taken = new String(window, start, endOfLine - start);
        passLine(endOfLine);
        afterTaken = line;
        handed = start;
        exhausted = false;
        return taken;
    }

    private UnusableFile lineTooLong() {
        return Problems.only(
                text.source(),
                line,
                "a line of more than 1,000,000 characters: not a row of a CSV file; end each row with a line break");
    }

    @Override
    public void close() {
        text.close();
    }

    /** They belong to no record, so that however many there are, they fill no window. */
    private void passBlankLines() {
        while (start < end && isLineBreak(window[start]) && !mayBeHalfALineBreak()) {
            passLine(start);
        }
    }

    private boolean mayBeHalfALineBreak() {
        return window[start] == '\r' && start + 1 == end;
    }

    private void passLine(int endOfLine) {
        boolean crLf = endOfLine + 1 < end && window[endOfLine] == '\r' && window[endOfLine + 1] == '\n';
        start = Math.min(end, endOfLine + (crLf ? 2 : 1));
        line++;
    }

    private int endOfLine() {
        int at = start;
        while (at < end && !isLineBreak(window[at])) {
            at++;
        }
        return at;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private boolean fill() {
        if (start > 0) {
            System.arraycopy(window, start, window, 0, end - start);
            droppedCharacters += start;
            handed -= start;
            end -= start;
            start = 0;
        }
        if (window.length - end < FileText.MOST_CHARS_OF_A_CHARACTER) {
            window = Arrays.copyOf(window, 2 * window.length);
        }
        int count = text.read(window, end, window.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }
}

package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows down, and knows where each begins and ends. */
final class Scribe {
    /**
     * Where a record stands in the text.
     *
     * @param end behind its last character, before the line break
     * @param line the physical line on which it starts
     */
    record Place(int start, int end, long line) {}

    private final Desk desk;
    private final StringBuilder text = new StringBuilder();
    private int counted;
    private long line = 1;

    Scribe(Desk desk) {
        this.desk = desk;
    }

    String text() {
        return text.toString();
    }

    /** A line that is no record. */
    void line(String written) {
        text.append(written).append(desk.style().lineBreak(desk.die()));
    }

    /** One record as it is written, behind the line break that is still missing. */
    Place record(String written) {
        int start = text.length();
        long startsOn = lineOfTheEnd();
        text.append(written);
        return new Place(start, text.length(), startsOn);
    }

    void breakLine() {
        line("");
    }

    String row(List<String> cells) {
        return cells.stream()
                .map(this::cell)
                .collect(Collectors.joining(Character.toString(desk.style().delimiter())));
    }

    /** The row with its first cell in quotes. */
    String rowWithQuotedStart(List<String> cells) {
        List<String> others = new ArrayList<>(cells.subList(1, cells.size()));
        return quoted(cells.get(0)) + desk.style().delimiter() + row(others);
    }

    private String cell(String cell) {
        return isQuoted(cell)
                ? quoted(cell) + (desk.style().slack() && desk.die().percent(30) ? "  " : "")
                : cell;
    }

    private boolean isQuoted(String cell) {
        boolean unreadable = cell.startsWith("\"")
                || cell.chars().anyMatch(c -> c == desk.style().delimiter() || c == '\n' || c == '\r');
        return switch (desk.style().quoting()) {
            case ALL -> true;
            case CAREFUL -> unreadable || cell.contains("\"") || cell.startsWith(" ") || cell.endsWith(" ");
            case LEAST -> unreadable;
            case ANY -> unreadable || desk.die().percent(50);
        };
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** Lines end with CRLF, LF or CR; a CR and an LF that meet are one end, whoever wrote them. */
    private long lineOfTheEnd() {
        for (; counted < text.length(); counted++) {
            char c = text.charAt(counted);
            if (c == '\r' || (c == '\n' && (counted == 0 || text.charAt(counted - 1) != '\r'))) {
                line++;
            }
        }
        return line;
    }
}

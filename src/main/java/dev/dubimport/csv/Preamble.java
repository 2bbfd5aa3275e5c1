package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands above the header of a file, as the title of a report does.
 *
 * @param records how many records the parser makes of it
 * @param lines how many lines it takes, blank ones included
 * @param first the first of those lines, for a message
 */
record Preamble(int records, long lines, List<String> first) {
    private static final int MOST_SHOWN = 5;

    Preamble {
        first = List.copyOf(first);
    }

    /**
     * @param headerLine the line on which the header starts
     * @throws UnusableFile if the file cannot be read any more
     */
    static Preamble of(int records, long headerLine, Source source, Dialect dialect) {
        if (records == 0) {
            return new Preamble(0, 0, List.of());
        }
        List<String> first = new ArrayList<>();
        try (Replay text = new Replay(new FileText(source, dialect.charset()))) {
            if (dialect.named()) {
                text.takeLine();
            }
            long lines = headerLine - text.line();
            while (text.line() < headerLine && first.size() < MOST_SHOWN) {
                first.add("\"" + Shown.shortened(text.takeLine()) + "\"");
            }
            return new Preamble(records, lines, first);
        }
    }

    Optional<String> note() {
        if (records == 0) {
            return Optional.empty();
        }
        String more = lines > first.size() ? " and " + (lines - first.size()) + " more" : "";
        return Optional.of(lines + (lines == 1 ? " line" : " lines") + " above the header skipped: "
                + String.join(", ", first) + more);
    }
}

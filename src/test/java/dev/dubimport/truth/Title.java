package dev.dubimport.truth;

import java.util.List;

/** What stands above a header, as in a report: few cells in each line, where the header has many or is found first. */
final class Title {
    private static final int MOST_RECORDS = 19;

    private Title() {}

    /** Lines with their line breaks; mostly none. */
    static void write(Desk desk, Scribe scribe) {
        Die die = desk.die();
        int records = die.percent(70) ? 0 : die.percent(20) ? MOST_RECORDS : die.below(6);
        while (records > 0) {
            if (die.percent(30)) {
                scribe.line("");
                continue;
            }
            scribe.line(record(desk, scribe));
            records--;
        }
    }

    private static String record(Desk desk, Scribe scribe) {
        Die die = desk.die();
        Letters letters = desk.letters();
        return switch (die.below(6)) {
            case 0 -> "Sales report";
            case 1 -> scribe.row(List.of("Period", letters.text(8)));
            case 2 -> scribe.row(List.of(letters.prose(10), "", letters.text(3), ""));
            case 3 -> " ";
            case 4 -> "\"w\"x";
            default -> scribe.row(List.of("Header", letters.text(8)));
        };
    }
}

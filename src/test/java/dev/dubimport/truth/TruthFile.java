package dev.dubimport.truth;

import java.util.List;
import java.util.Optional;

/**
 * A file that was made, and the truth about it.
 *
 * @param text without the byte order mark
 * @param header where the header ends in the text
 */
record TruthFile(
        long seed,
        Style style,
        Optional<String> mapping,
        Optional<String> rates,
        int width,
        String text,
        int header,
        List<WrittenRow> rows) {
    /** One row, what it is and where it stands. */
    record WrittenRow(Kind kind, Scribe.Place place, Truth truth) {}

    TruthFile {
        rows = List.copyOf(rows);
    }

    byte[] bytes() {
        return style.bytes(text);
    }

    /** How many bytes of the file stand before that character. */
    int bytesBefore(int position) {
        return style.bytes(text.substring(0, position)).length;
    }

    List<Truth> truths() {
        return rows.stream().map(WrittenRow::truth).toList();
    }
}

package dev.dubimport.ledger;

import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row's cells as one text, in ASCII: PostgreSQL takes no NUL, and no half of a character. */
final class Cells {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Cells() {}

    static String write(List<String> cells) {
        return JSON.writeValueAsString(cells);
    }

    /** A text as it stands inside the text of a row's cells. */
    static String inside(String text) {
        String quoted = JSON.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    static List<String> read(String text) {
        return JSON.readValue(text, new TypeReference<List<String>>() {});
    }
}

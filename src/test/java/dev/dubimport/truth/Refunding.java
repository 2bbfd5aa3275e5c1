package dev.dubimport.truth;

import java.util.Locale;

/** What a mapping says of sales of which a part was given back. */
enum Refunding {
    IGNORE,
    NET,
    REPORT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The names that a column may have: exports change theirs over the years. The first that a file has is meant.
 *
 * @param names at least one
 * @param orNone whether a file may have none of them
 */
record ColumnNames(List<String> names, boolean orNone) {
    ColumnNames {
        names = List.copyOf(names);
    }

    static ColumnNames of(String name) {
        return new ColumnNames(List.of(name), false);
    }

    /** {@code "Created (UTC)" or "Created date (UTC)"}. */
    String shown() {
        return names.stream().map(name -> "\"" + Shown.shortened(name) + "\"").collect(Collectors.joining(" or "));
    }
}

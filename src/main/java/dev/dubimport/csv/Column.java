package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import java.util.List;

/** A column of one file; the index counts from 0. */
record Column(int index, String name) {
    /** Whether a row that has all its cells says nothing in it. */
    boolean isBlank(List<String> cells) {
        return Blanks.strip(cells.get(index)).isEmpty();
    }
}

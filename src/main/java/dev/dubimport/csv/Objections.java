package dev.dubimport.csv;

import dev.dubimport.sale.Verdict;
import java.util.Optional;

/**
 * Finds the objections to the rows of a file. Made by a {@link Survey} for one reading; asked once for every row, from the top
 * and in order, because a row may be objected to for one before it. Not safe for use by several threads.
 */
public final class Objections {
    private final Repeats repeats;

    Objections(Repeats repeats) {
        this.repeats = repeats;
    }

    /** What the file has against the row; empty if it is a sale, and the first of its invoice id. */
    public Optional<Objection> to(Row row) {
        if (row.verdict() instanceof Verdict.Invalid invalid) {
            return Optional.of(Objection.invalid(invalid));
        }
        return repeats.earlier(row).map(Objection::repeated);
    }
}

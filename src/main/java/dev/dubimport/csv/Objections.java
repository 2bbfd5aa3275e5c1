package dev.dubimport.csv;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds what the file itself has against its rows, so that they are not sent whatever the ledger says. Made by a
 * {@link Survey} for one reading; asked once for every row, from the top and in order, because a row may be objected to for
 * one before it. Not safe for use by several threads.
 */
public final class Objections {
    static final String CONFLICT = "conflict_in_file";

    private static final int MOST_VIOLATIONS = 10;

    private final Repeats repeats;

    Objections(Repeats repeats) {
        this.repeats = repeats;
    }

    /** Invalid, filtered, duplicate or conflict; empty if the row is a sale, and the first of its invoice id. */
    public Optional<Finding> to(Row row) {
        Optional<Finding> byItself = byItself(row.verdict());
        return byItself.isPresent() ? byItself : repeats.earlier(row).map(Objections::repeated);
    }

    /** What a row says against itself. */
    static Optional<Finding> byItself(Verdict verdict) {
        if (verdict instanceof Verdict.Invalid invalid) {
            return Optional.of(invalid(invalid.violations()));
        }
        if (verdict instanceof Verdict.Filtered filtered) {
            return Optional.of(new Finding(Outcome.FILTERED, filtered.code(), filtered.reason()));
        }
        return Optional.empty();
    }

    private static Finding invalid(List<Violation> violations) {
        String messages = violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(Violation::message)
                .collect(Collectors.joining(" | "));
        if (violations.size() > MOST_VIOLATIONS) {
            messages += " | and " + (violations.size() - MOST_VIOLATIONS) + " more";
        }
        return new Finding(Outcome.INVALID, violations.get(0).code(), messages);
    }

    private static Finding repeated(Repeats.Earlier earlier) {
        if (earlier.sameContent()) {
            return Finding.of(Outcome.DUPLICATE);
        }
        return new Finding(
                Outcome.CONFLICT,
                CONFLICT,
                "line " + earlier.line() + " has the same invoice id with other content and is the one that is sent ("
                        + earlier.amount() + "); if that is the wrong one, remove it before the import");
    }
}

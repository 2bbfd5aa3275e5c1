package dev.dubimport.csv;

import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the file itself has against a row, so that it is not sent whatever the ledger says.
 *
 * @param outcome invalid, duplicate or conflict
 * @param code the reason in one word, stable over releases; empty for a duplicate
 * @param message the reason in words; empty for a duplicate
 */
public record Objection(Outcome outcome, String code, String message) {

    private static final int MOST_VIOLATIONS = 10;

    static Objection invalid(Verdict.Invalid invalid) {
        List<Violation> violations = invalid.violations();
        String messages = violations.stream()
                .limit(MOST_VIOLATIONS)
                .map(Violation::message)
                .collect(Collectors.joining(" | "));
        if (violations.size() > MOST_VIOLATIONS) {
            messages += " | and " + (violations.size() - MOST_VIOLATIONS) + " more";
        }
        return new Objection(Outcome.INVALID, violations.get(0).code(), messages);
    }

    static Objection repeated(Repeats.Earlier earlier) {
        if (earlier.sameContent()) {
            return new Objection(Outcome.DUPLICATE, "", "");
        }
        return new Objection(
                Outcome.CONFLICT,
                "conflict_in_file",
                "line " + earlier.line() + " has the same invoice id with other content; keep the one that is right");
    }
}

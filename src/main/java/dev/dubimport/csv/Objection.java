package dev.dubimport.csv;

import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.stream.Collectors;

/**
 * What the file itself has against a row, so that it is not sent whatever the ledger says.
 *
 * @param outcome invalid, duplicate or conflict
 * @param code the reason in one word, stable over releases; empty for a duplicate
 * @param message the reason in words; empty for a duplicate
 */
public record Objection(Outcome outcome, String code, String message) {

    static Objection invalid(Verdict.Invalid invalid) {
        String messages = invalid.violations().stream().map(Violation::message).collect(Collectors.joining(" | "));
        return new Objection(Outcome.INVALID, invalid.violations().get(0).code(), messages);
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

package dev.dubimport.job;

import dev.dubimport.dub.Answer;
import dev.dubimport.dub.Delivered;
import dev.dubimport.dub.Flight;
import dev.dubimport.ledger.Attempt;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Claim;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Settlement;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sales that were claimed and handed over together.
 *
 * @param claimedAt the time by which the ledger knows the claims
 * @param flight the same sales, in the same order
 */
record Shipment(List<Claim> claims, Instant claimedAt, Flight flight) {

    /** Writes what has been answered since the last time, and returns what was found, by line; what was not sent is left out. */
    Map<Long, Finding> settle(Books books) {
        Map<Long, Finding> findings = new HashMap<>();
        List<Settlement> settlements = new ArrayList<>();
        List<Claim> unsent = new ArrayList<>();
        flight.collect().forEach((place, delivered) -> {
            Claim claim = claims.get(place);
            Answer answer = delivered.answer();
            Optional<Outcome> outcome = answer.outcome().map(claim::outcomeOf);
            if (outcome.isEmpty()) {
                unsent.add(claim);
                return;
            }
            findings.put(claim.row().line(), finding(claim, answer, outcome.get()));
            settlements.add(new Settlement(
                    claim.sale().invoiceId(), outcome.get(), recorded(answer), toBeKept(claim, delivered)));
        });
        try {
            books.settle(claimedAt, settlements);
        } finally {
            books.release(claimedAt, unsent);
        }
        return findings;
    }

    /** Whether there is nothing left to settle. */
    boolean isSettled() {
        return flight.isCollected();
    }

    /** One answer that decided a new sale is told by the outcome. */
    private static List<Attempt> toBeKept(Claim claim, Delivered delivered) {
        Answer answer = delivered.answer();
        boolean isUndecided = answer instanceof Answer.Failed || answer instanceof Answer.Lost;
        boolean hasStory = isUndecided || claim.earlier().isPresent();
        if (delivered.attempts().size() == 1 && !hasStory) {
            return List.of();
        }
        return delivered.attempts().stream()
                .map(attempted -> new Attempt(claim.row(), attempted.at(), attempted.said()))
                .toList();
    }

    private static Optional<Money> recorded(Answer answer) {
        return answer instanceof Answer.Recorded sale
                ? Money.parse(sale.minorUnits(), sale.currency())
                : Optional.empty();
    }

    private static Finding finding(Claim claim, Answer answer, Outcome outcome) {
        if (answer.outcome().equals(Optional.of(outcome))) {
            return new Finding(outcome, answer.code(), answer.message());
        }
        return new Finding(
                outcome,
                answer.code(),
                "an attempt at "
                        + claim.earlier()
                                .map(Entry::firstAttempt)
                                .map(Instant::toString)
                                .orElse("an unknown time") + " may have been recorded; since then: "
                        + answer.message());
    }
}

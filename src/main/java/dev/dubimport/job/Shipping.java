package dev.dubimport.job;

import dev.dubimport.dub.Answer;
import dev.dubimport.dub.Dub;
import dev.dubimport.dub.Flight;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Claim;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Settlement;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims, sends and settles sales, in small groups.
 *
 * <p>A group is about a second's worth of sending: so few sales are in doubt when the process dies. While one group is under
 * way the next is already claimed and queued behind it, so that the pace never waits for the ledger.
 */
final class Shipping {
    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    private final Books books;
    private final Dub dub;
    private final int groupSize;
    private final StopSignal stop;
    private final Clock clock;
    private final Duration answerWithin;
    private final Duration settlingPause;
    private final Instant begunAt;

    /**
     * Ships to one destination.
     *
     * @param groupSize how many sales are claimed at once, at least 1
     * @param answerWithin how long the service may still work on a request of a process that died
     * @param settlingPause how long after an unanswered attempt the service may still not know its invoice id
     */
    Shipping(
            Books books,
            Dub dub,
            int groupSize,
            StopSignal stop,
            Clock clock,
            Duration answerWithin,
            Duration settlingPause) {
        this.books = books;
        this.dub = dub;
        this.groupSize = groupSize;
        this.stop = stop;
        this.clock = clock;
        this.answerWithin = answerWithin;
        this.settlingPause = settlingPause;
        this.begunAt = clock.instant();
    }

    /**
     * Returns when all of the sales have been answered, or the run is to stop.
     *
     * @param settled hears what was found, by line, as soon as the ledger has it; lines that were not sent are left out
     */
    void ship(List<Claim> claims, Consumer<Map<Long, Finding>> settled) {
        Optional<Shipment> underWay = Optional.empty();
        for (int from = 0; from < claims.size() && !stop.isGiven(); from += groupSize) {
            List<Claim> group = claims.subList(from, Math.min(from + groupSize, claims.size()));
            Optional<Shipment> next;
            try {
                next = Optional.of(send(group));
            } finally {
                // Also where this group could not be claimed: what is under way has answers that must not be lost.
                underWay.ifPresent(shipment -> settled.accept(settle(shipment)));
            }
            underWay = next;
        }
        underWay.ifPresent(shipment -> settled.accept(settle(shipment)));
    }

    private Shipment send(List<Claim> group) {
        waitUntilVisible(group);
        books.claim(group);
        return new Shipment(group, dub.send(group.stream().map(Claim::sale).toList()));
    }

    private Map<Long, Finding> settle(Shipment shipment) {
        List<Answer> answers = shipment.flight().join();
        Map<Long, Finding> findings = new HashMap<>();
        List<Settlement> settlements = new ArrayList<>(answers.size());
        List<Claim> unsent = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Claim claim = shipment.claims().get(i);
            Answer answer = answers.get(i);
            Optional<Outcome> outcome = answer.outcome().map(claim::outcomeOf);
            if (outcome.isEmpty()) {
                unsent.add(claim);
                continue;
            }
            findings.put(claim.row().line(), finding(claim, answer, outcome.get()));
            settlements.add(new Settlement(claim.sale().invoiceId(), outcome.get()));
        }
        books.settle(settlements);
        books.release(unsent);
        return findings;
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

    /**
     * The service stores an invoice id a moment after it answers (dub-api.md, trap 3): a sale in doubt is not resent before
     * that moment has surely passed.
     */
    private void waitUntilVisible(List<Claim> group) {
        Optional<Instant> visible = group.stream()
                .filter(Claim::mayBeRecorded)
                .flatMap(claim -> claim.earlier().stream())
                .map(this::visibleAt)
                .max(Instant::compareTo);
        if (visible.isEmpty()) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), visible.get());
        Duration longest = answerWithin.plus(settlingPause);
        if (!wait.isNegative() && !wait.isZero()) {
            // A clock that was ahead before must not make us wait for years.
            Duration bounded = wait.compareTo(longest) < 0 ? wait : longest;
            LOG.warn(
                    "waiting {} s before sales are sent again that may be on their way from an earlier attempt",
                    bounded.toSeconds() + 1);
            stop.pause(bounded);
        }
    }

    /**
     * A process that was killed cannot have sent anything after this one began, but the service may still be at work on it; a
     * living one had given up waiting when it settled the sale.
     */
    private Instant visibleAt(Entry entry) {
        boolean settledByALivingProcess = entry.outcome().isPresent();
        return settledByALivingProcess
                ? entry.lastAttempt().plus(settlingPause)
                : begunAt.plus(answerWithin).plus(settlingPause);
    }

    private record Shipment(List<Claim> claims, Flight flight) {}
}

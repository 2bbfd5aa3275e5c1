package dev.dubimport.job;

import dev.dubimport.dub.Dub;
import dev.dubimport.dub.Flight;
import dev.dubimport.dub.Parcel;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Claim;
import dev.dubimport.ledger.Decision;
import dev.dubimport.sale.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims, sends and settles sales, in small groups.
 *
 * <p>A group is about a second's worth of sending: so few sales are in doubt when the process dies. While one group is under
 * way the next is already claimed and queued behind it, so that the pace never waits for the ledger; and a sale that is long
 * in coming to its answer holds up none but itself, until there are as many of its kind as may be in flight at once.
 */
final class Shipping {
    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    private final Books books;
    private final Dub dub;
    private final int groupSize;
    private final StopSignal stop;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration notResentBefore;
    private final Consumer<Duration> pause;
    private final Landing landing;
    private final long begunNanos;

    /**
     * Ships to one destination.
     *
     * @param groupSize how many sales are claimed at once, at least 1
     * @param notResentBefore how long after now the service may still not know the invoice id of a sale that was left in doubt
     * @param nanoTime the time, as {@link System#nanoTime} tells it
     * @param pause lets so much time pass, less where the run is to stop
     */
    Shipping(
            Books books,
            Dub dub,
            int groupSize,
            StopSignal stop,
            Clock clock,
            LongSupplier nanoTime,
            Duration notResentBefore,
            Consumer<Duration> pause,
            Landing landing) {
        this.books = books;
        this.dub = dub;
        this.groupSize = groupSize;
        this.stop = stop;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.notResentBefore = notResentBefore;
        this.pause = pause;
        this.landing = landing;
        this.begunNanos = nanoTime.getAsLong();
    }

    /**
     * Returns when all of the sales have been answered, or the run is to stop. Those that may be recorded come last: they may have
     * to wait.
     *
     * @param settled hears what was found, by line, as soon as the ledger has it; lines that were not sent are left out
     */
    void ship(List<Claim> claims, Consumer<Map<Long, Finding>> settled) {
        List<Shipment> underWay = new ArrayList<>();
        List<Claim> freshFirst = claims.stream()
                .sorted(Comparator.comparing(Claim::mayBeRecorded))
                .toList();
        try {
            for (int from = 0; from < freshFirst.size() && !stop.isGiven(); from += groupSize) {
                List<Claim> group = freshFirst.subList(from, Math.min(from + groupSize, freshFirst.size()));
                Duration wait = untilVisible(group);
                if (wait.compareTo(Duration.ZERO) > 0) {
                    land(underWay, 0, settled);
                    waitUntilVisible(wait);
                    if (stop.isGiven()) {
                        break;
                    }
                }
                send(stillMeant(group, settled)).ifPresent(underWay::add);
                land(underWay, Math.max(groupSize, dub.concurrency()), settled);
            }
        } catch (RuntimeException e) {
            // Also where a group could not be claimed: what is under way has answers that must not be lost.
            try {
                land(underWay, 0, settled);
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        land(underWay, 0, settled);
    }

    /** Settles what is answered until at most so many sales are not: bit by bit, so that few are in doubt if we die. */
    private void land(List<Shipment> underWay, int most, Consumer<Map<Long, Finding>> settled) {
        int unanswered;
        do {
            List<Flight> flights = underWay.stream().map(Shipment::flight).toList();
            int now = flights.stream().mapToInt(Flight::unanswered).sum();
            unanswered = Math.max(most, now - groupSize);
            landing.await(flights, unanswered);
            settle(underWay, settled);
            underWay.removeIf(Shipment::isSettled);
        } while (unanswered > most);
    }

    /** All of them, whatever becomes of one: answers that are not written are doubts. */
    private void settle(List<Shipment> underWay, Consumer<Map<Long, Finding>> settled) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Shipment shipment : underWay) {
            try {
                settled.accept(shipment.settle(books));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Decided again: the rows of a chunk can take hours, and the service may forget a sale in doubt meanwhile. */
    private List<Claim> stillMeant(List<Claim> group, Consumer<Map<Long, Finding>> settled) {
        Instant now = clock.instant();
        List<Claim> meant = new ArrayList<>(group.size());
        for (Claim claim : group) {
            boolean isPersonsDecision = claim.doubt() == Claim.Doubt.FORGOTTEN;
            Decision decision = Decision.of(claim.sale(), claim.fingerprint(), claim.row(), claim.earlier(), now)
                    .answered(isPersonsDecision);
            if (decision instanceof Decision.Stands stands) {
                settled.accept(Map.of(claim.row().line(), stands.finding()));
            } else {
                meant.add(claim);
            }
        }
        return meant;
    }

    private Optional<Shipment> send(List<Claim> group) {
        if (group.isEmpty()) {
            return Optional.empty();
        }
        Instant claimedAt = books.claim(group);
        Flight flight =
                dub.send(group.stream().map(claim -> parcel(claim, claimedAt)).toList());
        return Optional.of(new Shipment(group, claimedAt, flight));
    }

    private static Parcel parcel(Claim claim, Instant claimedAt) {
        return new Parcel(claim.sale(), claim.restsOnMemory(), claim.resentUntil(claimedAt));
    }

    /**
     * The service may be at work on what an earlier process sent, and stores an invoice id a moment after that (dub-api.md, trap
     * 3): a sale in doubt is not resent before that has surely passed. Whatever left it in doubt came before this one began, so
     * time is counted from there: a clock on the wall may be set forward in between.
     */
    private Duration untilVisible(List<Claim> group) {
        if (group.stream().noneMatch(Claim::mayBeRecorded)) {
            return Duration.ZERO;
        }
        return notResentBefore.minusNanos(nanoTime.getAsLong() - begunNanos);
    }

    private void waitUntilVisible(Duration wait) {
        LOG.warn(
                "waiting {} s before sales are sent again that may be on their way from an earlier attempt",
                wait.toSeconds() + 1);
        pause.accept(wait);
    }

    /** How the answers of flights are waited for. */
    @FunctionalInterface
    interface Landing {
        /** As {@link Flight#await}. */
        void await(List<Flight> flights, int unanswered);
    }
}

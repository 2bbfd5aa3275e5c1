package dev.dubimport.schedule;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is at hand.
 *
 * @param known what the diary has of its content
 */
record Taken(Path file, String sha256, String inbox, Optional<Delivery> known, Instant now) {
    private Optional<Delivery> goneOnWith() {
        return known.filter(Delivery::isToBeTakenUp);
    }

    /** Those of before that came to an end. */
    int attempts() {
        return goneOnWith().map(Delivery::attempts).orElse(0);
    }

    int unsettled() {
        return goneOnWith().map(Delivery::unsettled).orElse(0);
    }

    /** Those of before, in a row, of which nobody said how they ended. */
    int begun() {
        return goneOnWith().map(Delivery::begun).orElse(0);
    }

    Delivery ended(State state) {
        return delivery(state, 0, 0, 0, now);
    }

    Delivery begins(Instant next) {
        return delivery(State.BEGUN, attempts(), unsettled(), begun() + 1, next);
    }

    Delivery stopped(int unsettledNow, Instant next) {
        return delivery(State.STOPPED, attempts() + 1, unsettledNow, 0, next);
    }

    private Delivery delivery(State state, int attemptsNow, int unsettledNow, int begunNow, Instant next) {
        return new Delivery(sha256, inbox, name(), state, attemptsNow, unsettledNow, begunNow, since(), next, false);
    }

    /** A night's file is new: what was imported in part, and is put in again, came in another night. */
    private Instant since() {
        return known.filter(delivery -> delivery.isToBeTakenUp()
                        || delivery.state() == State.IMPORTED_IN_PART
                        || delivery.state() == State.IMPORTED_FILTERED)
                .map(Delivery::taken)
                .orElse(now);
    }

    String name() {
        return file.getFileName().toString();
    }
}

package dev.dubimport.ledger;

import java.time.Instant;

/**
 * What became of a file that was put into an inbox, known by its content.
 *
 * @param sha256 of its bytes as they are, packed or not
 * @param inbox which inbox it was put into last
 * @param name its name there
 * @param attempts imports of it that stopped, or left sales failed or in doubt, since one settled it; 0 once one has
 * @param unsettled those of them that came to their end and left sales failed or in doubt
 * @param begun imports of it in a row that were begun, and nobody said how they ended
 * @param taken when it was first taken
 * @param next not to be taken up again before
 * @param isPutAway whether it has left the inbox since
 */
public record Delivery(
        String sha256,
        String inbox,
        String name,
        State state,
        int attempts,
        int unsettled,
        int begun,
        Instant taken,
        Instant next,
        boolean isPutAway) {

    /** How far it has come. */
    public enum State {
        /** Its import was begun, and nobody said how it ended: a process that was killed, or one that is at it. */
        BEGUN,
        /** Its import has to be taken up again. */
        STOPPED,
        /** Imported to its end; every row is recorded, or was already. */
        IMPORTED,
        /** Imported to its end; rows were not recorded, and may be once it is put in again. */
        IMPORTED_IN_PART,
        /** Imported to its end; every row is recorded, or by the mapping no sale: by another it may be one. */
        IMPORTED_FILTERED,
        /** Imported to its end; it had no rows, and the next without any is another export. */
        EMPTY,
        /** Not to be imported unless somebody mends it, or puts it into the inbox again. */
        REFUSED
    }

    /** The same, as what was replaced or taken away before an import settled it. */
    public Delivery gone() {
        return new Delivery(sha256, inbox, name, State.REFUSED, 0, 0, 0, taken, next, true);
    }

    /** Whether its import has to be taken up again. */
    public boolean isToBeTakenUp() {
        return state == State.BEGUN || state == State.STOPPED;
    }

    /** The same, as having left the inbox. */
    public Delivery putAway() {
        return new Delivery(sha256, inbox, name, state, attempts, unsettled, begun, taken, next, true);
    }
}

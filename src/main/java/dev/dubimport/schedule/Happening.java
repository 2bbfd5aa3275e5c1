package dev.dubimport.schedule;

import java.time.Instant;
import java.util.Optional;

/** What happens in a schedule, for whoever counts it. */
public sealed interface Happening {

    /** The clock and the inbox are looked at: the schedule is alive. */
    record Look() implements Happening {}

    /** A piece of work begins, or ended: until then there is no look, however long it takes. */
    record Work(boolean begins) implements Happening {}

    /** What became of a file for now. */
    record FileEnded(Fate fate) implements Happening {}

    /**
     * A night is accounted for.
     *
     * @param isFileMissing whether a file was expected, and none came
     */
    record NightEnded(boolean isFileMissing) implements Happening {}

    /** When the next run is due; empty where none is, or none is left. */
    record NextDue(Optional<Instant> due) implements Happening {}

    /** What becomes of a file in the inbox. */
    enum Fate {
        /** Imported; every row is recorded, or was already. */
        RECORDED,
        /** Imported; some rows have to be mended. */
        REJECTS,
        /** Needs a person. */
        GIVEN_UP,
        /** Taken up again later. */
        PUT_OFF,
        /** A file of the same content was imported before. */
        DOUBLED
    }
}

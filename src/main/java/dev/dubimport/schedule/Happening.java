package dev.dubimport.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens in a schedule, for whoever counts it or tells a person. */
public sealed interface Happening {

    /** The clock is looked at: the schedule is alive. */
    record Look() implements Happening {}

    /** A piece of work begins, or ended: until then there is no look, however long it takes. */
    record Work(boolean begins) implements Happening {}

    /** When the next run is due; empty where none is, or none is left. */
    record NextDue(Optional<Instant> due) implements Happening {}

    /**
     * What became of a file for now. Told once it is where it belongs; of one that a killed process dealt with, by the next.
     *
     * @param file as it is called in the inbox
     * @param imported how its import ended; empty where none did, as far as this process knows
     * @param folder where it is now
     * @param isTold whether people know of it by an earlier happening
     */
    record FileEnded(String file, Fate fate, Optional<Imported> imported, Path folder, boolean isTold)
            implements Happening {}

    /**
     * A file cannot be read, or not be moved to where it belongs. Told once for each by a process; it is tried again and again.
     *
     * @param imported how its import ended, where it was imported just before
     */
    record FileStuck(String file, Optional<Imported> imported) implements Happening {}

    /**
     * A file whose import had not come to its end was replaced or taken away.
     *
     * @param file as it was called
     */
    record FileGone(String file) implements Happening {}

    /**
     * A night is accounted for.
     *
     * @param due when the last of its nights was due
     * @param nights how many were due at once
     * @param isFileMissing whether a file was expected, and none came
     */
    record NightEnded(Instant due, int nights, boolean isFileMissing) implements Happening {}

    /** Nothing can be imported, and has not been for so long. Told once until it is over. */
    record Blocked(Obstacle obstacle, Duration since) implements Happening {}

    /** What becomes of a file in the inbox. */
    enum Fate {
        /** Imported; every row is recorded, or was already. */
        RECORDED,
        /** Imported; some rows have to be mended, or may have to be where a killed process imported it. */
        REJECTS,
        /** Needs a person. */
        GIVEN_UP,
        /** Taken up again later. */
        PUT_OFF,
        /** A file of the same content was imported before. */
        DOUBLED
    }

    /** What is in the way. */
    enum Obstacle {
        /** The inbox cannot be read. */
        INBOX,
        /** The ledger cannot be used. */
        LEDGER,
        /** Another process imports to the destination, which is nobody's business until it takes very long. */
        OTHERS
    }
}

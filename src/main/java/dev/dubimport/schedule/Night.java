package dev.dubimport.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that is due and not yet accounted for. It stays open for the file that is expected, and for files that are still being
 * written, but not for ever.
 *
 * @param due when the last of its nights was due
 * @param nights how many it makes up for: more than one where some were missed
 * @param since files that were taken from then on are of this night
 * @param opened when it was seen that it is due
 * @param expectedBy until when it waits for its file
 */
record Night(Instant due, int nights, Instant since, Instant opened, Optional<Instant> expectedBy) {
    private static final Duration LONGEST_WRITING = Duration.ofHours(1);

    /** The same, with the nights that became due meanwhile. */
    Night with(Calendar.Due more, Optional<Instant> newExpectedBy) {
        return new Night(more.latest(), nights + more.nights(), since, opened, newExpectedBy);
    }

    /**
     * Whether there is nothing to wait for any more.
     *
     * @param files how many of new content have come
     * @param unfinished whether more are being written
     */
    boolean isOver(Instant now, int files, boolean unfinished) {
        boolean mayStillCome = expectedBy.filter(now::isBefore).isPresent();
        if (files == 0 && mayStillCome) {
            return false;
        }
        return !unfinished || !(mayStillCome || now.isBefore(opened.plus(LONGEST_WRITING)));
    }
}

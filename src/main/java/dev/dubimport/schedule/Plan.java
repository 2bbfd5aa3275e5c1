package dev.dubimport.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What to do when.
 *
 * @param cron when nights begin; empty to take every file as soon as it is complete
 * @param expectFileBy until when a file of new content has to come each night; empty if none need come
 * @param zone of those times, and of the months of the archive
 * @param stableFor how long a file has to stay the same to be taken for complete
 */
public record Plan(
        Path inbox,
        Completeness completeness,
        Duration stableFor,
        Optional<Calendar> cron,
        Optional<LocalTime> expectFileBy,
        ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    /** A moment on the clock of the zone, to the second. */
    public String time(Instant moment) {
        return TIME.format(moment.atZone(zone).truncatedTo(ChronoUnit.SECONDS));
    }

    /** What to do, and what becomes of it, where a file did not come. */
    public String whatOfLateFiles() {
        return "look after whoever sends it; one that comes later is imported "
                + (isWatching() ? "at once" : "in the next run");
    }

    boolean isWatching() {
        return cron.isEmpty();
    }

    /** What is accounted for: nights, or else the days on which a file is expected. */
    Optional<Calendar> calendar() {
        return cron.or(() -> expectFileBy.map(time -> Calendar.daily(time, zone)));
    }

    /** Until when a night waits for its file. */
    Optional<Instant> expectedFor(Instant due) {
        return expectFileBy.flatMap(time -> Calendar.daily(time, zone).next(due.minusNanos(1)));
    }
}

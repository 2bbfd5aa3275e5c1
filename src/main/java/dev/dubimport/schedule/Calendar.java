package dev.dubimport.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * When runs are due: every time that the expression names on the clock of a zone is one run. A time that is left out where the
 * clock goes forward comes as much later as it leaves out, and one that comes twice where it goes back is meant the first time:
 * a nightly run is neither skipped nor doubled. (The expression itself, asked in a zone, would do both.)
 */
public record Calendar(CronExpression cron, ZoneId zone) {

    /**
     * Due times that have passed.
     *
     * @param nights how many; 0 if none
     * @param latest the last of them
     */
    record Due(int nights, Instant latest) {}

    /**
     * Six fields, from seconds to day of the week, as Spring has them: {@code 0 0 3 * * *}.
     *
     * @throws IllegalArgumentException with a message for people, where it is no such expression
     */
    public static Calendar parse(String expression, ZoneId zone) {
        return new Calendar(CronExpression.parse(expression), zone);
    }

    /** Every day at that time. */
    static Calendar daily(LocalTime time, ZoneId zone) {
        return parse(time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " * * *", zone);
    }

    /** The first run that is due after that moment; empty where none ever is. */
    public Optional<Instant> next(Instant after) {
        LocalDateTime time = searchFrom(after);
        while (true) {
            time = cron.next(time);
            if (time == null) {
                return Optional.empty();
            }
            // Moves a time that is left out behind the gap, and takes the first of two.
            Instant due = time.atZone(zone).toInstant();
            if (due.isAfter(after)) {
                return Optional.of(due);
            }
        }
    }

    /** What became due after the one moment, up to the other. */
    Due due(Instant after, Instant until) {
        Instant latest = after;
        int nights = 0;
        Optional<Instant> next = next(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            latest = next.get();
            nights++;
            next = next(latest);
        }
        return new Due(nights, latest);
    }

    /** The times that a gap has moved behind itself are still to be found there. */
    private LocalDateTime searchFrom(Instant after) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(after.plusNanos(1));
        boolean isBehindGap =
                last != null && last.isGap() && after.isBefore(last.getInstant().plus(last.getDuration()));
        return isBehindGap
                ? last.getDateTimeBefore().minusNanos(1)
                : after.atZone(zone).toLocalDateTime();
    }
}

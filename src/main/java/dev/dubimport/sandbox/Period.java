package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Optional;

/**
 * From a moment on, and before another.
 *
 * @param to no longer of it
 */
record Period(Instant from, Instant to) {
    static final String ALL = "all";

    /** How far each reaches back from now; {@link #ALL} reaches back to the beginning. */
    static final Map<String, Duration> INTERVALS = Map.of(
            "24h", Duration.ofDays(1),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30),
            "90d", Duration.ofDays(90),
            "1y", Duration.ofDays(365));

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /**
     * Trap: whole days, from the beginning of the first to the end of the last, whatever the hours say; without {@code start} and
     * {@code interval} no more than a day.
     */
    static Period asked(Parameters parameters, Instant now) {
        String interval = parameters.value("interval").orElse("24h");
        if (parameters.value("start").isEmpty() && !interval.equals(ALL)) {
            return new Period(now.minus(INTERVALS.getOrDefault(interval, Duration.ZERO)), justAfter(now));
        }
        ZoneId zone = parameters.value("timezone").map(ZoneId::of).orElse(ZoneOffset.UTC);
        Instant start = parameters.value("start").flatMap(Period::moment).orElse(Instant.EPOCH);
        Instant end = parameters.value("end").flatMap(Period::moment).orElse(now);
        // The live service puts them in order where they are not.
        return start.isAfter(end) ? days(end, start, zone) : days(start, end, zone);
    }

    /** A moment in ISO 8601; without an hour the beginning of the day, without an offset in UTC. */
    static Optional<Instant> moment(String text) {
        try {
            TemporalAccessor read = MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(instant(read));
        } catch (DateTimeParseException notAMoment) {
            return Optional.empty();
        }
    }

    /** The part of it that lies no later than that moment. */
    Period upTo(Instant last) {
        return justAfter(last).isBefore(to) ? new Period(from, justAfter(last)) : this;
    }

    private static Period days(Instant first, Instant last, ZoneId zone) {
        return new Period(
                first.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant(),
                last.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Instant instant(TemporalAccessor read) {
        if (read instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        if (read instanceof LocalDateTime moment) {
            return moment.toInstant(ZoneOffset.UTC);
        }
        return LocalDate.from(read).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant justAfter(Instant moment) {
        return moment.plusNanos(1);
    }
}

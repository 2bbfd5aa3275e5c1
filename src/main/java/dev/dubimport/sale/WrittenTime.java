package dev.dubimport.sale;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The time that stands behind a date.
 *
 * @param time empty where no clock shows it: {@code 25:00}
 * @param offset as the text has it
 */
record WrittenTime(Optional<LocalTime> time, Optional<ZoneOffset> offset) {
    private static final int NOON = 12;

    /** What follows the time of day: nothing, an offset, or what is neither. */
    private record Ending(boolean isKnown, Optional<ZoneOffset> offset) {
        private static final Ending NONE = new Ending(true, Optional.empty());
        private static final Ending UNKNOWN = new Ending(false, Optional.empty());
    }

    /** {@code 21:06}, {@code 21:06:21.123}, {@code 9:06 PM}, each with an offset or without; empty where it is no time. */
    static Optional<WrittenTime> parse(String text, int from) {
        Digits digits = new Digits(text, from);
        int hour = digits.take(1, 2);
        boolean isTime = hour >= 0 && digits.skip(':');
        int minute = digits.take(2, 2);
        boolean hasSeconds = digits.skip(':');
        int second = hasSeconds ? digits.take(2, 2) : 0;
        int nanos = hasSeconds && digits.skip('.') ? nanos(digits) : 0;
        if (!isTime || minute < 0 || second < 0 || nanos < 0) {
            return Optional.empty();
        }
        digits.skip(' ');
        Optional<LocalTime> time = time(hourOfDay(hour, digits), minute, second, nanos);
        digits.skip(' ');
        Ending ending = ending(digits);
        return ending.isKnown() ? Optional.of(new WrittenTime(time, ending.offset())) : Optional.empty();
    }

    private static int nanos(Digits digits) {
        int start = digits.at();
        int nanos = digits.take(1, 9);
        for (int i = digits.at() - start; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** By the clock of 24 hours; -1 where the half of the day has no such hour. */
    private static int hourOfDay(int hour, Digits digits) {
        boolean isMorning = digits.skip("AM");
        if (!isMorning && !digits.skip("PM")) {
            return hour;
        }
        if (hour < 1 || hour > NOON) {
            return -1;
        }
        return hour % NOON + (isMorning ? 0 : NOON);
    }

    private static Optional<LocalTime> time(int hour, int minute, int second, int nanos) {
        return hour >= 0 && hour <= 23 && minute <= 59 && second <= 59
                ? Optional.of(LocalTime.of(hour, minute, second, nanos))
                : Optional.empty();
    }

    private static Ending ending(Digits digits) {
        if (digits.isAtEnd()) {
            return Ending.NONE;
        }
        if (digits.skip("Z") || digits.skip("UTC") || digits.skip("GMT")) {
            return digits.isAtEnd() ? new Ending(true, Optional.of(ZoneOffset.UTC)) : Ending.UNKNOWN;
        }
        boolean isWest = digits.skip('-');
        if (!isWest && !digits.skip('+')) {
            return Ending.UNKNOWN;
        }
        int hours = digits.take(2, 2);
        boolean hasMinutes = digits.skip(':') || !digits.isAtEnd();
        int minutes = hasMinutes ? digits.take(2, 2) : 0;
        if (!digits.isAtEnd() || hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return Ending.UNKNOWN;
        }
        int sign = isWest ? -1 : 1;
        return new Ending(true, Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes)));
    }
}

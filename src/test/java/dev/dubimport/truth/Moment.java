package dev.dubimport.truth;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a sale was made, by the calendar and the clock of whoever wrote it down.
 *
 * @param offset in the one form in which it is sent: {@code Z}, {@code +02:00}
 */
record Moment(LocalDate day, Optional<Clock> clock, Optional<String> offset) {
    private static final List<String> OFFSETS =
            List.of("Z", "+02:00", "-05:00", "+05:30", "-03:30", "+14:00", "-00:30", "+18:00");

    /**
     * A time of day.
     *
     * @param fraction of the second: nothing, or 3, 6 or 9 digits, as few as say it
     */
    record Clock(int hour, int minute, int second, String fraction) {
        static Clock drawn(Die die) {
            boolean sharp = die.percent(30);
            String fraction = die.percent(80)
                    ? ""
                    : die.anyOf(List.of("500", "001", "123456", "000007", "123456789", "000000001", "120"));
            return new Clock(
                    die.percent(20) ? die.anyOf(List.of(0, 12, 23)) : die.below(24),
                    die.below(60),
                    sharp ? 0 : die.below(60),
                    sharp ? "" : fraction);
        }

        Clock at(int otherHour) {
            return new Clock(otherHour, minute, second, fraction);
        }

        String iso() {
            return String.format(Locale.ROOT, "%02d:%02d:%02d", hour, minute, second)
                    + (fraction.isEmpty() ? "" : "." + fraction);
        }
    }

    /** On that day, at any time that there is in the zone. */
    static Moment on(LocalDate day, Optional<Zone> zone, Die die) {
        if (die.percent(40)) {
            return new Moment(day, Optional.empty(), Optional.empty());
        }
        Clock any = Clock.drawn(die);
        boolean clocksChange = zone.filter(known -> known.changesClocksOn(day)).isPresent();
        Clock clock = clocksChange ? any.at(die.below(5)) : any;
        boolean given = die.percent(40)
                || zone.filter(known -> known.offset(day, clock.hour()).isEmpty())
                        .isPresent();
        return new Moment(day, Optional.of(clock), given ? Optional.of(die.anyOf(OFFSETS)) : Optional.empty());
    }

    /** What is sent: ISO 8601, with the offset where that is known. */
    String iso(Optional<Zone> zone) {
        return day
                + clock.map(time -> "T" + time.iso() + knownOffset(zone).orElse(""))
                        .orElse("");
    }

    Optional<String> knownOffset(Optional<Zone> zone) {
        return offset.or(() -> zone.flatMap(known -> clock.flatMap(time -> known.offset(day, time.hour()))));
    }
}

package dev.dubimport.truth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/** Where the clocks of a file stand, since 2008. What a zone does is written down here, not looked up. */
enum Zone {
    UTC("UTC", "Z", "Z"),
    DHAKA("+06:00", "+06:00", "+06:00"),
    KOLKATA("Asia/Kolkata", "+05:30", "+05:30"),
    /** Summer from 2 o'clock of the last Sunday of March to 3 o'clock of that of October. */
    BERLIN("Europe/Berlin", "+01:00", "+02:00"),
    /** Summer from 2 o'clock of the second Sunday of March to 2 o'clock of the first of November. */
    NEW_YORK("America/New_York", "-05:00", "-04:00");

    static final int FIRST_YEAR = 2008;
    static final int LAST_YEAR = 2026;

    /** The hour that is left out when summer begins. */
    private static final int HOUR_LEFT_OUT = 2;

    private final String id;
    private final String winter;
    private final String summer;

    Zone(String id, String winter, String summer) {
        this.id = id;
        this.winter = winter;
        this.summer = summer;
    }

    String id() {
        return id;
    }

    /** Of an hour that comes twice, the earlier offset, which is that of summer; empty where there is no such hour. */
    Optional<String> offset(LocalDate day, int hour) {
        if (winter.equals(summer)) {
            return Optional.of(winter);
        }
        LocalDate first = firstOfSummer(day.getYear());
        LocalDate last = lastOfSummer(day.getYear());
        if (day.equals(first) && hour == HOUR_LEFT_OUT) {
            return Optional.empty();
        }
        boolean begun = day.isAfter(first) || (day.equals(first) && hour > HOUR_LEFT_OUT);
        int lastHours = this == BERLIN ? 3 : 2;
        boolean over = day.isAfter(last) || (day.equals(last) && hour >= lastHours);
        return Optional.of(begun && !over ? summer : winter);
    }

    boolean changesClocksOn(LocalDate day) {
        return !winter.equals(summer)
                && (day.equals(firstOfSummer(day.getYear())) || day.equals(lastOfSummer(day.getYear())));
    }

    LocalDate firstOfSummer(int year) {
        return this == BERLIN
                ? sundayOnOrBefore(LocalDate.of(year, Month.MARCH, 31))
                : sundayOnOrBefore(LocalDate.of(year, Month.MARCH, 14));
    }

    LocalDate lastOfSummer(int year) {
        return this == BERLIN
                ? sundayOnOrBefore(LocalDate.of(year, Month.OCTOBER, 31))
                : sundayOnOrBefore(LocalDate.of(year, Month.NOVEMBER, 7));
    }

    private static LocalDate sundayOnOrBefore(LocalDate day) {
        LocalDate sunday = day;
        while (sunday.getDayOfWeek() != DayOfWeek.SUNDAY) {
            sunday = sunday.minusDays(1);
        }
        return sunday;
    }
}

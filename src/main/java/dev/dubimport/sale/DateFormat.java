package dev.dubimport.sale;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a file writes dates. What could be read in two ways is never guessed, and a day that is not in the calendar is never
 * moved to another.
 *
 * @param order what {@code 05/04/2026} means; no other form depends on it
 * @param zone where a time was read from the clock that has no offset of its own; empty leaves it without one
 */
public record DateFormat(Order order, Optional<ZoneId> zone) {

    /** What stands first in {@code 05/04/2026}. */
    public enum Order {
        /** Nobody said: such dates are refused, be there one reading only. */
        UNSAID,
        DAY_FIRST,
        MONTH_FIRST;

        private String inMapping() {
            return "`" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
        }
    }

    private static final int MOST_CHARACTERS = 60;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;
    private static final String MEND = "write 2026-04-05, or 2026-04-05T21:06:21+02:00 with a time";
    private static final Pattern EPOCH = Pattern.compile("\\d{9,19}(?:[.]\\d*)?");

    /** What a text comes to: a date, or what is wrong with it. */
    public static final class Reading {
        private final Optional<SaleDate> date;
        private final Optional<Flaw> flaw;

        private Reading(Optional<SaleDate> date, Optional<Flaw> flaw) {
            this.date = date;
            this.flaw = flaw;
        }

        /** Empty where there is a violation. */
        public Optional<SaleDate> date() {
            return date;
        }

        /** What is wrong with the text, in the cell of that column. */
        public Optional<Violation> violation(String column, String text) {
            return flaw.map(known -> known.in(column, "date", text));
        }

        Optional<Flaw> flaw() {
            return flaw;
        }

        static Reading of(LocalDate day, String iso8601) {
            return new Reading(Optional.of(new SaleDate(day, iso8601)), Optional.empty());
        }

        static Reading flawed(String code, String rule, String mend) {
            return new Reading(Optional.empty(), Optional.of(new Flaw(code, rule, mend)));
        }
    }

    /**
     * The orders with which a text can be read; none where it is no date. What all texts of a column have in common reads the
     * column: {@link Order#UNSAID} among them means that no order need be named.
     */
    public static Set<Order> ordersThatRead(String text) {
        Set<Order> orders = EnumSet.noneOf(Order.class);
        for (Order order : Order.values()) {
            if (new DateFormat(order, Optional.empty()).read(text).flaw().isEmpty()) {
                orders.add(order);
            }
        }
        return Collections.unmodifiableSet(orders);
    }

    /**
     * Reads a date as it is written.
     *
     * @param text without blanks around it
     */
    public Reading read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Reading.flawed("too_long", "longer than " + MOST_CHARACTERS + " characters", MEND);
        }
        Optional<WrittenDate> written = WrittenDate.parse(text);
        if (written.isEmpty()) {
            return EPOCH.matcher(text).matches()
                    ? Reading.flawed("epoch", "a count of seconds or milliseconds, not a date", MEND)
                    : Reading.flawed("not_a_date", "not a date", MEND);
        }
        return read(written.get());
    }

    private Reading read(WrittenDate written) {
        if (written.hasShortYear()) {
            return Reading.flawed("two_digit_year", "a year of two digits", "write all four digits of the year");
        }
        if (written.year() < FIRST_YEAR || written.year() > LAST_YEAR) {
            return Reading.flawed(
                    "year_out_of_range", "not in the years " + FIRST_YEAR + " to " + LAST_YEAR, "mend the year");
        }
        if (written.isOrderOpen() && order == Order.UNSAID) {
            return ambiguous(written);
        }
        Optional<LocalDate> day = written.day(order);
        if (day.isEmpty()) {
            return noSuchDay(ordersOf(written));
        }
        return written.time()
                .map(time -> read(day.get(), time))
                .orElseGet(() -> Reading.of(day.get(), day.get().toString()));
    }

    private Reading ambiguous(WrittenDate written) {
        List<Order> orders = ordersOf(written);
        if (orders.isEmpty()) {
            return noSuchDay(orders);
        }
        return Reading.flawed(
                "ambiguous",
                "may have the day or the month first",
                "name " + named(orders) + " under `date` in the mapping"
                        + (orders.size() == 1 ? "; only that can read this one" : ""));
    }

    private static Reading noSuchDay(List<Order> otherOrders) {
        return Reading.flawed(
                "no_such_day",
                "no such day in the calendar",
                otherOrders.isEmpty()
                        ? "mend the date"
                        : "mend the date, or name " + named(otherOrders) + " under `date` in the mapping");
    }

    private static String named(List<Order> orders) {
        return orders.stream().map(Order::inMapping).collect(Collectors.joining(" or "));
    }

    /** The orders by which there is such a day, where the text leaves that open. */
    private static List<Order> ordersOf(WrittenDate written) {
        return Arrays.stream(Order.values())
                .filter(each -> written.isOrderOpen() && each != Order.UNSAID)
                .filter(each -> written.day(each).isPresent())
                .toList();
    }

    private Reading read(LocalDate day, WrittenTime written) {
        if (written.time().isEmpty()) {
            return Reading.flawed(
                    "no_such_time", "no such time of day", "write one from 00:00 to 23:59, or 9:06 PM for 21:06");
        }
        LocalTime time = written.time().get();
        if (written.offset().isPresent()) {
            return Reading.of(day, iso8601(day, time, written.offset().get().getId()));
        }
        return zone.map(known -> read(LocalDateTime.of(day, time), known))
                .orElseGet(() -> Reading.of(day, iso8601(day, time, "")));
    }

    /** Of two offsets that a time may have when clocks are put back, the earlier is taken. */
    private static Reading read(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            return Reading.flawed(
                    "no_such_time",
                    "no such time in " + zone.getId() + ", where clocks went from "
                            + gap.getDateTimeBefore().toLocalTime() + " to "
                            + gap.getDateTimeAfter().toLocalTime(),
                    "name the zone that the times of the file are in, or mend the time");
        }
        return Reading.of(
                local.toLocalDate(),
                iso8601(local.toLocalDate(), local.toLocalTime(), offsets.get(0).getId()));
    }

    /** By hand, since a formatter costs more than all the reading; a time's own text leaves out seconds of 0. */
    private static String iso8601(LocalDate day, LocalTime time, String offset) {
        String seconds = time.getSecond() == 0 && time.getNano() == 0 ? ":00" : "";
        return day + "T" + time + seconds + offset;
    }
}

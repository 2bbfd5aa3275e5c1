package dev.dubimport.truth;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file writes dates, as its mapping says it.
 *
 * @param key of the metadata under which a date is sent
 */
record Calendar(Order order, Optional<Zone> zone, String key) {
    static final String DEFAULT_KEY = "paidAt";

    /** What stands first in {@code 05/04/2026}. */
    enum Order {
        UNSAID,
        DAY_FIRST,
        MONTH_FIRST
    }

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    static Calendar drawn(Die die) {
        return new Calendar(
                die.anyOf(List.of(Order.values())),
                die.percent(50) ? Optional.of(die.anyOf(List.of(Zone.values()))) : Optional.empty(),
                die.percent(50) ? DEFAULT_KEY : "day of sale");
    }

    /** Any day that may stand in such a file; now and then one on which clocks are changed. */
    LocalDate anyDay(Die die) {
        int year = zone.isPresent() ? die.between(Zone.FIRST_YEAR, Zone.LAST_YEAR) : die.between(1990, 2100);
        if (zone.isPresent() && die.percent(20)) {
            Zone known = zone.get();
            return die.percent(50) ? known.firstOfSummer(year) : known.lastOfSummer(year);
        }
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.plusDays(die.below(first.lengthOfYear()));
    }

    /** In one of the forms that can be read. */
    String written(Moment moment, Die die, Letters letters) {
        String day = day(moment.day(), die);
        if (moment.clock().isEmpty()) {
            return day;
        }
        String between = die.anyOf(List.of(" ", "T", ", "));
        return day + between + time(moment.clock().get(), die, letters) + offset(moment, die);
    }

    private String day(LocalDate day, Die die) {
        String y = Integer.toString(day.getYear());
        String d = digits(day.getDayOfMonth(), die);
        String m = digits(day.getMonthValue(), die);
        String mark = die.anyOf(List.of("-", "/"));
        return switch (die.below(order == Order.UNSAID ? 5 : 7)) {
            case 0 -> day.toString();
            case 1 -> y + mark + m + mark + d;
            case 2 -> d + "." + m + "." + y;
            case 3 -> {
                String dash = die.anyOf(List.of("-", " "));
                yield d + dash + name(day, die) + dash + y;
            }
            case 4 -> name(day, die) + " " + d + die.anyOf(List.of(",", "")) + " " + y;
            default -> order == Order.DAY_FIRST ? d + mark + m + mark + y : m + mark + d + mark + y;
        };
    }

    private static String digits(int number, Die die) {
        return die.percent(50) ? Integer.toString(number) : String.format(Locale.ROOT, "%02d", number);
    }

    private static String name(LocalDate day, Die die) {
        String month = MONTHS.get(day.getMonthValue() - 1);
        String name =
                month.equals("September") && die.percent(30) ? "Sept" : die.percent(50) ? month.substring(0, 3) : month;
        return die.anyOf(List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
    }

    private static String time(Moment.Clock clock, Die die, Letters letters) {
        String behind = String.format(Locale.ROOT, ":%02d", clock.minute()) + seconds(clock, die);
        if (die.percent(60)) {
            return digits(clock.hour(), die) + behind;
        }
        int hour = clock.hour() % 12 == 0 ? 12 : clock.hour() % 12;
        String half = clock.hour() < 12 ? "AM" : "PM";
        String blank = die.anyOf(letters.among("", " ", "\u00a0", "\u202f"));
        return digits(hour, die) + behind + blank + (die.percent(50) ? half : half.toLowerCase(Locale.ROOT));
    }

    private static String seconds(Moment.Clock clock, Die die) {
        if (!clock.fraction().isEmpty()) {
            String fraction = die.percent(50) ? clock.fraction().replaceAll("0+$", "") : clock.fraction();
            return String.format(Locale.ROOT, ":%02d.%s", clock.second(), fraction);
        }
        if (clock.second() == 0 && die.percent(50)) {
            return "";
        }
        return String.format(Locale.ROOT, ":%02d", clock.second()) + (die.percent(10) ? ".000" : "");
    }

    /** That of the zone may stand there as well. */
    private String offset(Moment moment, Die die) {
        Optional<String> known = die.percent(20) ? moment.knownOffset(zone) : moment.offset();
        return known.map(offset -> die.anyOf(List.of("", " ")) + offset(offset, die))
                .orElse("");
    }

    private static String offset(String offset, Die die) {
        if (offset.equals("Z")) {
            return die.anyOf(List.of("Z", "z", "UTC", "GMT", "+00:00", "-0000", "+00"));
        }
        boolean whole = offset.endsWith(":00");
        return switch (die.below(whole ? 3 : 2)) {
            case 0 -> offset;
            case 1 -> offset.replace(":", "");
            default -> offset.substring(0, 3);
        };
    }
}

package dev.dubimport.sale;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * The numbers of a date as a text has them: whether there is such a day has yet to be asked.
 *
 * @param first the month; where the order is open, the number that stands first
 * @param second the day; where the order is open, the number that stands second
 */
record WrittenDate(int year, int first, int second, boolean isOrderOpen, Optional<WrittenTime> time) {
    private static final int ISO_LENGTH = "2026-04-05".length();

    /** Empty where the text is no date. */
    static Optional<WrittenDate> parse(String text) {
        return iso(text).or(() -> DateNotation.parse(text));
    }

    /** A date alone, or one with a time behind it: empty where what is there is no time. */
    static Optional<WrittenDate> of(int year, int first, int second, boolean isOrderOpen, String text, int timeFrom) {
        if (timeFrom >= text.length()) {
            return Optional.of(new WrittenDate(year, first, second, isOrderOpen, Optional.empty()));
        }
        return WrittenTime.parse(text, timeFrom)
                .map(time -> new WrittenDate(year, first, second, isOrderOpen, Optional.of(time)));
    }

    /** No year of four digits is that small, see {@link DateNotation}. */
    boolean hasShortYear() {
        return year < 100;
    }

    /** Empty where the calendar has no such day. */
    Optional<LocalDate> day(DateFormat.Order order) {
        boolean isDayFirst = isOrderOpen && order == DateFormat.Order.DAY_FIRST;
        int month = isDayFirst ? second : first;
        int day = isDayFirst ? first : second;
        return month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= YearMonth.of(year, month).lengthOfMonth()
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }

    /** {@code 2026-04-05} and {@code 2026-04-05T...} without a regular expression: millions of rows come by here. */
    private static Optional<WrittenDate> iso(String text) {
        if (text.length() < ISO_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        Digits digits = new Digits(text, 0);
        int year = digits.take(4, 4);
        digits.skip('-');
        int month = digits.take(2, 2);
        digits.skip('-');
        int day = digits.take(2, 2);
        if (year < 1000 || month < 0 || day < 0) {
            return Optional.empty();
        }
        boolean hasTime = (digits.skip('T') || digits.skip(' ')) && !digits.isAtEnd();
        return hasTime || text.length() == ISO_LENGTH
                ? of(year, month, day, false, text, digits.at())
                : Optional.empty();
    }
}

package dev.dubimport.sale;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which people and programs write a day. */
enum DateNotation {
    /** {@code 2026-04-05}, {@code 2026/4/5}. */
    YEAR_FIRST("(?<year>[1-9]\\d{3})(?<mark>[-/])(?<first>\\d{1,2})\\k<mark>(?<second>\\d{1,2})"),
    /** {@code 05.04.2026}: those who write dots have the day first. */
    DOTS("(?<second>\\d{1,2})[.](?<first>\\d{1,2})[.]YEAR"),
    /** {@code 05/04/2026}, {@code 05-04-2026}. */
    OPEN("(?<first>\\d{1,2})(?<mark>[-/])(?<second>\\d{1,2})\\k<mark>YEAR"),
    /** {@code 5 Apr 2026}, {@code 05-Apr-2026}. */
    NAME_SECOND("(?<second>\\d{1,2})(?<mark>[- ])(?<first>NAME)\\k<mark>YEAR"),
    /** {@code Apr 5, 2026}. */
    NAME_FIRST("(?<first>NAME) (?<second>\\d{1,2}),? YEAR");

    private static final List<DateNotation> ALL = List.of(values());

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** The blanks that take the place of a plain one in front of AM and PM, or where a line must not break. */
    private static final Pattern BLANK = Pattern.compile("[\u00a0\u2009\u202f]");

    private final Pattern pattern;

    DateNotation(String day) {
        String named = day.replace("YEAR", "(?<year>[1-9]\\d{3}|\\d{2})").replace("NAME", "[A-Za-z]{3,9}");
        this.pattern = Pattern.compile(named + "(?:(?:T|,? )(?=\\d)|$)");
    }

    static Optional<WrittenDate> parse(String text) {
        String plain = BLANK.matcher(text).replaceAll(" ");
        return ALL.stream()
                .map(notation -> notation.pattern.matcher(plain))
                .filter(Matcher::lookingAt)
                .findFirst()
                .flatMap(matcher -> date(matcher, plain));
    }

    private static Optional<WrittenDate> date(Matcher matcher, String text) {
        int first = numberOrMonth(matcher.group("first"));
        return first < 0
                ? Optional.empty()
                : WrittenDate.of(
                        Integer.parseInt(matcher.group("year")),
                        first,
                        Integer.parseInt(matcher.group("second")),
                        matcher.pattern() == OPEN.pattern,
                        text,
                        matcher.end());
    }

    /** -1 where it is neither. */
    private static int numberOrMonth(String text) {
        if (!Character.isLetter(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        String name = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            String month = MONTHS.get(i);
            if (name.equals(month) || name.equals(month.substring(0, 3)) || (i == 8 && name.equals("sept"))) {
                return i + 1;
            }
        }
        return -1;
    }
}

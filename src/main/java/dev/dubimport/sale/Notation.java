package dev.dubimport.sale;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a file writes its numbers. What could be read in two ways is never guessed: a person says which is meant. */
public enum Notation {
    /** Digits with at most one decimal point: {@code 1234.50}. */
    PLAIN("[.]", "(?!)"),
    /** Also with thousands set off: {@code 1,234.50}, {@code 1 234.50}, {@code 1'234.50}. */
    POINT("[.]", "[, '\u00a0\u2009\u202f\u2019]"),
    /** The same with a decimal comma: {@code 1.234,50}, {@code 1 234,50}. */
    COMMA(",", "[. '\u00a0\u2009\u202f\u2019]");

    private final Pattern number;
    private final Pattern grouping;

    Notation(String decimalMark, String thousandsMark) {
        // One and the same mark sets off all thousands of a number: "1.234 567" is a mistake.
        String whole = "\\d+|\\d{1,3}(?<mark>" + thousandsMark + ")\\d{3}(?:\\k<mark>\\d{3})*";
        this.number = Pattern.compile("(?<whole>" + whole + ")?(?:" + decimalMark + "(?<fraction>\\d*))?");
        this.grouping = Pattern.compile(thousandsMark);
    }

    /**
     * The number without sign in its plain form, {@code 1234.50}; empty where the text is none.
     *
     * @param text without blanks around it
     */
    Optional<String> plain(String text) {
        if (this != COMMA && isPlain(text)) {
            return Optional.of(text);
        }
        Matcher matcher = number.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String whole = matcher.group("whole") == null
                ? ""
                : grouping.matcher(matcher.group("whole")).replaceAll("");
        String fraction = Objects.requireNonNullElse(matcher.group("fraction"), "");
        if (whole.isEmpty() && fraction.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
    }

    /** Digits with at most one decimal point: no exponent, no other script's digits. By hand: every row comes by here. */
    private static boolean isPlain(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points <= 1 && text.length() > points;
    }
}

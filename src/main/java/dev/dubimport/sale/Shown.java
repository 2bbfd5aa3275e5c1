package dev.dubimport.sale;

import java.util.Locale;

/**
 * Text from a file or from the service, made fit for a terminal, a log or a table: control characters, line breaks, marks
 * that change the direction of writing, and spaces that only look like one are shown as escapes, so that no value can forge a
 * line or hide what it says.
 */
public final class Shown {
    private static final int MOST_CHARACTERS = 60;

    private Shown() {}

    /** At most 60 characters of the text, escaped; a cut is marked with {@code …}. */
    public static String shortened(String text) {
        return shortened(text, MOST_CHARACTERS);
    }

    /** At most so many characters of the text, escaped; a cut is marked with {@code …}. */
    public static String shortened(String text, int mostCharacters) {
        if (text.length() <= mostCharacters) {
            return escaped(text);
        }
        int end = Character.isHighSurrogate(text.charAt(mostCharacters - 1)) ? mostCharacters - 1 : mostCharacters;
        return escaped(text.substring(0, end)) + "…";
    }

    /** The whole text, escaped: a backslash, {@code u} and four hexadecimal digits for each unsafe UTF-16 unit. */
    public static String escaped(String text) {
        if (text.codePoints().noneMatch(Shown::isUnsafe)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> escaped.append(isUnsafe(c) ? escape(c) : Character.toString(c)));
        return escaped.toString();
    }

    private static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true; // a surrogate here has no partner
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }

    private static String escape(int codePoint) {
        StringBuilder escape = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            escape.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return escape.toString();
    }
}

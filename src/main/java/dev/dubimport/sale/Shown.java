package dev.dubimport.sale;

/**
 * Text from a file or from the service, made fit for a terminal, a log or a table: control characters, line breaks and marks
 * that change the direction of writing are shown as escapes, so that no value can forge a line or hide what it says.
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

    /** The whole text, escaped. */
    public static String escaped(String text) {
        if (text.chars().noneMatch(Shown::isUnsafe)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (isUnsafe(c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}

package dev.dubimport.truth;

import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The characters that a file may hold in its cells. */
final class Letters {
    private static final String ENDS = "aZ09éßñøłЖя中😀";
    private static final String INNER = "abcXYZ0189 .-_/#:=+@\\äéßñøł€“žЖя中😀👩‍💻\u00a0\u200f\u00ad\u2009";
    private static final String SPECIAL = ",;|\"'";
    private static final String BLANKS = "  \u00a0\t\u200b\u200f\u2009\ufeff\u3000";

    private final Die die;
    private final Style style;
    private final CharsetEncoder encoder;

    Letters(Die die, Style style) {
        this.die = die;
        this.style = style;
        this.encoder = style.charset().newEncoder();
    }

    boolean has(String text) {
        return encoder.canEncode(text);
    }

    /** Those of the texts that the file can hold. */
    List<String> among(String... texts) {
        return Stream.of(texts).filter(this::has).toList();
    }

    /** Text on one line, with nothing blank at its ends. */
    String text(int mostInside) {
        String inside = INNER + (style.simple() ? "" : SPECIAL.repeat(2));
        return any(ENDS) + some(inside, die.below(mostInside + 1)) + any(ENDS);
    }

    /** Text as it may stand in metadata: in lines, with tabs, and with quotes at its ends. */
    String prose(int mostInside) {
        if (style.simple() || die.percent(60)) {
            return text(mostInside);
        }
        String quote = die.percent(30) ? "\"" : "";
        return quote
                + text(mostInside)
                + die.anyOf(List.of("\n", "\r\n", "\r", "\t", "\n\n", "\"\""))
                + text(mostInside)
                + quote;
    }

    /** Blanks as they stand around a cell; none in a file without. */
    String pad() {
        return style.padded() && die.percent(30) ? blank() : "";
    }

    /** At least one blank. */
    String blank() {
        String blanks = style.delimiter() == '\t' && style.simple() ? BLANKS.replace("\t", "") : BLANKS;
        String text = some(blanks, 3);
        return text.isEmpty() ? " " : !style.simple() && die.percent(10) ? text + style.lineBreak(die) : text;
    }

    /** A line that is no row. */
    String blankLine() {
        return die.percent(60) ? "" : some(BLANKS.replace("\t", style.delimiter() == '\t' ? "" : "\t"), die.below(4));
    }

    private String any(String choices) {
        String text = some(choices, 1);
        return text.isEmpty() ? "a" : text;
    }

    private String some(String choices, int count) {
        int[] codePoints = choices.codePoints().toArray();
        return Stream.generate(() -> Character.toString(codePoints[die.below(codePoints.length)]))
                .limit(count)
                .filter(this::has)
                .collect(Collectors.joining());
    }
}

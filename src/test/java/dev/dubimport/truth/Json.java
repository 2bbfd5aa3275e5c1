package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A JSON value in the one form in which it is sent, and as somebody may write it.
 *
 * @param canonical keys sorted, no white space, nothing escaped that need not be
 */
record Json(String canonical, Function<Die, String> written) {
    private static final List<String> LITERALS =
            List.of("0", "-1", "1.50", "1e5", "12345678901234567890", "-0.0", "true", "false", "null");

    static Json text(String text) {
        return new Json(quoted(text), die -> escapedAtWill(text, die));
    }

    static Json list(List<Json> elements) {
        return new Json(
                elements.stream().map(Json::canonical).collect(Collectors.joining(",", "[", "]")),
                die -> elements.stream()
                        .map(element -> gap(die) + element.written.apply(die) + gap(die))
                        .collect(Collectors.joining(",", "[" + gap(die), "]")));
    }

    static Json object(SortedMap<String, Json> members) {
        return new Json(
                members.entrySet().stream()
                        .map(member -> quoted(member.getKey()) + ":" + member.getValue().canonical)
                        .collect(Collectors.joining(",", "{", "}")),
                die -> die.shuffled(List.copyOf(members.entrySet())).stream()
                        .map(member -> writtenMember(member, die))
                        .collect(Collectors.joining(",", gap(die) + "{" + gap(die), "}" + gap(die))));
    }

    /** Keys begin with that letter. */
    static SortedMap<String, Json> anyMembers(Die die, Letters letters, String keys, int deep) {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int i = die.below(4); i > 0; i--) {
            members.put(keys + letters.text(3), any(die, letters, deep));
        }
        return members;
    }

    private static Json any(Die die, Letters letters, int deep) {
        int percent = die.below(100);
        if (deep == 0 || percent < 50) {
            return percent < 20 ? literal(die.anyOf(LITERALS)) : text(letters.prose(6));
        }
        if (percent < 75) {
            return object(anyMembers(die, letters, "", deep - 1));
        }
        List<Json> elements = new ArrayList<>();
        for (int i = die.below(4); i > 0; i--) {
            elements.add(any(die, letters, deep - 1));
        }
        return list(elements);
    }

    private static Json literal(String raw) {
        return new Json(raw, die -> raw);
    }

    private static String writtenMember(Map.Entry<String, Json> member, Die die) {
        return gap(die) + escapedAtWill(member.getKey(), die) + gap(die) + ":" + gap(die)
                + member.getValue().written.apply(die) + gap(die);
    }

    private static String gap(Die die) {
        return die.percent(85) ? "" : die.anyOf(List.of(" ", "  ", "\n", "\t", "\r\n"));
    }

    static String quoted(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(Json::inQuotes)
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String inQuotes(String character) {
        return switch (character) {
            case "\"" -> "\\\"";
            case "\\" -> "\\\\";
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            case "\t" -> "\\t";
            default -> character;
        };
    }

    /** A character beyond the first plane is escaped whole: half of one could not be written. */
    private static String escapedAtWill(String text, Die die) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> die.percent(5) ? escaped(character) : inQuotes(character))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(String character) {
        return character
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }
}

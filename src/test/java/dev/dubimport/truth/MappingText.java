package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A mapping as somebody writes it: its keys in any order, the entries below one in the order in which they came. */
final class MappingText {
    private final Die die;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();

    MappingText(Die die) {
        this.die = die;
    }

    void line(String line) {
        lines.add(line);
    }

    void lineOfNames(String key, List<String> names) {
        lines.add(key + ": " + written(names));
    }

    void put(String section, String key, String text) {
        putRaw(section, key, Json.quoted(text));
    }

    void putNames(String section, String key, List<String> names) {
        putRaw(section, key, written(names));
    }

    String yaml() {
        List<String> all = new ArrayList<>(lines);
        sections.forEach((name, entries) -> all.add(name + ":" + entries));
        return String.join("\n", die.shuffled(all)) + "\n";
    }

    private void putRaw(String section, String key, String value) {
        sections.computeIfAbsent(section, name -> new StringBuilder())
                .append("\n  ")
                .append(Json.quoted(key))
                .append(": ")
                .append(value);
    }

    private static String written(List<String> names) {
        return names.size() == 1
                ? Json.quoted(names.get(0))
                : names.stream().map(Json::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}

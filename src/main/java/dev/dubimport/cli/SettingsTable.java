package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Value;
import dev.dubimport.config.Vocabulary;
import dev.dubimport.sale.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every value that holds, with its origin: what is set line by line, what is built in together. */
final class SettingsTable {
    private static final int WIDTH = 100;
    private static final int MOST_CHARACTERS = 80;

    /** The stand-in service forgets everything; what it does by itself is in its help. */
    private static final String STAND_IN = "sandbox";

    /** What stands behind the host of an address may be a secret: who has it may post there. */
    private static final Pattern ADDRESS = Pattern.compile("(https?://)(?:[^/?#]*@)?([^/?#]+)(/?$|.*)");

    private final Chosen chosen;
    private final Vocabulary vocabulary;
    private final CommandLine commands;

    private record Row(String key, String value, String origin) {}

    SettingsTable(Chosen chosen, Vocabulary vocabulary, CommandLine commands) {
        this.chosen = chosen;
        this.vocabulary = vocabulary;
        this.commands = commands;
    }

    List<String> lines() {
        SortedMap<String, SortedMap<String, Optional<Value>>> options = new TreeMap<>();
        vocabulary
                .commands()
                .keySet()
                .forEach(command -> vocabulary
                        .optionsOf(command)
                        .keySet()
                        .forEach(option -> options.computeIfAbsent(option, name -> new TreeMap<>())
                                .put(command, new StandingValues(chosen, command, Spoken.of()).value(option))));
        List<Row> rows = new ArrayList<>();
        options.forEach((option, values) -> rows.addAll(rows(option, values)));
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.add("");
        }
        int keys = rows.stream().mapToInt(row -> row.key().length()).max().orElse(0);
        int values = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        rows.forEach(row ->
                lines.add("  " + padded(row.key(), keys) + "  " + padded(row.value(), values) + "  " + row.origin()));
        lines.add("");
        lines.addAll(wrapped("  Built-in defaults: " + String.join(", ", builtIn(options)) + "."));
        return lines;
    }

    /** One row where all commands agree that have such an option, else one for each that has a value. */
    private static List<Row> rows(String option, SortedMap<String, Optional<Value>> values) {
        Set<Optional<Value>> different = new LinkedHashSet<>(values.values());
        if (different.size() == 1) {
            return different.iterator().next().stream()
                    .map(value -> row(option, option, value))
                    .toList();
        }
        List<Row> rows = new ArrayList<>();
        values.forEach((command, value) ->
                value.ifPresent(there -> rows.add(row(command.replace(' ', '.') + "." + option, option, there))));
        return rows;
    }

    private static Row row(String key, String option, Value value) {
        return new Row(key, shown(option, value.text()), value.origin());
    }

    static String shown(String option, String text) {
        if (option.equals("database")) {
            return Shown.shortened(text.replaceFirst("[?;].*", ""), MOST_CHARACTERS);
        }
        if (option.equals("base-url")) {
            return Shown.shortened(text, MOST_CHARACTERS);
        }
        Matcher address = ADDRESS.matcher(text);
        return Shown.shortened(
                address.matches()
                        ? address.group(1)
                                + address.group(2)
                                + (address.group(3).length() > 1 ? "/..." : "")
                        : text,
                MOST_CHARACTERS);
    }

    private List<String> builtIn(Map<String, SortedMap<String, Optional<Value>>> options) {
        Set<String> defaults = new LinkedHashSet<>();
        options.forEach((option, values) -> values.forEach((command, value) -> {
            if (value.isEmpty() && !command.equals(STAND_IN)) {
                defaultOf(command, option).ifPresent(text -> defaults.add(option + " " + text));
            }
        }));
        return List.copyOf(defaults);
    }

    private Optional<String> defaultOf(String command, String option) {
        OptionSpec spec = Settable.find(commands, command).getCommandSpec().findOption("--" + option);
        return Optional.ofNullable(spec.defaultValue());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(", ", WIDTH - 1);
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end + 1));
            rest = "    " + rest.substring(end + 2);
        }
        lines.add(rest);
        return lines;
    }
}

package dev.dubimport.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be set, as the commands themselves say it, so that a new option is a key at once.
 *
 * @param commands the options of each command, without dashes
 * @param refusals why an option of a command is nothing to be set once for many runs
 * @param names what is a name where a name or a path may stand
 */
public record Vocabulary(
        Map<String, Map<String, Kind>> commands, Map<String, String> refusals, Collection<String> names) {
    /** What the text of an option is. */
    public enum Kind {
        TEXT,
        FLAG,
        /** Relative to the folder of the configuration. */
        PATH,
        /** A name of ours, or a path. */
        NAME_OR_PATH
    }

    /** Keeps copies. */
    public Vocabulary {
        commands = Map.copyOf(commands);
        refusals = Map.copyOf(refusals);
        names = List.copyOf(names);
    }

    /** The options that some command has, and that may be set. */
    SortedSet<String> options() {
        SortedSet<String> options = new TreeSet<>();
        commands.keySet().forEach(command -> options.addAll(optionsOf(command).keySet()));
        return options;
    }

    /** The options of a command that may be set. */
    public Map<String, Kind> optionsOf(String command) {
        Map<String, Kind> options = new LinkedHashMap<>(commands.getOrDefault(command, Map.of()));
        options.keySet().removeAll(refusals.keySet());
        return options;
    }

    Optional<Kind> kind(String option) {
        return commands.values().stream()
                .filter(options -> options.containsKey(option))
                .map(options -> options.get(option))
                .findFirst();
    }
}

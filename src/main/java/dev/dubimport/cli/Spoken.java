package dev.dubimport.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line says itself, before it is parsed: the profile must be known by then.
 *
 * @param words up to a {@code --}
 */
record Spoken(List<String> words) {
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    /** They need no settings, or look at them themselves. */
    private static final Set<String> UNCONFIGURED = Set.of("help", "generate-completion", "mappings", "config");

    static Spoken of(String... arguments) {
        return new Spoken(Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .toList());
    }

    /** Whether the option is there, with a value or without. */
    boolean names(String option) {
        return words.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }

    /** The value of an option that takes one. */
    Optional<String> value(String option) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(option + "=")) {
                return Optional.of(word.substring(option.length() + 1));
            }
            if (word.equals(option) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Help must be there whatever is wrong with the configuration. */
    boolean needsNoConfiguration() {
        return words.stream().anyMatch(HELP::contains)
                || command().map(UNCONFIGURED::contains).orElse(true);
    }

    /** The command's name. */
    Optional<String> command() {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                return Optional.of(word);
            }
            if (word.equals(Configured.CONFIG) || word.equals(Configured.PROFILE)) {
                i++;
            }
        }
        return Optional.empty();
    }
}

package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that the command line does not name. One that it names is not given at all: a flag that is set already
 * would be turned over by being named.
 *
 * @param command whose options they are
 * @param spoken what the command line names
 */
record StandingValues(Chosen chosen, String command, Spoken spoken) implements IDefaultValueProvider {
    /** Of these the nearest to the command line holds alone. */
    private static final List<Set<String>> RIVALS =
            List.of(Set.of("cron", "watch"), Set.of("api-key-file", "api-key-variable"));

    /** A rehearsal goes nowhere else, and takes no key with it. */
    private static final Set<String> NOT_IN_A_REHEARSAL =
            Set.of("base-url", "workspace", "api-key-file", "api-key-variable", "database");

    /** Their variables are older than this, and are looked at by whoever needs them. */
    private static final Set<String> OF_THEIR_OWN = Set.of("data-dir", "database");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = nameOf(option);
        return value(name)
                .filter(value -> value.isFromFile() || !OF_THEIR_OWN.contains(name))
                // As it is written: the command line would put variables into it.
                .map(value -> value.text().replace("${", "$${"))
                .orElse(null);
    }

    /** What an option is set to where the command line says nothing else. */
    Optional<Value> value(String option) {
        if (spoken.names("--" + option)
                || (spoken.names("--sandbox") && NOT_IN_A_REHEARSAL.contains(option))
                || rivals(option).anyMatch(rival -> spoken.names("--" + rival))) {
            return Optional.empty();
        }
        return chosen.value(command, option)
                .filter(value -> !value.isFromFile()
                        || rivals(option)
                                .flatMap(rival -> chosen.value(command, rival).stream())
                                .allMatch(Value::isFromFile));
    }

    private static Stream<String> rivals(String option) {
        return RIVALS.stream()
                .filter(rivals -> rivals.contains(option))
                .flatMap(Set::stream)
                .filter(rival -> !rival.equals(option));
    }

    static String nameOf(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }
}

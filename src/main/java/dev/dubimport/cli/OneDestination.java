package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Value;
import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where a profile says where its sales go, no other place says otherwise: its key would send them to a workspace for which
 * another ledger is kept, and the next run would record them once more.
 */
final class OneDestination {
    private static final String BASE_URL = "base-url";
    private static final String WORKSPACE = "workspace";
    private static final String DATA_FOLDER = "data-dir";
    private static final String DATABASE = "database";
    private static final String KEY_FILE = "api-key-file";
    private static final String KEY_VARIABLE = "api-key-variable";

    /** What a profile says, and what else would say otherwise though it is another option. */
    private static final Map<String, String> RIVALS =
            Map.of(DATA_FOLDER, DATABASE, KEY_FILE, KEY_VARIABLE, KEY_VARIABLE, KEY_FILE);

    private OneDestination() {}

    /**
     * Compares what the command line and the environment say with the profile.
     *
     * @throws ParameterException if one says otherwise
     */
    static void ensure(ParseResult parsed, Chosen chosen) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        ensureSame(command, chosen);
    }

    private static void ensureSame(ParseResult command, Chosen chosen) {
        if (command.hasMatchedOption("--sandbox")) {
            return;
        }
        for (String option : Chosen.DESTINATION) {
            Optional<Value> profile = ofProfile(option, chosen);
            Optional<Value> said = said(option, command, chosen);
            if (profile.isPresent()
                    && said.isPresent()
                    && !same(option, profile.get().text())
                            .equals(same(option, said.get().text()))) {
                throw otherwise(profile.get(), said.get(), command, chosen);
            }
            Optional<Value> rival =
                    Optional.ofNullable(RIVALS.get(option)).flatMap(other -> said(other, command, chosen));
            if (profile.isPresent() && rival.isPresent()) {
                throw otherwise(profile.get(), rival.get(), command, chosen);
            }
        }
    }

    private static ParameterException otherwise(Value profile, Value said, ParseResult command, Chosen chosen) {
        return new ParameterException(
                command.commandSpec().commandLine(),
                said.origin() + " \""
                        + Shown.shortened(shown(said.text())) + "\": profile "
                        + chosen.profile().orElse("") + " says \""
                        + Shown.shortened(shown(profile.text())) + "\" ("
                        + profile.origin()
                        + "), and what is recorded is remembered by it; choose another profile, or none"
                        + " (--profile none)");
    }

    /** Who names a workspace and no service means Dub. */
    private static Optional<Value> ofProfile(String option, Chosen chosen) {
        return chosen.inProfile(option)
                .or(() -> option.equals(BASE_URL)
                        ? chosen.inProfile(WORKSPACE)
                                .map(workspace -> new Value(DestinationOptions.DUB, "built-in default", true))
                        : Optional.empty());
    }

    private static Optional<Value> said(String option, ParseResult command, Chosen chosen) {
        String name = "--" + option;
        if (command.commandSpec().findOption(name) == null) {
            return Optional.empty();
        }
        if (command.hasMatchedOption(name)) {
            return Optional.of(
                    new Value(command.matchedOption(name).originalStringValues().get(0), name, false));
        }
        return chosen.value("", option).filter(value -> !value.isFromFile());
    }

    /** The address of a database may have more in it than its name. */
    private static String shown(String text) {
        return text.replaceFirst("[?;].*", "");
    }

    private static String same(String option, String text) {
        if (option.equals(DATA_FOLDER) || option.equals(KEY_FILE)) {
            return Path.of(text.strip()).toAbsolutePath().normalize().toString();
        }
        String word = text.strip();
        return option.equals(BASE_URL) || option.equals(WORKSPACE)
                ? word.replaceFirst("/+$", "").toLowerCase(Locale.ROOT)
                : word;
    }
}

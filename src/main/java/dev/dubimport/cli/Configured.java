package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Configuration;
import dev.dubimport.config.Value;
import dev.dubimport.config.Vocabulary;
import dev.dubimport.sale.Shown;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** What a file and the environment set for one command line. */
final class Configured {
    static final String CONFIG = "--config";
    static final String PROFILE = "--profile";

    private Configured() {}

    /** Gives the two options to all commands that come to be below that one. */
    static void addOptions(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder(PROFILE)
                        .paramLabel("NAME")
                        .type(String.class)
                        .scopeType(ScopeType.INHERIT)
                        .description("The profile of the configuration file to use, or none (default:"
                                + " DUB_IMPORT_PROFILE, else what `profile` says in the file).")
                        .build())
                .addOption(OptionSpec.builder(CONFIG)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .scopeType(ScopeType.INHERIT)
                        .description(
                                "The configuration file, or none (default: DUB_IMPORT_CONFIG, else dub-import.yml in"
                                        + " your own configuration folder or in /etc/dub-import). See dub-import config check.")
                        .build());
    }

    /**
     * The surroundings with what is configured for that command line.
     *
     * @throws dev.dubimport.config.UnusableConfiguration if that cannot be used
     */
    static Surroundings around(Surroundings surroundings, Supplier<Vocabulary> known, String... arguments) {
        Spoken spoken = Spoken.of(arguments);
        if (spoken.needsNoConfiguration()) {
            return surroundings;
        }
        Chosen chosen = read(surroundings, spoken.value(CONFIG).map(Configured::file), known)
                .choose(spoken.value(PROFILE));
        chosen.inProfile("api-key-file").ifPresent(KeyFile::ensurePrivate);
        chosen.profile()
                .ifPresent(name -> surroundings
                        .err()
                        .println("Profile " + name + " of "
                                + chosen.file()
                                        .map(Path::toString)
                                        .map(Shown::escaped)
                                        .orElse("no file")));
        return surroundings.configuredBy(chosen);
    }

    /** Gives each command the values of the options that the command line does not name. */
    static void giveValues(CommandLine root, Chosen chosen, Spoken spoken) {
        giveValues(root, "", chosen, spoken);
        root.setExecutionStrategy(parsed -> {
            OneDestination.ensure(parsed, chosen);
            return new RunLast().execute(parsed);
        });
    }

    private static void giveValues(CommandLine command, String path, Chosen chosen, Spoken spoken) {
        command.getSubcommands().forEach((name, subcommand) -> {
            if (Settable.isConfigured(path + name)) {
                subcommand.setDefaultValueProvider(new StandingValues(chosen, path + name, spoken));
            }
            giveValues(subcommand, path + name + " ", chosen, spoken);
        });
    }

    /** Where the value stands that is wrong, or nothing where the command line has it. */
    static String origin(ParameterException wrong) {
        if (wrong.getCommandLine().getDefaultValueProvider() instanceof StandingValues values
                && wrong.getArgSpec() instanceof OptionSpec option) {
            return values.value(StandingValues.nameOf(option))
                    .map(value -> value.origin() + ": ")
                    .orElse("");
        }
        return "";
    }

    static Configuration read(Surroundings surroundings, Optional<Path> file, Supplier<Vocabulary> known) {
        return Configuration.read(
                file, surroundings.environment(), System.getProperty("os.name"), surroundings.home(), known);
    }

    /** The variables of which one holds the key, however it is named. */
    static Stream<String> keyVariables(Surroundings surroundings, String... arguments) {
        return Stream.of(
                        Optional.of(DestinationOptions.KEY_VARIABLE),
                        Spoken.of(arguments).value("--api-key-variable"),
                        surroundings
                                .configured()
                                .value("import", "api-key-variable")
                                .map(Value::text))
                .flatMap(Optional::stream);
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new WrongUsage(CONFIG + " \"" + Shown.shortened(text) + "\": no path; mend it");
        }
    }
}

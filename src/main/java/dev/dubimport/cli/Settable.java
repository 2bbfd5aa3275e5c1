package dev.dubimport.cli;

import dev.dubimport.config.Vocabulary;
import dev.dubimport.config.Vocabulary.Kind;
import dev.dubimport.csv.Presets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Which options of our commands may be set once for many runs, and why the others may not. */
final class Settable {
    private static final String DECISION =
            "a decision for one run, by who looks at it; give it on the command line of that run";
    private static final String ONE_RESULT =
            "the place or the form of one result; give it on the command line that has the result";
    private static final String ASKED = "asked on a command line, not set";

    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("resend-in-doubt", DECISION),
            Map.entry("begin-anew", DECISION),
            Map.entry("replace", DECISION),
            Map.entry(
                    "new-workspace",
                    "confirms one new name; where it always holds, a mistyped workspace records every sale once more"),
            Map.entry(
                    "sandbox",
                    "a rehearsal is said on the command line, lest somebody believes that its sales were recorded; to set"
                            + " options of the command, put them below it"),
            Map.entry("rejects", ONE_RESULT),
            Map.entry("report", ONE_RESULT),
            Map.entry("differences", ONE_RESULT),
            Map.entry("json", ONE_RESULT),
            Map.entry("csv", ONE_RESULT),
            Map.entry("in-doubt", ASKED),
            Map.entry("remote", ASKED),
            Map.entry("key", "the key of the stand-in service, which is given on its command line"),
            Map.entry("help", ASKED),
            Map.entry("version", ASKED),
            Map.entry(
                    "profile", "a profile is chosen by --profile, DUB_IMPORT_PROFILE, or `profile` above all profiles"),
            Map.entry("config", "a file does not name another; use --config or DUB_IMPORT_CONFIG"));

    /** {@code inspect} looks at a file that no mapping is known for yet. */
    private static final Set<String> UNCONFIGURED = Set.of("inspect", "config check");

    private Settable() {}

    static Vocabulary of(CommandLine root) {
        Map<String, Map<String, Kind>> commands = new HashMap<>();
        collect(root, "", commands);
        commands.keySet().removeAll(UNCONFIGURED);
        return new Vocabulary(commands, REFUSALS, Presets.NAMES);
    }

    static boolean isConfigured(String command) {
        return !UNCONFIGURED.contains(command);
    }

    /** The command of that name, {@code ledger adopt}. */
    static CommandLine find(CommandLine root, String command) {
        CommandLine found = root;
        for (String name : command.split(" ", -1)) {
            found = Objects.requireNonNull(found.getSubcommands().get(name));
        }
        return found;
    }

    private static void collect(CommandLine command, String path, Map<String, Map<String, Kind>> commands) {
        command.getSubcommands().forEach((name, subcommand) -> {
            String full = path + name;
            Map<String, Kind> options = new HashMap<>();
            subcommand
                    .getCommandSpec()
                    .options()
                    .forEach(option -> options.put(StandingValues.nameOf(option), kind(option)));
            if (!REFUSALS.keySet().containsAll(options.keySet())) {
                commands.put(full, options);
            }
            collect(subcommand, full + " ", commands);
        });
    }

    private static Kind kind(OptionSpec option) {
        if (option.longestName().equals("--mapping")) {
            return Kind.NAME_OR_PATH;
        }
        if (option.arity().max() == 0) {
            return Kind.FLAG;
        }
        return Arrays.asList(option.typeInfo().getAuxiliaryTypes()).contains(Path.class) || option.type() == Path.class
                ? Kind.PATH
                : Kind.TEXT;
    }
}

package dev.dubimport.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The options of {@code import} as another command passes them on, for one file. */
final class ImportArguments {
    /** Each would have a place, or a decision, for one file stand for all of them. */
    private static final List<String> OF_ONE_FILE = List.of(
            "--sandbox",
            "--resend-in-doubt",
            "--rejects",
            "--report",
            "--json",
            "--metrics-file",
            "--help",
            "--version");

    /** Options of schedule itself, which would do nothing behind a --. */
    private static final List<String> OF_SCHEDULE =
            List.of("--webhook-file", "--webhook-format", "--alert-command", "--alert-on");

    private ImportArguments() {}

    /** The command line that executes that command, and says there what is wrong. */
    static CommandLine commandLine(ImportCommand command, List<String> options, Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(command);
        Converters.register(commandLine);
        return commandLine
                .setDefaultValueProvider(new StandingValues(surroundings.configured(), "import", new Spoken(options)))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(DubImport::sayWhatIsWrong)
                .setExecutionExceptionHandler(new Failures(new Escaped(surroundings.err())));
    }

    /** Options and file as the command takes them; the file first, lest an option without its value takes it for that. */
    static String[] of(List<String> options, Path file) {
        List<String> all = new ArrayList<>();
        all.add(file.toString());
        all.addAll(options);
        return all.toArray(String[]::new);
    }

    /**
     * Gives the options to the command.
     *
     * @throws picocli.CommandLine.ParameterException if there is no such option, or its value is wrong
     * @throws WrongUsage if an option is among them that cannot hold for many files, or a file
     */
    static void parse(ImportCommand command, List<String> options, Path file, Surroundings surroundings) {
        ParseResult parsed = commandLine(command, options, surroundings).parseArgs(of(options, file));
        OneDestination.ensure(parsed, surroundings.configured());
        OF_ONE_FILE.stream().filter(parsed::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new WrongUsage(option + ": not together with schedule, which imports many files; leave it out");
        });
        OF_SCHEDULE.stream().filter(parsed::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new WrongUsage(option + ": it is schedule that tells; move it before the --");
        });
        List<?> files = parsed.matchedPositional(0).getValue();
        if (files.size() > 1) {
            throw new WrongUsage("\"" + files.get(1)
                    + "\": no option; schedule takes its files from the --inbox, and otherwise the options of import");
        }
    }
}

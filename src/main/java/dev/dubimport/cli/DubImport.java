package dev.dubimport.cli;

import dev.dubimport.config.UnusableConfiguration;
import dev.dubimport.job.RunId;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole. */
@Command(
        name = "dub-import",
        description = "Imports past sales from CSV files into Dub's conversions API, each exactly once.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {HelpCommand.class, GenerateCompletion.class},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import inspect sales.csv                    what it seems to be, and which mapping reads it",
            "  dub-import validate sales.csv                   what is in the file, and what is wrong with it",
            "  dub-import import sales.csv --sandbox           a rehearsal: nothing leaves this machine",
            "  dub-import import sales.csv --workspace acme    the import (key in DUB_API_KEY)",
            "  dub-import reconcile sales.csv --workspace acme whether what is recorded is what was sold",
            "  dub-import status                               past runs, and what is in doubt",
            "  dub-import explain INV-4711                     what exactly happened to that invoice",
            "  dub-import schedule --inbox DIR --watch ...     imports what comes into a folder, by itself",
            "  dub-import console                              all of that on a page in the browser",
            "",
            "Exit codes: 0 every row recorded or already recorded; 1 finished, some rows not recorded;",
            "2 wrong usage or configuration, nothing done; 3 stopped before the end, run it again to go on;",
            "130, 143 interrupted, run it again."
        })
public final class DubImport {
    /** What is shorter could be any word. */
    private static final int LEAST_KEY = 16;

    private DubImport() {}

    /** Runs one command and returns its exit code. */
    public static int run(Surroundings given, String... arguments) {
        Surroundings surroundings;
        try {
            surroundings = LogFormat.applied(
                    Configured.around(given, () -> Settable.of(commandLine(given)), arguments), arguments);
        } catch (UnusableConfiguration | WrongUsage unusable) {
            return new Failures(new Escaped(LogFormat.applied(given, arguments).err())).say(unusable);
        }
        CommandLine commandLine = commandLine(surroundings);
        Configured.giveValues(commandLine, surroundings.configured(), Spoken.of(arguments));
        if (isHeld(Configured.keyVariables(surroundings, arguments), surroundings, arguments)) {
            surroundings
                    .err()
                    .println("dub-import: the API key stands in an argument, where every user of this machine can read"
                            + " it; leave it to DUB_API_KEY alone, and make a new key");
            return ExitCode.USAGE;
        }
        if (isHeld(Stream.of("DUB_IMPORT_WEBHOOK"), surroundings, arguments)) {
            surroundings
                    .err()
                    .println("dub-import: the webhook's address stands in an argument, where every user of this machine"
                            + " can read it; leave it to DUB_IMPORT_WEBHOOK alone, and make a new one");
            return ExitCode.USAGE;
        }
        int exitCode = commandLine.execute(arguments);
        RunId.end();
        if (surroundings.out().checkError() && !hasReaderThatEnded(surroundings)) {
            surroundings
                    .err()
                    .println("dub-import: not all of the output could be written: its reader ended early, or the disk"
                            + " is full");
            return Math.max(exitCode, ExitCode.SOME_NOT_RECORDED);
        }
        return exitCode;
    }

    /** All commands with their options, as help, completion and man pages show them, before anything is configured. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new DubImport())
                .addSubcommand(new ImportCommand(surroundings))
                .addSubcommand(new InspectCommand(surroundings))
                .addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new ReconcileCommand(surroundings))
                .addSubcommand(new MappingsCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new ScheduleCommand(surroundings))
                .addSubcommand(new ConsoleCommand(surroundings))
                .addSubcommand(LedgerCommand.of(surroundings))
                .addSubcommand(ConfigCommand.of(surroundings))
                .addSubcommand(new SandboxCommand(surroundings));
        Configured.addOptions(commandLine);
        Converters.register(commandLine);
        commandLine
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                // An invoice id may begin with an @.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(DubImport::sayWhatIsWrong)
                .setExecutionExceptionHandler(new Failures(new Escaped(surroundings.err())));
        return commandLine;
    }

    /** Only a reader that ended, as {@code head} does, makes a pipe fail, and it has what it wanted; a file is full then. */
    private static boolean hasReaderThatEnded(Surroundings surroundings) {
        if (surroundings.out() != System.out) {
            return false;
        }
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static boolean isHeld(Stream<String> variables, Surroundings surroundings, String... arguments) {
        String all = String.join("\n", arguments).toLowerCase(Locale.ROOT);
        return variables
                .map(variable -> surroundings.environment().getOrDefault(variable, ""))
                .map(secret -> secret.strip().toLowerCase(Locale.ROOT))
                .anyMatch(secret -> secret.length() >= LEAST_KEY && all.contains(secret));
    }

    /** One line, not the whole help: what is wrong would scroll away. */
    static int sayWhatIsWrong(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            // What stands behind the equals sign may be a key.
            String names = unmatched.getUnmatched().stream()
                    .map(argument -> Shown.shortened(argument.replaceFirst("=.*", "=...")))
                    .collect(Collectors.joining(", "));
            command.getErr().println("dub-import: unknown: " + names);
            UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        } else {
            command.getErr().println("dub-import: " + Escaped.lines(Configured.origin(wrong) + wrong.getMessage()));
        }
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    public static void main(String[] arguments) {
        keepLogging();
        int exitCode = runOrStop(arguments);
        if (isEndedBySignal()) {
            // The signal's own exit says with what. Two exits race: past its hooks Java takes whichever code comes
            // first.
            waitForEnd();
        }
        System.exit(exitCode);
    }

    private static boolean isEndedBySignal() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "never needed"));
            return false;
        } catch (IllegalStateException shutdownInProgress) {
            return true;
        }
    }

    private static void waitForEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread that waits for the end", e);
        }
    }

    /** Logging is set up once, by its own file: the framework would do it again while the database's threads log. */
    static void keepLogging() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** An error that came up to here would end the process with Java's own 1, which says that the run was finished. */
    private static int runOrStop(String[] arguments) {
        try {
            return run(Surroundings.ofProcess(), arguments);
        } catch (Throwable broken) {
            // Nothing but what Java itself brings: after too many open files no class of ours can be loaded any more.
            System.err.println("dub-import: stopped by " + broken
                    + "; check memory and the limit of open files, then run the same command again");
            return ExitCode.STOPPED;
        }
    }
}

package dev.dubimport.cli;

import dev.dubimport.config.Value;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Who reads what is said while a command runs: people, or a program that collects lines. It is found out before the command
 * line is understood, so that what is wrong with that can be collected, too.
 */
final class LogFormat {
    private static final String OPTION = "--log-format";

    @Option(
            names = OPTION,
            paramLabel = "text|ecs",
            description =
                    "Notes, progress and errors for people (text, the default), or each a JSON object in a line of its"
                            + " own, by the Elastic Common Schema (ecs). Also by DUB_IMPORT_LOG_FORMAT.")
    @SuppressWarnings("UnusedVariable") // It is here for the help, and to be checked.
    private Format format = Format.text;

    /** As they are written. */
    private enum Format {
        text,
        ecs
    }

    /** Whether lines are collected by a program. */
    private static boolean isEcs(Surroundings surroundings, String... arguments) {
        // All of them: what stands behind a -- is an option of import.
        return new Spoken(List.of(arguments))
                .value(OPTION)
                .or(() -> configured(surroundings, arguments))
                .orElse(surroundings.environment().getOrDefault("DUB_IMPORT_LOG_FORMAT", ""))
                .equalsIgnoreCase("ecs");
    }

    private static Optional<String> configured(Surroundings surroundings, String... arguments) {
        return Spoken.of(arguments)
                .command()
                .flatMap(command -> surroundings.configured().value(command, OPTION.substring(2)))
                .map(Value::text);
    }

    /** What says something, says it as that: all on standard error, and the lines of a schedule, which has no result. */
    static Surroundings applied(Surroundings surroundings, String... arguments) {
        if (!isEcs(surroundings, arguments)) {
            return surroundings;
        }
        EcsLines lines = new EcsLines();
        if (surroundings.err() == System.err) {
            lines.takeLog();
        }
        boolean isSchedule =
                Spoken.of(arguments).command().filter("schedule"::equals).isPresent();
        return surroundings.saying(
                isSchedule ? lines.to(surroundings.out()) : surroundings.out(), lines.to(surroundings.err()));
    }
}

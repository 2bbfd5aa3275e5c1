package dev.dubimport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dub-import config}: what is set once for many runs. */
@Command(
        name = "config",
        description = "What is configured: a file with named profiles, and variables DUB_IMPORT_OPTION.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
    private ConfigCommand() {}

    static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheckCommand(surroundings));
    }
}

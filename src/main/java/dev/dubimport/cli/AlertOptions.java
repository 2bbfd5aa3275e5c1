package dev.dubimport.cli;

import dev.dubimport.alert.Alert;
import dev.dubimport.alert.Alerts;
import dev.dubimport.alert.Hook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told what became of imports. The address of a webhook is a secret, and taken as the API key is. */
final class AlertOptions {
    private static final String VARIABLE = "DUB_IMPORT_WEBHOOK";
    private static final int MOST_ADDRESS_BYTES = 4_096;

    @Option(
            names = "--webhook-file",
            paramLabel = "FILE",
            description = "A file that holds the address of a webhook which is told of what needs you, instead of the"
                    + " environment variable " + VARIABLE + ". The address is a secret, and no option takes it.")
    private @Nullable Path webhookFile;

    @Option(
            names = "--webhook-format",
            paramLabel = "slack|json",
            description = "What the webhook takes: Slack's messages, or the fields of docs/alerts.md (default: slack"
                    + " for hooks.slack.com, json elsewhere).")
    private Optional<Hook.Format> webhookFormat = Optional.empty();

    @Option(
            names = "--alert-command",
            paramLabel = "PROGRAM",
            description = "A program that is run for each alert, with the fields of docs/alerts.md as JSON on its"
                    + " standard input; without arguments, a shell, or our secrets in its environment.")
    private @Nullable Path command;

    @Option(
            names = "--alert-on",
            paramLabel = "KINDS",
            defaultValue = "not-recorded,stopped,failed,no-file,blocked",
            description = "What is told: recorded, not-recorded, stopped, failed, no-file, blocked, with commas"
                    + " between, or all (default: ${DEFAULT-VALUE}).")
    private String kinds = "";

    /**
     * Those who are told.
     *
     * @param keyVariable the variable that holds the API key
     * @param troubles hears in a line what could not be delivered
     * @throws WrongUsage if somebody cannot be told, or there is no such kind
     */
    Alerts alerts(Map<String, String> environment, String keyVariable, Consumer<String> troubles) {
        List<Hook> hooks = Stream.of(webhook(environment), program(environment, keyVariable))
                .flatMap(Optional::stream)
                .toList();
        return Alerts.of(kinds(), hooks, troubles);
    }

    /**
     * What is told.
     *
     * @throws WrongUsage if there is no such kind
     */
    Set<Alert.Kind> kinds() {
        if (kinds.strip().equalsIgnoreCase("all")) {
            return EnumSet.allOf(Alert.Kind.class);
        }
        Set<Alert.Kind> wanted = EnumSet.noneOf(Alert.Kind.class);
        try {
            Arrays.stream(kinds.split(",", -1)).map(Alert.Kind::parse).forEach(wanted::add);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--alert-on " + e.getMessage());
        }
        return wanted;
    }

    /**
     * The webhook, if one is named.
     *
     * @throws WrongUsage if it cannot be told
     */
    Optional<Hook> webhook(Map<String, String> environment) {
        String address = webhookFile == null ? environment.getOrDefault(VARIABLE, "") : read(webhookFile);
        try {
            return address.isBlank() ? Optional.empty() : Optional.of(Hook.webhook(address, webhookFormat));
        } catch (IllegalArgumentException e) {
            throw new WrongUsage((webhookFile == null ? VARIABLE : "--webhook-file") + ": " + e.getMessage());
        }
    }

    /**
     * The program, if one is named.
     *
     * @param keyVariable the variable that holds the API key
     * @throws WrongUsage if it cannot be run
     */
    Optional<Hook> program(Map<String, String> environment, String keyVariable) {
        if (command == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(command) || !Files.isExecutable(command)) {
            throw new WrongUsage("--alert-command " + command
                    + ": no program that can be run; give the path of one, without arguments");
        }
        Set<String> secrets = Set.copyOf(List.of(DestinationOptions.KEY_VARIABLE, keyVariable));
        return Optional.of(Hook.command(command, environment, secrets));
    }

    /** The name is not repeated: it may be the address itself, given to the wrong option. */
    private static String read(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MOST_ADDRESS_BYTES) {
                String address = Files.readString(file, StandardCharsets.UTF_8);
                if (!address.isBlank()) {
                    return address;
                }
            }
        } catch (IOException unreadable) {
            // Said below, as for what is no such file.
        }
        throw new WrongUsage("--webhook-file: no such file, or one that is empty, too large or cannot be read; name a"
                + " file that holds nothing but the webhook's address");
    }
}

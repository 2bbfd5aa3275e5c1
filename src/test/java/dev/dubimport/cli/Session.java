package dev.dubimport.cli;

import dev.dubimport.dub.Retries;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A person at a command line, with a sandbox beside and a folder for files and ledger. */
final class Session implements AutoCloseable {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    static final Duration SHORT_PAUSE = Duration.ofMillis(100);
    static final Retries IMPATIENT = new Retries(3, 3, Duration.ofMillis(20), Duration.ofMillis(100));

    static final Duration LEASE_FOR = Duration.ofSeconds(3);

    static final Patience IMPATIENCE = new Patience(ANSWER_WITHIN, SHORT_PAUSE, IMPATIENT, SHORT_PAUSE, LEASE_FOR);

    private final Path folder;
    private final Sandbox sandbox;
    private Map<String, String> environment = Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY);
    private Clock clock = Clock.systemUTC();
    private byte[] standardInput = {};
    private int terminalWidth;

    /** What one command said. */
    record Said(int exitCode, String out, String err) {}

    Session(Path folder) {
        this(folder, SandboxSettings.DEFAULT.withUnknownCustomers("guest-*"));
    }

    Session(Path folder, SandboxSettings settings) {
        this.folder = folder;
        this.sandbox = Sandbox.start(settings.withCallsPerMinute(SandboxSettings.UNLIMITED));
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Session withEnvironment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Session at(Clock time) {
        clock = time;
        return this;
    }

    /** Whose lines can be overwritten. */
    Session onTerminal() {
        terminalWidth = 100;
        return this;
    }

    Session given(byte[] bytes) {
        standardInput = bytes;
        return this;
    }

    Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    /** Imports to the sandbox as the workspace acme. */
    Said importing(Path file, String... options) {
        return run(importArguments("acme", file, options));
    }

    Said importingTo(String workspace, Path file) {
        return run(importArguments(workspace, file));
    }

    String[] importArguments(String workspace, Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "import",
                file.toString(),
                "--base-url",
                sandbox.baseUrl().toString(),
                "--workspace",
                workspace,
                "--data-dir",
                dataFolder().toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--rate")) {
            arguments.addAll(List.of("--rate", "unlimited"));
        }
        return arguments.toArray(String[]::new);
    }

    /** Reconciles with the sandbox as the workspace acme. */
    Said reconciling(Path file, String... options) {
        return run(readArguments(List.of("reconcile", file.toString()), options));
    }

    /** Validates with a look at the sandbox as the workspace acme. */
    Said validatingRemotely(Path file, String... options) {
        return run(readArguments(List.of("validate", file.toString(), "--remote", "--rate", "unlimited"), options));
    }

    /** Adopts what the sandbox has for the workspace acme. */
    Said adopting(String... options) {
        return run(readArguments(List.of("ledger", "adopt"), options));
    }

    private String[] readArguments(List<String> command, String... options) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(
                "--base-url",
                sandbox.baseUrl().toString(),
                "--workspace",
                "acme",
                "--data-dir",
                dataFolder().toString(),
                "--read-rate",
                "unlimited"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = DubImport.run(
                new Surroundings(
                        hermetic(),
                        new ByteArrayInputStream(standardInput),
                        printing(out),
                        printing(err),
                        terminalWidth,
                        clock,
                        IMPATIENCE),
                arguments);
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Without the configuration of whoever runs the tests. */
    private Map<String, String> hermetic() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("DUB_IMPORT_CONFIG", "none");
        return variables;
    }

    /** How often each invoice id was recorded. */
    Map<String, Long> recordings() {
        return sandbox.recorded().stream()
                .collect(Collectors.groupingBy(RecordedSale::invoiceId, Collectors.counting()));
    }

    long calls() {
        return sandbox.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}

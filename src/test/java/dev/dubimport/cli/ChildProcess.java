package dev.dubimport.cli;

import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The importer as a real process, to be killed. */
final class ChildProcess {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildProcess start(Path output, String... arguments) {
        return start(output, command(arguments));
    }

    /** A {@link HurriedScheduler}. */
    static ChildProcess startHurriedScheduler(Path output, String... options) {
        List<String> command = command(options);
        command.set(command.indexOf(ImpatientDubImport.class.getName()), HurriedScheduler.class.getName());
        return start(output, command);
    }

    /** In another current folder, with more variables. */
    static ChildProcess startIn(Path folder, Map<String, String> variables, Path output, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).directory(folder.toFile());
        builder.environment().putAll(variables);
        return start(output, builder);
    }

    /** With options for Java that come before ours. */
    static ChildProcess startWith(List<String> javaOptions, Path output, String... arguments) {
        List<String> command = command(arguments);
        command.addAll(1, javaOptions);
        return start(output, new ProcessBuilder(command));
    }

    /** With options for Java, and a file as its standard input. */
    static ChildProcess startGiven(Path input, List<String> javaOptions, Path output, String... arguments) {
        List<String> command = command(arguments);
        command.addAll(1, javaOptions);
        return start(output, new ProcessBuilder(command).redirectInput(input.toFile()));
    }

    /** On a terminal of its own, as a person would. */
    static ChildProcess startOnTerminal(Path output, String... arguments) {
        List<String> command = command(arguments);
        command.add(1, "-Ddub.import.terminal=100");
        String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return start(output, List.of("script", "-qefc", quoted, "/dev/null"));
    }

    /** By a shell, which sends its standard output elsewhere: {@code | true}; the exit code is the importer's own. */
    static ChildProcess startWithOutput(String elsewhere, Path output, String... arguments) {
        String quoted =
                command(arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return start(output, List.of("bash", "-o", "pipefail", "-c", quoted + " " + elsewhere));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ImpatientDubImport.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static ChildProcess start(Path output, List<String> command) {
        return start(output, new ProcessBuilder(command));
    }

    private static ChildProcess start(Path output, ProcessBuilder builder) {
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("DUB_API_KEY", SandboxSettings.DEFAULT_KEY);
        try {
            return new ChildProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: the process has no say in it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGINT to the importer, as Ctrl-C on its terminal sends it. */
    void interrupt() throws IOException, InterruptedException {
        long importer = process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
        new ProcessBuilder("kill", "-INT", Long.toString(importer)).start().waitFor();
    }

    /** SIGQUIT: the JVM prints what all of its threads do. */
    void quit() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** What everybody on the machine sees of it. */
    String commandLine() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("still running after two minutes: " + said());
        }
        return process.exitValue();
    }

    /** All that it and its predecessors on the same output said. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.SandboxSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A scheduler with its console, in this process, that takes each file as soon as it is there. */
final class ScheduledConsole {
    private final Path inbox;
    private final Path dataFolder;
    private final ScheduleCommand command;
    private final Thread thread;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private ScheduledConsole(Session session, Path folder, String... options) throws IOException {
        inbox = Files.createDirectories(folder.resolve("inbox"));
        dataFolder = session.dataFolder();
        command = new ScheduleCommand(surroundings(), System::nanoTime, wait -> pause());
        List<String> arguments = new ArrayList<>(List.of(
                "--inbox",
                inbox.toString(),
                "--watch",
                "--complete",
                "renamed",
                "--console",
                "0",
                "--base-url",
                session.sandbox().baseUrl().toString(),
                "--workspace",
                "acme",
                "--data-dir",
                dataFolder.toString()));
        arguments.addAll(List.of(options));
        thread = new Thread(() -> execute(arguments), "scheduler");
    }

    /** Serves when this returns. */
    static ScheduledConsole start(Session session, Path folder, String... options) throws IOException {
        ScheduledConsole scheduler = new ScheduledConsole(session, folder, options);
        scheduler.thread.start();
        while (scheduler.linkFile().isEmpty()) {
            assertThat(scheduler.thread.isAlive()).as(scheduler.said()).isTrue();
            Thread.onSpinWait();
        }
        return scheduler;
    }

    URI link() {
        try {
            return URI.create(Files.readString(linkFile().orElseThrow()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return link().resolve("/");
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    void put(String name, String content) throws IOException {
        Path written = Files.writeString(inbox.resolve(name + ".part"), content);
        Files.move(written, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void stop() throws InterruptedException {
        command.stop();
        thread.join();
    }

    private Optional<Path> linkFile() {
        try (Stream<Path> files = Files.exists(dataFolder) ? Files.list(dataFolder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().matches("console-\\d+\\.url"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(List<String> arguments) {
        CommandLine commandLine = new CommandLine(command);
        Converters.register(commandLine);
        commandLine.execute(arguments.toArray(String[]::new));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Surroundings surroundings() {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Surroundings(
                Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY),
                InputStream.nullInputStream(),
                out,
                out,
                0,
                Clock.systemUTC(),
                Session.IMPATIENCE);
    }
}

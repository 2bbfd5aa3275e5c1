package dev.dubimport.cli;

import dev.dubimport.dub.Retries;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Turn;
import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine;

/** A scheduler in this process, with a sandbox beside, in simulated time; it can be killed at what it says. */
final class Nightshift {
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(50);
    private static final Retries IMPATIENT = new Retries(3, 3, Duration.ofMillis(10), Duration.ofMillis(50));

    /** No service hangs, or is late, for longer than a client waits that is as impatient as this. */
    static final SandboxSettings SERVICE = SandboxSettings.DEFAULT
            .withCallsPerMinute(SandboxSettings.UNLIMITED)
            .withHang(ANSWER_WITHIN.multipliedBy(2))
            .withLate(Duration.ofMillis(100))
            .withVisibleAfter(SHORT_PAUSE.dividedBy(2))
            .withUnknownCustomers("guest-*");

    private final Path folder;
    private final Sandbox sandbox;
    private final SimulatedTime time;
    private final List<String> events = new ArrayList<>();
    private Predicate<String> deadly = line -> false;
    private Map<String, String> environment = Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY);

    /** The process is gone: no more of its code runs, but for what a file system and a database do without it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    Nightshift(Path folder, Sandbox sandbox, SimulatedTime time) {
        this.folder = folder;
        this.sandbox = sandbox;
        this.time = time;
    }

    /** Has alerts go to that webhook. */
    Nightshift telling(String webhook) {
        environment = Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "DUB_IMPORT_WEBHOOK", webhook);
        return this;
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    List<String> events() {
        return events;
    }

    /** Kills the scheduler, once, when it says that. */
    void killAt(Predicate<String> line) {
        deadly = line;
    }

    /**
     * Runs until something in the simulated world stops it, or it is killed; tells whether it was.
     *
     * @param stopping hears how it can be stopped
     */
    boolean runs(Consumer<Runnable> stopping, String... options) {
        ScheduleCommand command = new ScheduleCommand(surroundings(), time::nanos, time::pause);
        stopping.accept(command::stop);
        CommandLine commandLine = new CommandLine(command);
        Converters.register(commandLine);
        List<String> arguments = new ArrayList<>(List.of(
                "--inbox",
                inbox().toString(),
                "--base-url",
                sandbox.baseUrl().toString(),
                "--workspace",
                "acme",
                "--data-dir",
                folder.resolve("data").toString(),
                "--rate",
                "unlimited",
                "--give-up-after",
                "1s"));
        arguments.addAll(List.of(options));
        try {
            commandLine.execute(arguments.toArray(String[]::new));
            return false;
        } catch (Killed killed) {
            deadly = line -> false;
            return true;
        }
    }

    /** How many nights are accounted for. */
    int nights() {
        try (DataFolder data = DataFolder.open(folder.resolve("data"));
                Store store = Ledgers.open(data, Clock.systemUTC())) {
            return store.ledger()
                    .diary(new Destination(sandbox.baseUrl(), "acme"), Turn.UNDISPUTED)
                    .nights(Files.readString(inbox().resolve(".dub-import/inbox-id")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(
                environment,
                InputStream.nullInputStream(),
                new PrintStream(new Lines(), true, StandardCharsets.UTF_8),
                new PrintStream(new Lines(), true, StandardCharsets.UTF_8),
                0,
                time,
                new Patience(ANSWER_WITHIN, SHORT_PAUSE, IMPATIENT, SHORT_PAUSE, Session.LEASE_FOR));
    }

    /** Hears what is printed, line by line. */
    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String said = line.toString(StandardCharsets.UTF_8);
            line.reset();
            events.add(said);
            if (deadly.test(said)) {
                throw new Killed();
            }
        }
    }
}

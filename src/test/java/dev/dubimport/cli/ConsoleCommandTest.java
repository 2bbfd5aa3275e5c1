package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.console.Reading;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A console beside imports: it sees what they do, and never keeps one from working. */
@Timeout(120)
class ConsoleCommandTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId\n";

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void open() {
        session = new Session(folder, SandboxSettings.DEFAULT.withLatency(Duration.ofMillis(5), Duration.ZERO));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void theSchedulersConsoleReadsTheLedgerWhileItImportsAndInBetween() throws Exception {
        ScheduledConsole scheduler = ScheduledConsole.start(session, folder, "--rate", "20/s", "--metrics-port", "0");
        try {
            assertThat(ask(scheduler, "/api/runs")).contains("\"runs\":[]").doesNotContain("\"why\"");
            scheduler.put("sales.csv", sales(60));
            awaitAnswer(scheduler, "/api/invoice?id=INV-5", "\"recorded, 10.00 USD\"");
            assertThat(session.sandbox().recorded()).hasSizeLessThan(60);
            assertThat(ask(scheduler, "/api/runs"))
                    .contains("\"isCompleted\":false")
                    .doesNotContain("\"why\"");

            awaitAnswer(scheduler, "/api/runs", "\"isCompleted\":true");
            awaitAnswer(scheduler, "/api/run?id=1", "\"report\":\"/report?run=1");
            assertThat(session.recordings()).hasSize(60).doesNotContainValue(2L);
        } finally {
            scheduler.stop();
        }
        assertThat(scheduler.said()).contains("Console: http://127.0.0.1:").doesNotContain("key=");
        assertThat(session.dataFolder())
                .isDirectoryNotContaining(file -> file.toString().endsWith(".url"));
        assertThat(session.dataFolder().resolve("live")).isEmptyDirectory();
    }

    @Test
    void importsNeverFailBecauseSomebodyReads() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        LedgerReading reading = reading();
        Thread reader = new Thread(() -> {
            while (!isOver.get()) {
                try {
                    reading.of(store -> store.ledger().lastRuns(5)).ifPresent(runs -> answers.incrementAndGet());
                } catch (Reading.NotNow busy) {
                    Thread.onSpinWait();
                }
            }
        });
        reader.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        reader.start();
        for (int file = 1; file <= 2; file++) {
            Said said = session.importing(session.file(file + ".csv", HEADER + "cus_1,1000,stripe,INV-" + file + "\n"));
            assertThat(said.exitCode()).as(said.err()).isZero();
        }
        isOver.set(true);
        reader.join();
        assertThat(failure.get()).isNull();
        assertThat(answers.get()).isPositive();
        assertThat(session.recordings()).hasSize(2);
    }

    @Test
    void whileAnotherProcessImportsTheConsoleSaysWhyItCannotRead() {
        session.importing(session.file("a.csv", sales(1)));
        try (DataFolder held = DataFolder.open(session.dataFolder())) {
            assertThat(held).isNotNull();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> reading().of(store -> 1)))
                    .isInstanceOf(Reading.NotNow.class)
                    .hasMessage("an import, or another command, has the ledger");
        }
        assertThat(reading().of(store -> store.ledger().lastRuns(5).size())).contains(1);
    }

    @Test
    void lookingAtAnEmptyFolderBeginsNoLedger() {
        LedgerReading reading = reading();
        reading.folder();

        assertThat(reading.of(store -> 1)).isEmpty();
        assertThat(session.dataFolder().resolve("ledger.mv.db")).doesNotExist();
    }

    @Test
    void theLinkIsInAFileOfItsOwnerWhereTheOutputIsALogAndOnTheTerminalOtherwise() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (ServedConsole served = ServedConsole.start("--port", 0, reading(), surroundings(log, 0))) {
            served.announce();
            Path link = session.dataFolder().resolve("console-" + port(log) + ".url");
            assertThat(Files.readString(link)).matches("http://127\\.0\\.0\\.1:\\d+/#key=[\\w-]{43}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
                    .isEqualTo("rw-------");
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains(link.toString())
                    .doesNotContain("key=");
        }
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        try (ServedConsole served = ServedConsole.start("--port", 0, reading(), surroundings(terminal, 80))) {
            served.announce();
            assertThat(terminal.toString(StandardCharsets.UTF_8))
                    .matches("Console: http://127\\.0\\.0\\.1:\\d+/#key=[\\w-]{43}\n");
        }
    }

    @Test
    void aPortThatIsTakenOrIsNoneIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = console("--port", Integer.toString(taken.getLocalPort()));
            assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(said.err())
                    .contains("--port " + taken.getLocalPort() + ": cannot listen there")
                    .contains("0 for any that is free");
        }
        assertThat(console("--port", "70000").err()).contains("--port 70000: no port");
    }

    private Said console(String... options) {
        return session.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "console", "--data-dir", session.dataFolder().toString()),
                        java.util.stream.Stream.of(options))
                .toArray(String[]::new));
    }

    private LedgerReading reading() {
        return new LedgerReading(
                new DatabaseOption(), new DataFolderOption(), surroundings(new ByteArrayOutputStream(), 0));
    }

    private Surroundings surroundings(ByteArrayOutputStream said, int terminalWidth) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Surroundings(
                Map.of("DUB_IMPORT_HOME", session.dataFolder().toString()),
                InputStream.nullInputStream(),
                out,
                out,
                terminalWidth,
                Clock.systemUTC(),
                Session.IMPATIENCE);
    }

    private static String port(ByteArrayOutputStream said) {
        return said.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*http://127\\.0\\.0\\.1:(\\d+)/.*", "$1");
    }

    private static String sales(int count) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int sale = 1; sale <= count; sale++) {
            csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n");
        }
        return csv.toString();
    }

    private static void awaitAnswer(ScheduledConsole scheduler, String path, String part) throws Exception {
        String answer = ask(scheduler, path);
        while (!answer.contains(part)) {
            Thread.sleep(50);
            answer = ask(scheduler, path);
        }
    }

    private static String ask(ScheduledConsole scheduler, String path) throws Exception {
        URI link = scheduler.link();
        HttpRequest request = HttpRequest.newBuilder(link.resolve(path))
                .header("Authorization", "Bearer " + link.getFragment().substring("key=".length()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}

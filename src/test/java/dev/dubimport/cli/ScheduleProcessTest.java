package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.ledger.PostgresServer;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers as real processes, which are killed, interrupted, and stand in for each other. */
class ScheduleProcessTest {
    private static final int SALES_A_FILE = 200;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void whatAKilledSchedulerLeftIsGoneOnWithAndASignalEndsTheNextInGoodOrder() throws Exception {
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(40)))) {
            Path inbox = inbox("a.csv", "b.csv");
            ChildProcess killed =
                    ChildProcess.start(folder.resolve("killed.txt"), watching(session, inbox, "unlimited"));
            awaitRecordings(session, 50, killed);
            killed.kill();
            assertThat(Files.exists(inbox.resolve("a.csv"))).isTrue();

            ChildProcess interrupted =
                    ChildProcess.start(folder.resolve("interrupted.txt"), watching(session, inbox, "unlimited"));
            awaitRecordings(session, SALES_A_FILE + 50, interrupted);
            interrupted.terminate();
            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(interrupted.said())
                    .contains("a.csv: imported, ")
                    .contains("b.csv: interrupted; the next start goes on with it")
                    .contains(" ended");
            assertThat(session.recordings()).hasSizeLessThan(2 * SALES_A_FILE);

            ChildProcess last = ChildProcess.start(folder.resolve("last.txt"), watching(session, inbox, "unlimited"));
            awaitArchived(inbox, 2, last);
            last.terminate();

            assertThat(last.exitCode()).isEqualTo(143);
            assertThat(session.recordings()).hasSize(2 * SALES_A_FILE);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    @Timeout(240)
    void ofTwoSchedulersOnOneDatabaseTheSecondTakesOverWhenTheFirstIsKilled() throws Exception {
        assumeTrue(PostgresServer.isAvailable(), "skipped: no PostgreSQL binaries for this machine");
        String database = PostgresServer.shared().freshDatabase();
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(20)))) {
            Path inbox = inbox("a.csv", "b.csv", "c.csv");
            // Slow enough that the second has begun before the first is done, however slow the machine.
            String[] command = watching(session, inbox, "20/s", "--database", database);
            ChildProcess first = ChildProcess.start(folder.resolve("first.txt"), command);
            awaitRecordings(session, 50, first);
            ChildProcess second = ChildProcess.start(folder.resolve("second.txt"), command);
            while (!second.said().contains("another dub-import sends to the same workspace")) {
                assertThat(second.isAlive()).as(second.said()).isTrue();
                Thread.sleep(20);
            }
            awaitRecordings(session, SALES_A_FILE + 50, first);
            first.kill();

            awaitArchived(inbox, 3, second);
            second.terminate();

            assertThat(second.exitCode()).isEqualTo(143);
            assertThat(session.recordings()).hasSize(3 * SALES_A_FILE);
            assertThat(session.recordings().values()).containsOnly(1L);
            assertThat(first.said()).contains("a.csv: imported, ");
            assertThat(second.said()).doesNotContain("a.csv: importing").contains("c.csv: imported, ");
        }
    }

    private static SandboxSettings answersAfter(Duration latency) {
        return SandboxSettings.DEFAULT.withLatency(latency, Duration.ZERO);
    }

    private Path inbox(String... files) throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        for (String file : files) {
            Files.writeString(inbox.resolve(file), sales(file));
        }
        return inbox;
    }

    private static String sales(String file) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES_A_FILE; sale++) {
            csv.append("cus_" + sale + ",1000,stripe," + file + "-" + sale + "\n");
        }
        return csv.toString();
    }

    private static String[] watching(Session session, Path inbox, String rate, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "schedule",
                "--inbox",
                inbox.toString(),
                "--watch",
                "--complete",
                "renamed",
                "--base-url",
                session.sandbox().baseUrl().toString(),
                "--workspace",
                "acme",
                "--data-dir",
                session.dataFolder().toString(),
                "--rate",
                rate,
                "--concurrency",
                "4"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private static void awaitRecordings(Session session, int least, ChildProcess by) throws InterruptedException {
        while (session.sandbox().recorded().size() < least) {
            assertThat(by.isAlive()).as(by.said()).isTrue();
            Thread.sleep(5);
        }
    }

    private static void awaitArchived(Path inbox, int files, ChildProcess by) throws IOException, InterruptedException {
        while (archived(inbox) < files) {
            assertThat(by.isAlive()).as(by.said()).isTrue();
            Thread.sleep(50);
        }
    }

    private static long archived(Path inbox) throws IOException {
        if (Files.notExists(inbox.resolve("archive"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(inbox.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(".csv")).count();
        }
    }
}

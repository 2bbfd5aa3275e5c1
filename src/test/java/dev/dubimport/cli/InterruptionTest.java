package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, as Ctrl-C and service managers send it: a real process ends in good order. */
class InterruptionTest {
    private static final int SALES = 500;

    /** What {@code --concurrency} is where nobody gives it. */
    private static final long IN_FLIGHT = 32;

    private static final Pattern GOES_ON = Pattern.compile("it goes on after row (\\d+)");

    @TempDir
    Path folder;

    @Test
    void whatIsInFlightIsFinishedAndSavedAndTheSameCommandGoesOn() throws InterruptedException {
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(50)))) {
            Path file = session.file("sales.csv", sales());
            String[] command = session.importArguments("acme", file, "--rate", "6000/min");
            Path output = folder.resolve("output.txt");

            ChildProcess interrupted = ChildProcess.start(output, command);
            while (session.sandbox().recorded().size() < 100) {
                assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
                Thread.sleep(1);
            }
            interrupted.terminate();

            assertThat(interrupted.exitCode()).isEqualTo(143);
            int recorded = session.sandbox().recorded().size();
            assertThat(recorded).isLessThan(SALES);
            long saved = savedRows(interrupted);
            // Sales in flight together may overtake each other: what was recorded past a row without an outcome is kept
            // by
            // the ledger, not by the position in the file.
            assertThat(saved).isBetween(recorded - IN_FLIGHT, (long) recorded);
            assertThat(interrupted.said())
                    .contains("Run 1 stopped", "Stopped: interrupted")
                    .contains("waiting for the sales in flight")
                    .containsPattern("recorded +" + saved + " ");

            ChildProcess second = ChildProcess.start(output, command);
            assertThat(second.exitCode()).as(second.said()).isZero();
            assertThat(second.said()).contains("Going on with run 1 after row " + saved);
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(session.recordings().values()).containsOnly(1L);
            assertThat(session.calls()).isEqualTo(SALES);
        }
    }

    @Test
    void aSecondSignalEndsAtOnceAndLosesAndDoublesNothing() throws InterruptedException {
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(1_900)))) {
            Path file = session.file("sales.csv", sales(64));
            String[] command = session.importArguments("acme", file);
            Path output = folder.resolve("output.txt");
            ChildProcess interrupted = ChildProcess.start(output, command);
            while (session.sandbox().recorded().size() < 2) {
                assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
                Thread.sleep(1);
            }
            interrupted.terminate();
            while (interrupted.isAlive()) {
                interrupted.terminate();
                Thread.sleep(20);
            }

            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(interrupted.said()).contains("ended at once; what was in flight is in doubt");
            ChildProcess second = ChildProcess.start(output, command);
            assertThat(second.exitCode()).as(second.said()).isZero();
            assertThat(session.recordings()).hasSize(64);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void ctrlCOnATerminalEndsInGoodOrderToo() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: no script(1) to play a terminal");
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(50)))) {
            Path file = session.file("sales.csv", sales());
            ChildProcess interrupted = ChildProcess.startOnTerminal(
                    folder.resolve("output.txt"), session.importArguments("acme", file, "--rate", "6000/min"));
            while (session.sandbox().recorded().size() < 100) {
                assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
                Thread.sleep(1);
            }
            interrupted.interrupt();

            assertThat(interrupted.exitCode()).isEqualTo(130);
            assertThat(interrupted.said()).contains("Run 1 stopped");
            long recorded = session.sandbox().recorded().size();
            assertThat(savedRows(interrupted)).isBetween(recorded - IN_FLIGHT, recorded);
        }
    }

    @Test
    void aSignalDuringTheSurveyKeepsEverythingFromBeingSent() throws InterruptedException {
        try (Session session = new Session(folder, answersAfter(Duration.ZERO))) {
            Path file = session.file("sales.csv", sales(600_000));
            Path output = folder.resolve("output.txt");
            ChildProcess interrupted = ChildProcess.start(output, session.importArguments("acme", file));
            while (!Files.exists(session.dataFolder().resolve("ledger.mv.db"))) {
                assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
                Thread.sleep(1);
            }
            interrupted.terminate();

            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(session.calls()).isZero();
        }
    }

    @Test
    void aSignalDuringTheLookAheadWaitsForNoSales() throws InterruptedException {
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(50)))) {
            Path file = session.file("sales.csv", sales());
            ChildProcess interrupted = ChildProcess.start(
                    folder.resolve("output.txt"), session.importArguments("acme", file, "--preflight"));
            while (session.calls() < 10) {
                assertThat(interrupted.isAlive()).as(interrupted.said()).isTrue();
                Thread.sleep(1);
            }
            interrupted.terminate();

            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(interrupted.said()).doesNotContain("sales in flight");
            assertThat(session.recordings()).isEmpty();
        }
    }

    @Test
    void aSecondProcessIsToldAtOnceThatTheFolderIsTaken() throws InterruptedException {
        try (Session session = new Session(folder, answersAfter(Duration.ofMillis(50)))) {
            Path file = session.file("sales.csv", sales());
            ChildProcess first = ChildProcess.start(
                    folder.resolve("output.txt"), session.importArguments("acme", file, "--rate", "6000/min"));
            while (session.sandbox().recorded().isEmpty()) {
                assertThat(first.isAlive()).as(first.said()).isTrue();
                Thread.sleep(1);
            }

            Session.Said second = session.importing(file);

            assertThat(second.exitCode()).isEqualTo(ExitCode.STOPPED);
            assertThat(second.err()).contains("another dub-import (process ");
            first.kill();
        }
    }

    private static long savedRows(ChildProcess interrupted) {
        Matcher goesOn = GOES_ON.matcher(interrupted.said());
        assertThat(goesOn.find()).as(interrupted.said()).isTrue();
        return Long.parseLong(goesOn.group(1));
    }

    private static SandboxSettings answersAfter(Duration latency) {
        return SandboxSettings.DEFAULT.withLatency(latency, Duration.ZERO);
    }

    private static String sales() {
        return sales(SALES);
    }

    private static String sales(int sales) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= sales; sale++) {
            csv.append("cus_")
                    .append(sale)
                    .append(",1000,stripe,INV-")
                    .append(sale)
                    .append('\n');
        }
        return csv.toString();
    }
}

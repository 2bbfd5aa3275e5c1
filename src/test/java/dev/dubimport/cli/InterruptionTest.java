package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, as Ctrl-C and service managers send it: a real process ends in good order. */
class InterruptionTest {
    private static final int SALES = 500;

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
                Thread.onSpinWait();
            }
            interrupted.terminate();

            assertThat(interrupted.exitCode()).isEqualTo(143);
            int recorded = session.sandbox().recorded().size();
            assertThat(recorded).isLessThan(SALES);
            assertThat(interrupted.said())
                    .contains("Run 1 stopped")
                    .contains("it goes on after row " + recorded)
                    .containsPattern("recorded +" + recorded + " ");

            ChildProcess second = ChildProcess.start(output, command);
            assertThat(second.exitCode()).as(second.said()).isZero();
            assertThat(second.said()).contains("Going on with run 1 after row " + recorded);
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(session.recordings().values()).containsOnly(1L);
            assertThat(session.calls()).isEqualTo(SALES);
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
                Thread.onSpinWait();
            }
            interrupted.interrupt();

            assertThat(interrupted.exitCode()).isEqualTo(130);
            assertThat(interrupted.said())
                    .contains("Run 1 stopped")
                    .contains("it goes on after row "
                            + session.sandbox().recorded().size());
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
                Thread.onSpinWait();
            }
            interrupted.terminate();

            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(session.calls()).isZero();
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
                Thread.onSpinWait();
            }

            Session.Said second = session.importing(file);

            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("another dub-import (process ");
            first.kill();
        }
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

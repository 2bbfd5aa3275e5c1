package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise under {@code kill -9}: a real process, killed while it sends, and finished by the same command. */
class KillTest {
    private static final int SALES = 2_000;
    /** {@code scripts/torture} kills many more. */
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    void aRunKilledAtAnyMomentIsFinishedByTheSameCommandWithEverySaleOnce() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int killedWhileSending = 0;
        for (int round = 1; round <= KILLS; round++) {
            try (Session session = new Session(folder, slowEnoughToBeHit())) {
                Path file = session.file("sales.csv", sales(round));
                Path output = folder.resolve("output-" + round + ".txt");
                String[] command = session.importArguments("round-" + round, file, "--new-workspace");

                int killedAfter = random.nextInt(SALES);
                ChildProcess doomed = ChildProcess.start(output, command);
                while (session.sandbox().recorded().size() < killedAfter && doomed.isAlive()) {
                    Thread.sleep(1);
                }
                doomed.kill();
                int recordedByThen = session.sandbox().recorded().size();
                killedWhileSending += recordedByThen > 0 && recordedByThen < SALES ? 1 : 0;

                ChildProcess second = ChildProcess.start(output, command);
                String story = "seed " + seed + ", round " + round + ", killed after " + recordedByThen + " sales\n";
                assertThat(second.exitCode()).as(story + second.said()).isZero();
                assertThat(session.recordings()).as(story).hasSize(SALES);
                assertThat(session.recordings().values()).as(story).containsOnly(1L);
                assertThat(second.said()).as(story).containsPattern("read +2,000 ");
            }
        }
        assertThat(killedWhileSending)
                .as("kills that hit the sending, seed " + seed)
                .isGreaterThan(KILLS / 2);
    }

    private static SandboxSettings slowEnoughToBeHit() {
        return SandboxSettings.DEFAULT
                .withLatency(Duration.ofMillis(5), Duration.ofMillis(10))
                .withVisibleAfter(Duration.ofMillis(50));
    }

    private static String sales(int round) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES; sale++) {
            csv.append("cus_")
                    .append(sale % 100)
                    .append(',')
                    .append(100 + sale)
                    .append(",stripe,R")
                    .append(round)
                    .append('-')
                    .append(sale)
                    .append('\n');
        }
        return csv.toString();
    }
}

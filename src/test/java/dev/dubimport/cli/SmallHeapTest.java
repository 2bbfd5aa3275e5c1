package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap that is too small: a real process ends, with the code of a run that stopped, and is finished with a larger one. */
class SmallHeapTest {
    private static final int SALES = 6_000;

    @TempDir
    Path folder;

    @Test
    void aRunWithoutMemoryEndsAndTheSameCommandWithMoreFinishesIt() throws InterruptedException {
        try (Session session = new Session(folder, SandboxSettings.DEFAULT.withVisibleAfter(Duration.ofMillis(50)))) {
            Path file = session.file("sales.csv", sales());
            Path output = folder.resolve("output.txt");
            String[] command = session.importArguments("acme", file);

            ChildProcess starved = ChildProcess.startWith(
                    List.of("-Xmx15m", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"), output, command);
            int exitCode = starved.exitCode();
            String said = starved.said();
            ChildProcess fed = ChildProcess.start(output, command);

            assertThat(exitCode).as(said).isEqualTo(3);
            assertThat(said).contains("OutOfMemoryError");
            assertThat(fed.exitCode()).as(fed.said()).isZero();
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void theCommandEndsWhereMemoryEndsBecauseAThreadThatDiedWouldBeWaitedForForEver() throws IOException {
        assertThat(Files.readString(Path.of("scripts/dub-import"))).contains("-XX:+ExitOnOutOfMemoryError");
    }

    private static String sales() {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES; sale++) {
            csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n");
        }
        return csv.toString();
    }
}

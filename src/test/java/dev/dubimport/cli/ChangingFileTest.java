package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is touched while it is imported: nothing is lost or doubled, and the same command finishes what it is then. */
class ChangingFileTest {
    private static final int SALES = 6_000;

    @TempDir
    Path folder;

    private Session session;
    private Path file;

    /** What happens to the file in the middle of the run. */
    private interface Change {
        void happen() throws IOException;
    }

    @BeforeEach
    void open() {
        session = new Session(folder, SandboxSettings.DEFAULT.withLatency(Duration.ofMillis(3), Duration.ZERO));
        file = session.file("sales.csv", header() + sales(1, SALES));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aFileThatGrowsStopsTheRunAndTheSameCommandImportsAllOfIt() {
        Said said =
                importingWhile(() -> Files.writeString(file, sales(SALES + 1, SALES + 500), StandardOpenOption.APPEND));

        assertStopped(said, "changed while it was being read");
        assertFinishes(SALES + 500);
    }

    @Test
    void aFileThatShrinksStopsTheRunAndTheSameCommandImportsWhatIsLeft() {
        Said said = importingWhile(() -> {
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength((header() + sales(1, SALES - 500)).length());
            }
        });

        assertStopped(said, "changed while it was being read");
        assertFinishes(SALES - 500);
    }

    @Test
    void aFileThatIsWrittenOverStopsTheRun() {
        Said said = importingWhile(() -> Files.writeString(file, header() + sales(3, SALES)));

        assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(3);
        assertFinishes(SALES);
    }

    @Test
    void aFileThatIsReplacedIsImportedAsItWasAndThenAsItIs() throws IOException {
        Path other = session.file("other.csv", header() + sales(SALES + 1, SALES + 10));
        Said said = importingWhile(() -> Files.move(other, file, StandardCopyOption.REPLACE_EXISTING));

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(session.recordings()).hasSize(SALES);
        assertFinishes(SALES + 10);
    }

    @Test
    void aFileThatVanishesIsImportedAsItWasAndThenMissed() {
        Said said = importingWhile(() -> Files.delete(file));
        Said again = session.importing(file);

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("no such file");
        assertThat(session.recordings()).hasSize(SALES);
    }

    /** Repeats of rows that are long recorded, and of rows that would be in flight together. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, SALES - 19})
    void aRowThatBecomesARepeatInTheMiddleIsNotSentTwice(int repeated) {
        // The first rows once more at the place of the last: of the same length, so that no other row moves.
        String last = sales(SALES - 9, SALES);
        String first = sales(repeated, repeated + 9);
        Said said = importingWhile(() -> Files.writeString(file, (header() + sales(1, SALES)).replace(last, first)));

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("changed while it was being read").doesNotContain("fault of its own");
        assertThat(session.recordings().values()).containsOnly(1L);
        Said again = session.importing(file);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(session.recordings()).hasSize(SALES - 10);
        assertThat(session.recordings().values()).containsOnly(1L);
    }

    private Said importingWhile(Change change) {
        CompletableFuture<Void> changed = CompletableFuture.runAsync(() -> {
            while (session.sandbox().recorded().size() < 500) {
                Thread.onSpinWait();
            }
            try {
                change.happen();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Said said = session.importing(file);
        changed.join();
        return said;
    }

    private static void assertStopped(Said said, String why) {
        assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(3);
        assertThat(said.err()).contains("sales.csv").contains(why);
    }

    private void assertFinishes(int sales) {
        Said said = session.importing(file);
        assertThat(said.exitCode()).as(said.err() + said.out()).isZero();
        assertThat(session.recordings()).hasSize(sales);
        assertThat(session.recordings().values()).containsOnly(1L);
    }

    private static String header() {
        return "externalId,amount,paymentProcessor,invoiceId\n";
    }

    private static String sales(int from, int to) {
        StringBuilder csv = new StringBuilder();
        for (int sale = from; sale <= to; sale++) {
            csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n");
        }
        return csv.toString();
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that is full, or may not be written: the run stops restartable, and nothing is lost or doubled. */
class FullDiskTest {
    private static final int SALES = 4_000;

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void open() {
        session = new Session(folder);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({
        "> /dev/full, 1, 'dub-import: not all of the output could be written: its reader ended early, or the disk is full'",
        "| true, 0, ''"
    })
    void onlyAFullDiskIsSaidToBeOneAndNotAReaderThatEndedEarly(String elsewhere, int exitCode, String said)
            throws InterruptedException {
        ChildProcess status = ChildProcess.startWithOutput(
                elsewhere,
                folder.resolve("said.txt"),
                "status",
                "--data-dir",
                session.dataFolder().toString());

        assertThat(status.exitCode()).as(status.said()).isEqualTo(exitCode);
        assertThat(status.said().strip()).isEqualTo(said);
    }

    @Test
    void aRunWhoseLedgerFindsNoRoomStopsAndTheSameCommandFinishesItLater() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(session.dataFolder(), 900)) {
            Path file = session.file("sales.csv", sales());

            Said full = session.importing(file);
            int recordedByThen = session.recordings().size();
            disk.remount("size=64m");
            Said again = session.importing(file);

            assertThat(full.exitCode()).as(full.err() + full.out()).isEqualTo(3);
            assertThat(full.err())
                    .contains("stopped by the disk")
                    .contains("No space left on device")
                    .contains("run the same command again")
                    .doesNotContain("\tat ");
            assertThat(recordedByThen).isBetween(1, SALES - 1);
            assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void aDiskWithoutRoomForALedgerKeepsEverythingFromBeingSent() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(session.dataFolder(), 64)) {
            disk.fill();
            Path file = session.file("sales.csv", sales());

            Said full = session.importing(file);
            disk.remount("size=64m");
            Said again = session.importing(file);

            assertThat(full.exitCode()).as(full.err() + full.out()).isEqualTo(2);
            assertThat(full.err()).contains("No space left on device").doesNotContain("\tat ");
            assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
            assertThat(session.calls()).isEqualTo(SALES);
        }
    }

    @Test
    void rejectsThatFindNoRoomAreSaidSoAndTheRunStands() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("rejects"), 64)) {
            disk.fill();
            Path file = session.file("sales.csv", sales() + ",1,stripe,\n");

            Said said = session.importing(
                    file, "--rejects", folder.resolve("rejects/sales.csv").toString());

            assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(1);
            assertThat(said.out()).contains("cannot be written").contains("No space left on device");
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(Files.exists(folder.resolve("rejects/sales.csv"))).isFalse();
        }
    }

    @Test
    void aReadOnlyDataFolderKeepsEverythingFromBeingSent() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(session.dataFolder(), 16_384)) {
            Path file = session.file("sales.csv", sales());
            disk.remount("ro");

            Said said = session.importing(file);

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("the data folder ").contains("make it one that you can write to");
            assertThat(session.calls()).isZero();
        }
    }

    private static String sales() {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES; sale++) {
            csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n");
        }
        return csv.toString();
    }
}

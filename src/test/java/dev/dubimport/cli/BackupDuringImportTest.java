package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ledger backup} beside a real process that imports, and is killed while it copies. */
class BackupDuringImportTest {
    private static final int SALES = 3_000;

    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void anImportIsBackedUpWhileItGoesOnAndKilledMeanwhileLosesNothing() throws Exception {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", sales());
            ChildProcess importer = ChildProcess.start(
                    folder.resolve("output.txt"), session.importArguments("acme", file, "--rate", "50/s"));
            while (session.sandbox().recorded().size() < 50 && importer.isAlive()) {
                Thread.sleep(10);
            }

            Said meanwhile = backUp(session, "meanwhile");
            int recordedByThen = session.sandbox().recorded().size();
            boolean wentOn = importer.isAlive();
            CompletableFuture<Said> killed = CompletableFuture.supplyAsync(() -> backUp(session, "killed"));
            while (requests(session).isEmpty() && !killed.isDone()) {
                Thread.onSpinWait();
            }
            importer.kill();

            assertThat(meanwhile.exitCode())
                    .as(meanwhile.err() + importer.said())
                    .isZero();
            assertThat(wentOn).as(importer.said()).isTrue();
            assertThat(recordedByThen).isBetween(50, SALES - 1);
            assertThat(killed.get().exitCode()).as(killed.get().err()).isZero();
            assertThat(requests(session)).isEmpty();
            Said finished = session.importing(file);
            assertThat(finished.exitCode()).as(finished.err()).isZero();
            assertThat(session.recordings()).hasSize(SALES);
            assertThat(session.recordings().values()).containsOnly(1L);
            for (String name : List.of("meanwhile", "killed")) {
                assertRestoresSound(session, name);
            }
        }
    }

    private void assertRestoresSound(Session session, String name) {
        String data = folder.resolve("restored-" + name).toString();
        Said restored = session.run("ledger", "restore", backup(name), "--data-dir", data);
        Said verified = session.run("ledger", "verify", "--data-dir", data);

        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("Sales that were recorded after that are unknown to this ledger");
        assertThat(verified.exitCode()).as(verified.out()).isZero();
    }

    private Said backUp(Session session, String name) {
        return session.run(
                "ledger",
                "backup",
                backup(name),
                "--data-dir",
                session.dataFolder().toString());
    }

    private String backup(String name) {
        return folder.resolve(name + ".zip").toString();
    }

    private static List<Path> requests(Session session) throws IOException {
        try (Stream<Path> files = Files.list(session.dataFolder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("copy-"))
                    .toList();
        }
    }

    private static String sales() {
        return "externalId,amount,paymentProcessor,invoiceId\n"
                + String.join(
                        "",
                        IntStream.rangeClosed(1, SALES)
                                .mapToObj(sale -> "cus_1," + sale + ",stripe,INV-" + sale + "\n")
                                .toList());
    }
}

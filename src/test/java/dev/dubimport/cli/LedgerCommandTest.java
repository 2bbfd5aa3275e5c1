package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCommandTest {
    private static final String CLEAN = """
            externalId,amount,paymentProcessor,invoiceId,currency
            cus_1,1250,stripe,INV-1,usd
            cus_2,980,stripe,INV-2,gbp
            guest-1,300,custom,INV-3,jpy
            """;

    private static final String LATER = """
            externalId,amount,paymentProcessor,invoiceId
            cus_9,1250,stripe,INV-9
            """;

    @TempDir
    Path folder;

    private Session session;
    private Path backup;

    @BeforeEach
    void open() {
        session = new Session(folder);
        backup = folder.resolve("backup.zip");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void verifySaysWhatItChecked() {
        session.importing(session.file("sales.csv", CLEAN));

        Said said = ledger("verify");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Ledger: " + ledgerFile())
                .containsPattern("destinations +1  ok")
                .containsPattern("runs +1  ok")
                .containsPattern("entries +3  ok")
                .containsPattern("entries by invoice id +3  ok")
                .containsPattern("rejects +1  ok")
                .contains("Sound. Last written on ");
    }

    @Test
    void verifyChangesNothing() throws IOException {
        session.importing(session.file("sales.csv", CLEAN));
        byte[] before = Files.readAllBytes(ledgerFile());

        ledger("verify");

        assertThat(Files.readAllBytes(ledgerFile())).isEqualTo(before);
    }

    @Test
    void verifyFindsWhatCannotBe() throws SQLException {
        session.importing(session.file("sales.csv", CLEAN));
        change("update entry set outcome = 'RECORDEE' where invoice_id = 'INV-1'");
        change("update entry set first_attempt_millis = 32503680000000 where invoice_id = 'INV-2'");
        change("update entry set currency = 'USE' where invoice_id = 'INV-3'");
        change(
                "insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low, minor_units, currency,"
                        + " run_id, line, first_attempt_millis, last_attempt_millis)"
                        + " select destination_id, 'INV-4', 1, 1, 1, 'USD', 7, 1, first_attempt_millis,"
                        + " last_attempt_millis from entry where invoice_id = 'INV-1'");
        change("update reject set cells = '[\"cut o', run_id = 5");

        Said said = ledger("verify");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out())
                .containsPattern("entries +4  4 problems")
                .contains("invoice INV-1: unknown outcome RECORDEE")
                .contains("invoice INV-2: impossible time, first sent 3000-01-01T00:00:00Z")
                .contains("invoice INV-3: impossible amount 300 USE")
                .contains("invoice INV-4: its run 7 is missing")
                .containsPattern("rejects +1  2 problems")
                .contains("run 5, line 4: its run is missing")
                .contains("run 5, line 4: its cells cannot be read")
                .contains("Not sound: import nothing with it.");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        Said verify = ledger("verify");
        Said backUp = ledger("backup", backup.toString());

        assertThat(List.of(verify.exitCode(), backUp.exitCode())).containsOnly(2);
        assertThat(verify.err()).contains("there is no data folder " + session.dataFolder());
        assertThat(session.dataFolder()).doesNotExist();
    }

    @Test
    void aFolderWithoutALedgerIsNoDamage() throws IOException {
        Files.createDirectory(session.dataFolder());

        Said said = ledger("verify");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("there is no ledger in " + session.dataFolder());
        assertThat(ledgerFile()).doesNotExist();
    }

    @Test
    void aBackupIsForItsOwnerAndBringsTheLedgerBack() throws IOException {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);

        Said backedUp = ledger("backup", backup.toString());
        Files.delete(ledgerFile());
        Said gone = session.importing(file);
        Said restored = ledger("restore", backup.toString());
        Said again = session.importing(file);

        assertThat(backedUp.exitCode()).as(backedUp.err()).isZero();
        assertThat(backedUp.out()).contains(": 3 sales, the last written on ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ledgerFile())))
                .isEqualTo("rw-------");
        assertThat(again.out()).containsPattern("skipped +2 ");
        assertThat(session.recordings().values()).containsOnly(1L);
        assertThat(drafts()).isEmpty();
    }

    @Test
    void aBackupNeverReplacesAFile() throws IOException {
        session.importing(session.file("sales.csv", CLEAN));
        Files.writeString(backup, "the only copy");

        Said said = ledger("backup", backup.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("backup.zip is there already; name another file");
        assertThat(backup).hasContent("the only copy");
    }

    @Test
    void aBackupThatCannotBeWrittenIsSaidSo() {
        session.importing(session.file("sales.csv", CLEAN));

        Said said = ledger("backup", folder.resolve("no/such/backup.zip").toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("cannot be written").contains("no such folder");
    }

    @Test
    void noBackupIsMadeOfALedgerThatIsNotSound() throws SQLException {
        session.importing(session.file("sales.csv", CLEAN));
        change("update entry set outcome = 'RECORDEE' where invoice_id = 'INV-1'");

        Said said = ledger("backup", backup.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("is not sound (entries: invoice INV-1: unknown outcome RECORDEE)");
        assertThat(backup).doesNotExist();
    }

    @Test
    void aLedgerThatIsThereIsReplacedOnlyOnDemandAndNeverDestroyed() throws IOException {
        session.importing(session.file("sales.csv", CLEAN));
        ledger("backup", backup.toString());
        session.importing(session.file("later.csv", LATER));
        byte[] newer = Files.readAllBytes(ledgerFile());

        Said refused = ledger("restore", backup.toString());
        byte[] untouched = Files.readAllBytes(ledgerFile());
        Said replaced = ledger("restore", backup.toString(), "--replace");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("there is a ledger in ").contains("nothing was changed");
        assertThat(untouched).isEqualTo(newer);
        assertThat(replaced.exitCode()).as(replaced.err()).isZero();
        assertThat(replaced.out()).contains("The ledger that was there is kept: ");
        try (Stream<Path> files = Files.list(session.dataFolder())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("ledger-replaced-")))
                    .singleElement()
                    .satisfies(aside -> assertThat(Files.readAllBytes(aside)).isEqualTo(newer));
        }
    }

    @Test
    void whatWasRecordedSinceTheBackupIsRecoveredByImportingItAgainInTime() {
        session.importing(session.file("sales.csv", CLEAN));
        ledger("backup", backup.toString());
        Path later = session.file("later.csv", LATER);
        session.importing(later);

        Said restored = ledger("restore", backup.toString(), "--replace");
        Said again = session.importing(later);

        assertThat(restored.out())
                .contains("WARNING: the backup was last written on ")
                .contains("import every file again that was imported since then");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(session.recordings()).containsEntry("INV-9", 1L);
    }

    @Test
    void afterSevenDaysTheServiceHasForgottenAndTheWarningSaysSo() {
        session.importing(session.file("sales.csv", CLEAN));
        ledger("backup", backup.toString());
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        Said said = ledger("restore", backup.toString(), "--replace");

        assertThat(said.out())
                .contains("Import no file again that was imported since then")
                .contains("would record their sales twice");
    }

    @Test
    void aBackupThatIsNotWholeTouchesNothing() throws IOException {
        session.importing(session.file("sales.csv", CLEAN));
        ledger("backup", backup.toString());
        byte[] whole = Files.readAllBytes(backup);
        byte[] ledger = Files.readAllBytes(ledgerFile());

        for (int length : new int[] {0, 20, whole.length / 2}) {
            Files.write(backup, Arrays.copyOf(whole, length));
            assertRefused(ledger("restore", backup.toString(), "--replace"), ledger);
        }
        for (int at = 40; at < whole.length - 200; at += whole.length / 50) {
            if (isInAHeaderOfTheZip(whole, at)) {
                continue;
            }
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(backup, flipped);
            assertRefused(ledger("restore", backup.toString(), "--replace"), ledger);
        }
        assertRefused(ledger("restore", session.file("other.csv", CLEAN).toString(), "--replace"), ledger);
    }

    @Test
    void aBackupThatIsNotThereIsToldBeforeAnythingElse() {
        session.importing(session.file("sales.csv", CLEAN));

        Said said = ledger("restore", folder.resolve("none.zip").toString());

        assertThat(said.exitCode()).as(said.out()).isEqualTo(2);
        assertThat(said.err()).contains("the backup " + folder.resolve("none.zip") + " is not there");
    }

    /** Where a bit may say no more than when a file in the zip was changed: to flip it spoils nothing. */
    private static boolean isInAHeaderOfTheZip(byte[] zip, int at) {
        for (int start = Math.max(0, at - 60); start <= at; start++) {
            if (zip[start] == 'P' && zip[start + 1] == 'K' && zip[start + 2] == 3 && zip[start + 3] == 4) {
                return true;
            }
        }
        return false;
    }

    private void assertRefused(Said said, byte[] ledger) throws IOException {
        assertThat(said.exitCode()).as(said.out()).isEqualTo(2);
        assertThat(said.err()).contains("cannot be restored").contains("no ledger was deleted");
        assertThat(Files.readAllBytes(ledgerFile())).isEqualTo(ledger);
        assertThat(drafts()).isEmpty();
    }

    private List<Path> drafts() throws IOException {
        try (Stream<Path> here = Files.list(folder);
                Stream<Path> data = Files.list(session.dataFolder())) {
            return Stream.concat(here, data)
                    .filter(file -> file.getFileName().toString().matches(".*\\.tmp|ledger-unpacked-.*"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "backup", "restore"})
    void aLedgerInPostgresqlIsNotMistakenForOneInTheFolder(String command) {
        session.importing(session.file("sales.csv", CLEAN));
        session.withEnvironment(Map.of("DUB_IMPORT_DATABASE", "jdbc:postgresql://db.example/dub"));

        Said said = command.equals("verify") ? ledger(command) : ledger(command, backup.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("DUB_IMPORT_DATABASE", "pg_dump");
        assertThat(backup).doesNotExist();
    }

    private Said ledger(String command, String... arguments) {
        return session.run(Stream.concat(
                        Stream.concat(Stream.of("ledger", command), Stream.of(arguments)),
                        Stream.of("--data-dir", session.dataFolder().toString()))
                .toArray(String[]::new));
    }

    private Path ledgerFile() {
        return session.dataFolder().resolve("ledger.mv.db");
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + session.dataFolder().resolve("ledger"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.ledger.PostgresServer;
import dev.dubimport.sandbox.SandboxSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds around itself when its ledger is in a PostgreSQL database: a home folder, signals. */
@Timeout(120)
class SharedLedgerProcessTest {
    @TempDir
    Path folder;

    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(PostgresServer.isAvailable(), "skipped: no PostgreSQL binaries for this machine");
        database = PostgresServer.shared().freshDatabase();
    }

    @Test
    void thePasswordIsReadFromTheHomeFolder() throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create role at_home login superuser password 's3cret'");
        }
        PostgresServer.shared().askForPassword("at_home");
        int port = URI.create(database.substring("jdbc:".length())).getPort();
        Path passwords = Files.writeString(folder.resolve(".pgpass"), "localhost:" + port + ":*:at_home:s3cret\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", sales(3));

            ChildProcess process = ChildProcess.startWith(
                    List.of("-Duser.home=" + folder),
                    folder.resolve("output.txt"),
                    session.importArguments(
                            "acme", file, "--database", database.replace("user=postgres", "user=at_home")));

            assertThat(process.exitCode()).as(process.said()).isZero();
            assertThat(session.recordings()).hasSize(3);
        }
    }

    @Test
    void aSignalEndsTheWaitForAnothersTurn() throws Exception {
        try (Session session =
                new Session(folder, SandboxSettings.DEFAULT.withLatency(Duration.ofMillis(200), Duration.ZERO))) {
            Path file = session.file("sales.csv", sales(2_000));
            String[] command = session.importArguments("acme", file, "--database", database, "--concurrency", "2");
            ChildProcess first = ChildProcess.start(folder.resolve("first.txt"), command);
            while (session.recordings().isEmpty()) {
                Thread.sleep(10);
            }
            ChildProcess second = ChildProcess.start(folder.resolve("second.txt"), command);
            while (!second.said().contains("Waiting for another dub-import to end")) {
                Thread.sleep(10);
            }

            second.terminate();

            assertThat(second.exitCode()).as(second.said()).isEqualTo(143);
            assertThat(first.isAlive()).isTrue();
            first.kill();
        }
    }

    private static String sales(int count) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= count; sale++) {
            csv.append("cus_1,1250,stripe,INV-").append(sale).append('\n');
        }
        return csv.toString();
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.ledger.PostgresServer;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Imports whose ledger is in a PostgreSQL database. */
class SharedLedgerTest {
    @TempDir
    Path folder;

    private String database = "";

    @BeforeEach
    void makeDatabase() {
        assumeTrue(PostgresServer.isAvailable(), "skipped: no PostgreSQL binaries for this machine");
        database = PostgresServer.shared().freshDatabase();
    }

    @Test
    void whatIsRecordedIsSkippedFromAnotherMachineToo() throws IOException {
        try (Session session = session(SandboxSettings.DEFAULT)) {
            Path file = session.file("sales.csv", sales("INV", 1, 30));

            assertThat(session.importing(file).exitCode()).isZero();
            FileSystemUtils.deleteRecursively(session.dataFolder());
            Session.Said second = session.importing(file);

            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.out()).containsPattern("skipped +30 ");
            assertThat(session.calls()).isEqualTo(30);
            assertThat(session.dataFolder().resolve("ledger.mv.db")).doesNotExist();
        }
    }

    @Test
    void statusTellsOfRunsAndBooksWithoutTheParametersOfTheAddress() {
        try (Session session = session(SandboxSettings.DEFAULT)) {
            session.importing(session.file("sales.csv", sales("INV", 1, 3)));

            Session.Said status = session.run("status");

            assertThat(status.exitCode()).isZero();
            assertThat(status.out())
                    .contains("Ledger: " + database.replaceFirst("\\?.*", "") + "\n")
                    .contains("Run 1 ")
                    .contains("recorded: 3 sales");
        }
    }

    @Test
    void rejectsGoToTheDataFolderWhichIsNotLocked() {
        try (Session session = session(SandboxSettings.DEFAULT.withUnknownCustomers("cus_*"))) {
            Session.Said said = session.importing(session.file("sales.csv", sales("INV", 1, 2)));

            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(session.dataFolder().resolve("rejects/run-1-sales.csv")).exists();
            assertThat(session.dataFolder().resolve("lock")).doesNotExist();
        }
    }

    @Test
    void noTransactionSitsIdleWhileSalesAreSent() throws Exception {
        try (Session session = session(answersAfter(Duration.ofMillis(400)))) {
            // Known sales make the chunk ask the ledger before it sends.
            session.importing(session.file("known.csv", sales("INV", 1, 5)));
            Path file = session.file("sales.csv", sales("INV", 1, 60));
            CompletableFuture<Session.Said> run =
                    CompletableFuture.supplyAsync(() -> session.importing(file, "--concurrency", "8"));
            List<String> idle = new ArrayList<>();
            int looks = 0;
            while (!run.isDone()) {
                if (session.recordings().size() > 5) {
                    idle.addAll(idleInTransaction());
                    looks++;
                }
                Thread.sleep(20);
            }

            assertThat(run.get().exitCode()).isZero();
            assertThat(looks).isGreaterThan(20);
            assertThat(idle).isEmpty();
        }
    }

    @Test
    void theSecondOfTwoProcessesWaitsForItsTurnAndSendsNothingTwice() throws Exception {
        try (Session session = session(answersAfter(Duration.ofMillis(20)))) {
            Path file = session.file("sales.csv", sales("INV", 1, 400));
            Path overlapping = session.file("more.csv", sales("INV", 201, 600));
            Path said1 = folder.resolve("first.txt");
            Path said2 = folder.resolve("second.txt");
            Path said3 = folder.resolve("third.txt");

            ChildProcess first = ChildProcess.start(said1, onDatabase(session, file));
            ChildProcess second = ChildProcess.start(said2, onDatabase(session, file));
            ChildProcess third = ChildProcess.start(said3, onDatabase(session, overlapping));

            assertThat(first.exitCode()).as(first.said()).isZero();
            assertThat(second.exitCode()).as(second.said()).isZero();
            assertThat(third.exitCode()).as(third.said()).isZero();
            assertThat(session.recordings()).hasSize(600);
            assertThat(session.recordings().values()).containsOnly(1L);
            assertThat(session.calls()).isEqualTo(600);
            assertThat(first.said() + second.said() + third.said())
                    .contains("Waiting for another dub-import to end that sends to the same workspace: process ");
        }
    }

    @Test
    void theTurnOfAKilledProcessPassesToTheOneThatWaits() throws Exception {
        try (Session session = session(answersAfter(Duration.ofMillis(20)))) {
            Path file = session.file("sales.csv", sales("INV", 1, 800));
            ChildProcess doomed = ChildProcess.start(folder.resolve("doomed.txt"), onDatabase(session, file));
            awaitRecordings(session, 50, doomed);
            ChildProcess heir = ChildProcess.start(folder.resolve("heir.txt"), onDatabase(session, file));
            awaitSaying(heir, "Waiting for another");
            doomed.kill();

            assertThat(heir.exitCode()).as(heir.said()).isZero();
            assertThat(heir.said()).contains("Going on with run 1 after row");
            assertThat(session.recordings()).hasSize(800);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void aRunWhoseTurnWasTakenStopsAndIsFinishedByTheSameCommand() throws Exception {
        try (Session session = session(answersAfter(Duration.ofMillis(20)))) {
            Path file = session.file("sales.csv", sales("INV", 1, 1_500));
            CompletableFuture<Session.Said> run =
                    CompletableFuture.supplyAsync(() -> session.importing(file, "--concurrency", "2"));
            while (session.recordings().size() < 50) {
                assertThat(run).isNotDone();
                Thread.sleep(10);
            }
            execute("update lease set token = 'of another', holder = 'process 7 on elsewhere'");

            Session.Said said = run.get(60, TimeUnit.SECONDS);

            assertThat(said.exitCode()).as(said.err()).isEqualTo(3);
            assertThat(said.err()).contains("another dub-import (process 7 on elsewhere since ");
            assertThat(session.recordings()).hasSizeLessThan(1_500);
            Session.Said second = session.importing(file);
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.err()).contains("Waiting for another dub-import");
            assertThat(session.recordings()).hasSize(1_500);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void aSignalEndsTheWaitForTheTurn() throws Exception {
        try (Session session = session(answersAfter(Duration.ofMillis(200)))) {
            Path file = session.file("sales.csv", sales("INV", 1, 2_000));
            ChildProcess first = ChildProcess.start(folder.resolve("first.txt"), onDatabase(session, file));
            awaitRecordings(session, 1, first);
            ChildProcess second = ChildProcess.start(folder.resolve("second.txt"), onDatabase(session, file));
            awaitSaying(second, "Waiting for another");

            second.terminate();

            assertThat(second.exitCode()).isEqualTo(143);
            assertThat(first.isAlive()).isTrue();
            first.kill();
        }
    }

    @Test
    void aServerThatIsStoppedAndStartedWhileSalesAreSentIsWaitedFor() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Session session = session(answersAfter(Duration.ofMillis(20)))) {
            database = server.freshDatabase();
            session.withEnvironment(environment());
            Path file = session.file("sales.csv", sales("INV", 1, 2_000));
            CompletableFuture<Session.Said> run =
                    CompletableFuture.supplyAsync(() -> session.importing(file, "--concurrency", "8"));
            while (session.recordings().size() < 200) {
                assertThat(run).isNotDone();
                Thread.sleep(10);
            }
            server.stop();
            Thread.sleep(2_000);
            server.startAgain();

            Session.Said said = run.get(60, TimeUnit.SECONDS);

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.out()).containsPattern("recorded +2,000 ");
            assertThat(session.recordings()).hasSize(2_000);
            assertThat(session.recordings().values()).containsOnly(1L);
        }
    }

    @Test
    void whatKeepsTheLedgerFromBeingOpenedIsOneLineWithItsMend() {
        try (Session session = session(SandboxSettings.DEFAULT)) {
            Path file = session.file("sales.csv", sales("INV", 1, 2));

            assertSays(
                    ExitCode.STOPPED,
                    session.importing(file, "--database", "jdbc:postgresql://localhost:1/ledger"),
                    "dub-import: the ledger at jdbc:postgresql://localhost:1/ledger cannot be opened (",
                    "see that host and port are right");
            assertSays(
                    ExitCode.STOPPED,
                    session.importing(file, "--database", "jdbc:postgresql://no-such-host.invalid/ledger"),
                    "cannot be opened (",
                    "see that host and port are right");
            assertRefused(
                    session.importing(file, "--database", database.replaceFirst("/ledger_\\d+", "/nowhere")),
                    "database \"nowhere\" does not exist",
                    "make the database first (createdb NAME)");
            assertRefused(
                    session.importing(file, "--database", database + "&password=s3cret"),
                    "dub-import: --database: holds a password",
                    "set PGPASSWORD");
            assertRefused(
                    session.importing(file, "--database", "jdbc:mysql://db/ledger"),
                    "dub-import: --database: not the address of a PostgreSQL database",
                    "use jdbc:postgresql://HOST:PORT/DATABASE");
            assertThat(session.calls()).isZero();
        }
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldSo() throws SQLException {
        execute("create role stranger login");
        try (Session session = session(SandboxSettings.DEFAULT)) {
            Session.Said said = session.importing(
                    session.file("sales.csv", sales("INV", 1, 2)),
                    "--database",
                    database.replace("user=postgres", "user=stranger"));

            assertRefused(said, "permission denied for schema public", "let the user make tables there");
        }
    }

    @Test
    void thePasswordComesFromTheEnvironmentAndIsNeverSaid() throws SQLException {
        execute("create role guarded login superuser password 's3cret'");
        PostgresServer.shared().askForPassword("guarded");
        try (Session session = session(SandboxSettings.DEFAULT)) {
            Path file = session.file("sales.csv", sales("INV", 1, 2));
            String url = database.replace("?user=postgres", "");
            Map<String, String> guarded = Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "PGUSER", "guarded");

            Session.Said none = session.withEnvironment(guarded).importing(file, "--database", url);
            Session.Said wrong = session.withEnvironment(with(guarded, "wr0ng")).importing(file, "--database", url);
            Session.Said right =
                    session.withEnvironment(with(guarded, "s3cret")).importing(file, "--database", url);

            assertRefused(none, "no password was provided", "set the user with ?user=NAME or PGUSER, and the password");
            assertRefused(wrong, "password authentication failed for user \"guarded\"", "with PGPASSWORD or ~/.pgpass");
            assertThat(wrong.err()).doesNotContain("wr0ng");
            assertThat(right.exitCode()).as(right.err()).isZero();
            assertThat(right.out() + right.err()).doesNotContain("s3cret");
        }
    }

    private static Map<String, String> with(Map<String, String> environment, String password) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("PGPASSWORD", password);
        return more;
    }

    private static void assertRefused(Session.Said said, String what, String mend) {
        assertSays(ExitCode.USAGE, said, what, mend);
    }

    private static void assertSays(int exitCode, Session.Said said, String what, String mend) {
        assertThat(said.exitCode()).as(said.err()).isEqualTo(exitCode);
        assertThat(said.err().lines().filter(line -> line.startsWith("dub-import: ")))
                .singleElement()
                .asString()
                .contains(what)
                .contains(mend)
                .doesNotContain("s3cret");
    }

    private Session session(SandboxSettings settings) {
        return new Session(folder, settings).withEnvironment(environment());
    }

    private Map<String, String> environment() {
        return Map.of("DUB_API_KEY", SandboxSettings.DEFAULT_KEY, "DUB_IMPORT_DATABASE", database);
    }

    private String[] onDatabase(Session session, Path file) {
        return session.importArguments("acme", file, "--database", database, "--concurrency", "2");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> idleInTransaction() throws SQLException {
        List<String> idle = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select query from pg_stat_activity"
                        + " where datname = current_database() and state like 'idle in transaction%'"
                        + " and state_change < clock_timestamp() - interval '100 milliseconds'")) {
            while (rows.next()) {
                idle.add(rows.getString(1));
            }
        }
        return idle;
    }

    private static void awaitRecordings(Session session, int count, ChildProcess process) throws InterruptedException {
        while (session.recordings().size() < count) {
            assertThat(process.isAlive()).as(process.said()).isTrue();
            Thread.sleep(10);
        }
    }

    private static void awaitSaying(ChildProcess process, String words) throws InterruptedException {
        while (!process.said().contains(words)) {
            assertThat(process.isAlive()).as(process.said()).isTrue();
            Thread.sleep(20);
        }
    }

    private static SandboxSettings answersAfter(Duration latency) {
        return SandboxSettings.DEFAULT.withLatency(latency, Duration.ZERO);
    }

    private static String sales(String prefix, int from, int to) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = from; sale <= to; sale++) {
            csv.append("cus_")
                    .append(sale)
                    .append(",1000,stripe,")
                    .append(prefix)
                    .append('-')
                    .append(sale)
                    .append('\n');
        }
        return csv.toString();
    }
}

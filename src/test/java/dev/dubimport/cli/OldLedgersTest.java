package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledgers that each version of the tables left behind, as its own program wrote them ({@code scripts/keep-ledger}). */
class OldLedgersTest {
    private static final String COLUMNS =
            "invoice_id, outcome, minor_units, currency, run_id, line," + " first_attempt_millis, last_attempt_millis";

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

    static Stream<String> versions() throws IOException, URISyntaxException {
        try (Stream<Path> kept = Files.list(kept())) {
            return kept.map(version -> version.getFileName().toString()).sorted().toList().stream();
        }
    }

    @Test
    void ledgersOfAllVersionsThatWroteAnyAreKept() throws IOException, URISyntaxException {
        assertThat(versions()).contains("v4", "v5", "v6", "v7", "v8", "v9");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyEntryIsAsItWasAndWhatIsRecordedIsNotSentAgain(String version) throws Exception {
        take(version);
        Said untouched = ledger("verify");
        execute("update destination set base_url = '" + session.sandbox().baseUrl() + "'");

        Said again = session.importing(session.file("clean.csv", Files.readString(Path.of("samples/clean.csv"))));
        Said doubts = session.run(
                "status", "--in-doubt", "--data-dir", session.dataFolder().toString());
        Said after = ledger("verify");

        assertThat(untouched.exitCode()).as(untouched.out() + untouched.err()).isZero();
        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).containsPattern("skipped +8 ");
        assertThat(session.calls()).isZero();
        List<String> kept = Files.readAllLines(kept().resolve(version + "/entries.csv"));
        assertThat(entries()).isEqualTo(kept.subList(1, kept.size())).hasSizeGreaterThan(10);
        assertThat(doubts.out()).contains("KILLED-");
        assertThat(after.exitCode()).as(after.out() + after.err()).isZero();
    }

    @Test
    void aLedgerThatANewerProgramUsedIsRefusedAndLeftAsItIs() throws Exception {
        take("v7");
        execute(
                "insert into \"schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                        + " \"installed_by\", \"execution_time\", \"success\")"
                        + " values (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'them', 1, true)");

        Said said = session.importing(session.file("clean.csv", Files.readString(Path.of("samples/clean.csv"))));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("the ledger was used by a newer dub-import (its tables are version 99");
        assertThat(session.calls()).isZero();
        assertThat(entries()).hasSizeGreaterThan(10);
    }

    private void take(String version) throws IOException, URISyntaxException {
        Files.createDirectory(session.dataFolder());
        Path from = kept().resolve(version);
        try (InputStream ledger = new GZIPInputStream(Files.newInputStream(from.resolve("ledger.mv.db.gz")))) {
            Files.copy(ledger, session.dataFolder().resolve("ledger.mv.db"));
        }
        Files.copy(from.resolve("ledger.tidemark"), session.dataFolder().resolve("ledger.tidemark"));
    }

    private Said ledger(String command) {
        return session.run("ledger", command, "--data-dir", session.dataFolder().toString());
    }

    private List<String> entries() throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + COLUMNS + " from entry order by invoice_id")) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    String cell = row.getString(column);
                    cells.add(cell == null ? "" : "\"" + cell + "\"");
                }
                entries.add(String.join(",", cells));
            }
        }
        return entries;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + session.dataFolder().resolve("ledger"));
    }

    private static Path kept() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OldLedgersTest.class.getResource("ledgers"))
                .toURI());
    }
}

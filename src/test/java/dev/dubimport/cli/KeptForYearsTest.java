package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger forgets after a year and more, what it never forgets, and how much it holds. */
class KeptForYearsTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";
    private static final Clock LONG_AGO = Clock.offset(Clock.systemUTC(), Duration.ofDays(-401));

    @TempDir
    Path folder;

    private Session session;
    private Path old;
    private Path recent;

    @BeforeEach
    void open() {
        session = new Session(folder);
        old = session.file("old.csv", HEADER + "cus_1,1250,stripe,OLD-1,eur\nguest-1,990,stripe,OLD-2,usd\n");
        recent = session.file("recent.csv", HEADER + "cus_1,4900,stripe,NEW-1,usd\n");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void theJobRepositoryForgetsARunThatIsDoneAndStatusTellsOfItAsBefore() {
        session.at(LONG_AGO).importing(old);
        String before = runOf(status(), "Run 1 ");

        session.at(Clock.systemUTC()).importing(recent);

        assertThat(stats("--json").out()).contains("\"runs\":2,\"pastRuns\":1,\"rejects\":1,\"jobRecords\":6,");
        assertThat(runOf(status(), "Run 1 ")).isEqualTo(before).contains("completed", "recorded 1, unattributed 1");
        assertThat(session.run("explain", "OLD-2", "--data-dir", data()).out()).contains("unattributed");
        Said again = session.importing(old);
        assertThat(again.out()).contains("Run 3 completed").containsPattern("skipped +1 ");
        assertThat(session.recordings()).containsOnlyKeys("OLD-1", "NEW-1").containsEntry("OLD-1", 1L);
    }

    @Test
    void aRunThatStoppedIsGoneOnWithHoweverOldItIs() {
        session.at(LONG_AGO).importing(old, "--max-rejects", "0");

        session.at(Clock.systemUTC()).importing(recent);

        assertThat(stats("--json").out()).contains("\"pastRuns\":0,");
        assertThat(session.importing(old).out()).contains("Run 1 completed");
    }

    @Test
    void aRunThatStoppedAndWasImportedAgainWithOtherContentIsForgotten() {
        session.at(LONG_AGO).importing(old, "--max-rejects", "0");
        session.file("old.csv", HEADER + "cus_1,1250,stripe,OLD-1,eur\n");
        session.importing(old);

        session.at(Clock.systemUTC()).importing(recent);

        assertThat(stats("--json").out()).contains("\"pastRuns\":2,");
        assertThat(runOf(status(), "Run 1 ")).contains("stopped");
        assertThat(runOf(status(), "Run 2 ")).contains("completed");
    }

    @Test
    void aRunOfLastYearStays() {
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(-399))).importing(old);

        session.at(Clock.systemUTC()).importing(recent);

        assertThat(stats("--json").out()).contains("\"pastRuns\":0,");
    }

    @Test
    void statsCountEntriesByOutcomeWithTheirMoney() {
        session.importing(old);
        session.importing(recent);

        Said said = stats();

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("MB on disk", "tables     version 9, since ", "entries    3", "runs       2", "rejects    1")
                .containsPattern("recorded +2  12.50 EUR \\+ 49.00 USD")
                .containsPattern("unattributed +1  9.90 USD");
        assertThat(stats("--json").out())
                .containsPattern("\"bytes\":[1-9]")
                .contains(
                        "\"entries\":3,\"outcomes\":{\"recorded\":{\"count\":2,\"minorUnits\":{\"EUR\":1250,\"USD\":4900}},"
                                + "\"unattributed\":{\"count\":1,\"minorUnits\":{\"USD\":990}}}")
                .containsPattern("\"byMonth\":\\{\"2\\d{3}-\\d\\d\":3\\}");
    }

    @Test
    void statsOfAFolderThatIsNotThereMakeNone() {
        Said said = stats();

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("there is no data folder");
        assertThat(session.dataFolder()).doesNotExist();
    }

    private Said stats(String... options) {
        return session.run(Stream.concat(Stream.of("ledger", "stats", "--data-dir", data()), Stream.of(options))
                .toArray(String[]::new));
    }

    private String status() {
        return session.run("status", "--data-dir", data()).out();
    }

    private static String runOf(String status, String name) {
        int from = status.indexOf(name);
        return status.substring(from, status.indexOf("\n\n", from));
    }

    private String data() {
        return session.dataFolder().toString();
    }
}

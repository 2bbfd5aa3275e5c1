package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportTest {
    private static final String CLEAN = """
            externalId,amount,paymentProcessor,invoiceId,currency
            cus_1,1250,stripe,INV-1,usd
            cus_2,980,stripe,INV-2,gbp
            cus_1,300,custom,INV-3,jpy
            """;

    private static final String DIRTY = """
            externalId,amount,paymentProcessor,invoiceId,currency,note
            cus_1,1250,stripe,INV-1,usd,recorded
            cus_1,1250,stripe,INV-1,usd,duplicate
            cus_1,1350,stripe,INV-1,usd,conflict
            ,12.5O,cash,,dollars,invalid in five ways
            guest-7,500,stripe,INV-2,usd,unattributed
            cus_2,0,stripe,INV-3,usd,nothing paid
            cus_3,700,stripe,INV-4,usd
            cus_4,800,stripe,INV-5,usd,"recorded, with a
            line break"
            """;

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

    @Test
    void recordsEverySaleOnceAndSkipsItTheNextTime() {
        Path file = session.file("sales.csv", CLEAN);

        Said first = session.importing(file);
        Said second = session.importing(file);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L, "INV-2", 1L, "INV-3", 1L));
        assertThat(session.calls()).isEqualTo(3);
        assertThat(second.out()).contains("skipped           3   9.80   300   12.50");
    }

    @Test
    void everyRowOfADirtyFileEndsInOneOutcome() {
        Said said = session.importing(session.file("sales.csv", DIRTY), "--json");

        JsonNode summary = JsonMapper.shared().readTree(said.out());
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(counts(summary))
                .isEqualTo(
                        "{read=8, recorded=2, skipped=0, duplicate=1, filtered=1, conflict=1, invalid=2, unattributed=1,"
                                + " refused=0, failed=0, inDoubt=0}");
        assertThat(summary.at("/read/amounts").toString()).isEqualTo("{\"USD\":5150}");
        assertThat(summary.at("/recorded/amounts").toString()).isEqualTo("{\"USD\":2050}");
        assertThat(summary.get("status").asString()).isEqualTo("completed");
        assertThat(summary.at("/destination/workspace").asString()).isEqualTo("acme");
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 1L, "INV-5", 1L));
    }

    @Test
    void dinarsOfThreeDecimalsAreSentInTheHundredthsThatTheServiceCounts() throws IOException {
        String header = "externalId,amount,paymentProcessor,invoiceId,currency\n";
        Path minor = session.file("minor.csv", header + "cus_1,4900,stripe,INV-1,kwd\n");
        Path major = session.file("major.csv", header + "cus_1,4.900,stripe,INV-1,kwd\n");
        Path mapping = session.file("mapping.yml", "amounts: major\n");

        Said unclear = session.importing(minor);
        Said clear = session.importing(major, "--mapping", mapping.toString());

        assertThat(unclear.exitCode()).isEqualTo(1);
        assertThat(unclear.out())
                .contains(
                        "1 row invalid (amount_ambiguous_unit), first on line 2: amount \"4900\": unclear in which unit:"
                                + " ISO 4217 gives KWD 3 decimals, and the service counts 2; write such rows in major units, in a file of"
                                + " their own with `amounts: major` in its mapping");
        assertThat(clear.exitCode()).as(clear.err()).isZero();
        assertThat(clear.out()).contains("recorded          1   4.90");
        assertThat(session.sandbox().recorded())
                .extracting(RecordedSale::amount)
                .containsExactly(490L);
    }

    @Test
    void rejectsMendedInPlaceAreImported() throws IOException {
        Path file = session.file("sales.csv", DIRTY);
        Path rejects = folder.resolve("rejects.csv");
        session.importing(file, "--rejects", rejects.toString());

        String written = Files.readString(rejects);
        assertThat(written.lines().findFirst())
                .contains("externalId,amount,paymentProcessor,invoiceId,currency,note,line,outcome,code,message");
        Files.writeString(rejects, written.replace("\"\",12.5O,cash,,dollars,", "cus_9,1250,stripe,INV-9,usd,"));
        Said again = session.importing(rejects);

        assertThat(session.recordings()).containsEntry("INV-9", 1L).containsEntry("INV-1", 1L);
        assertThat(again.err()).doesNotContain("columns not used: line");
    }

    @Test
    void aRunGoesOnAfterTheKeyWasMended() {
        Path file = session.file("sales.csv", CLEAN);
        Said refused =
                session.withEnvironment(Map.of("DUB_API_KEY", "dub_revoked")).importing(file);
        Said mended = session.withEnvironment(Map.of("DUB_API_KEY", "dub_sandbox_key"))
                .importing(file);

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).contains("401").contains("DUB_API_KEY").contains("run the same command again");
        assertThat(refused.out() + refused.err()).doesNotContain("dub_revoked");
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        assertThat(mended.err()).contains("Going on with run 1");
        assertThat(session.recordings().values()).containsOnly(1L).hasSize(3);
    }

    @Test
    void whatWasRecordedAtTheSandboxIsNotRecordedElsewhere(@TempDir Path otherFolder) {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);

        try (Session other = new Session(otherFolder)) {
            Said said = other.run(
                    "import",
                    file.toString(),
                    "--base-url",
                    other.sandbox().baseUrl().toString(),
                    "--workspace",
                    "acme",
                    "--data-dir",
                    session.dataFolder().toString(),
                    "--rate",
                    "unlimited");

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(other.recordings()).hasSize(3);
        }
    }

    @Test
    void aMistypedWorkspaceIsAskedAboutBeforeItDoublesEverySale() {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);

        Said mistyped = session.importingTo("acem", file);

        assertThat(mistyped.exitCode()).isEqualTo(2);
        assertThat(mistyped.err())
                .contains("(workspace acem)")
                .contains("(workspace acme)")
                .contains("--new-workspace");
        assertThat(session.calls()).isEqualTo(3);
    }

    @Test
    void aWorkspaceIsTheSameInAnyCase() {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);

        Said said = session.importingTo("ACME", file);

        assertThat(said.exitCode()).isZero();
        assertThat(session.calls()).isEqualTo(3);
    }

    @Test
    void severalFilesAreImportedOneAfterAnother() {
        Path first = session.file("a.csv", CLEAN);
        Path second = session.file("b.csv", CLEAN.replace("INV-1", "INV-11"));

        Said said = session.importing(first, second.toString(), "--json");

        List<JsonNode> summaries =
                said.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(summaries).hasSize(2);
        assertThat(said.err()).contains("All files together:").containsPattern("read +6 ");
        assertThat(summaries.get(1).at("/recorded/count").asLong()).isEqualTo(1);
        assertThat(summaries.get(1).at("/skipped/count").asLong()).isEqualTo(2);
    }

    @Test
    void anUnusableFileAmongSeveralSendsNothing() {
        Path good = session.file("a.csv", CLEAN);
        Path bad = session.file("b.csv", "id,total\n1,2\n");

        Said said = session.importing(good, bad.toString());

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("b.csv").contains("externalId");
        assertThat(session.calls()).isZero();
    }

    @Test
    void aMendedFileIsReadFromTheTopAndWhatWasRecordedIsSkipped() {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);
        session.file("sales.csv", CLEAN + "cus_5,4000,stripe,INV-4,usd\n");

        Said said = session.importing(file);

        assertThat(said.exitCode()).isZero();
        assertThat(session.calls()).isEqualTo(4);
        assertThat(said.out()).contains("Run 2 completed");
    }

    @Test
    void theLedgerKeepsWhatTheServiceAnsweredToTheCent() throws SQLException {
        try (Session converting = new Session(folder, SandboxSettings.DEFAULT.withAnswersInUsd())) {
            converting.importing(converting.file("sales.csv", CLEAN));
        }

        assertThat(answers())
                .containsEntry("INV-1", "1250 USD")
                .containsEntry("INV-2", "1225 USD")
                .containsEntry("INV-3", "210 USD");
    }

    private Map<String, String> answers() throws SQLException {
        Map<String, String> answers = new HashMap<>();
        try (Connection ledger = DriverManager.getConnection(
                        "jdbc:h2:file:" + session.dataFolder().resolve("ledger"));
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        "select invoice_id, recorded_minor_units, recorded_currency from entry")) {
            while (row.next()) {
                answers.put(row.getString(1), row.getLong(2) + " " + row.getString(3));
            }
        }
        return answers;
    }

    @Test
    void anInvoiceOfAnotherAmountIsAConflictInEveryLaterRun() {
        session.importing(session.file("sales.csv", CLEAN));
        Path changed = session.file("changed.csv", CLEAN.replace("1250", "1350"));

        Said once = session.importing(changed);
        Said twice = session.importing(changed);

        assertThat(once.exitCode()).isEqualTo(1);
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.out()).contains("already recorded with 12.50 USD, here it is 13.50 USD");
        assertThat(session.calls()).isEqualTo(3);
    }

    @Test
    void aRehearsalThatNamesADestinationIsRefused() {
        Path file = session.file("sales.csv", CLEAN);

        Said said = session.run("import", file.toString(), "--sandbox", "--workspace", "acme");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--sandbox: a rehearsal sends nothing to --base-url and --workspace");
    }

    @Test
    void aRehearsalLeavesNoLedgerAndNothingForAConsole() {
        Path file = session.file("sales.csv", CLEAN);

        Said said = session.run(
                "import",
                file.toString(),
                "--sandbox",
                "--report",
                folder.resolve("report.html").toString(),
                "--data-dir",
                session.dataFolder().toString());

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("workspace sandbox");
        assertThat(session.dataFolder().resolve("ledger.mv.db")).doesNotExist();
        assertThat(session.dataFolder().resolve("reports")).doesNotExist();
        assertThat(session.dataFolder().resolve("live")).doesNotExist();
        assertThat(session.importing(file).exitCode()).isZero();
        assertThat(session.recordings()).hasSize(3);
    }

    @Test
    void theKeyIsNowhereInWhatIsKept() throws IOException {
        String key = "dub_sandbox_key";
        Said said = session.importing(session.file("sales.csv", DIRTY));

        assertThat(said.out() + said.err()).doesNotContain(key);
        try (Stream<Path> kept = Files.walk(session.dataFolder())) {
            for (Path path : kept.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                        .as(path.toString())
                        .doesNotContain(key);
            }
        }
    }

    @Test
    void aSaleInDoubtForTooLongIsLeftToAPerson() {
        Path file = session.file("sales.csv", CLEAN);
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        Said unanswered = session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.sandbox().forgetInvoiceIds();
        long callsBefore = session.calls();

        Said late =
                session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).importing(file);

        assertThat(unanswered.exitCode()).isEqualTo(1);
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(session.calls()).isEqualTo(callsBefore);
        assertThat(late.out()).contains("in_doubt_too_long");
    }

    @Test
    void aDoubtIsNotForgottenWhenALaterRunIsRefused() {
        Path file = session.file("sales.csv", CLEAN);
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        session.importing(file);
        session.sandbox().play(Faults.of(1, Fault.GONE));
        Said refused = session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.sandbox().forgetInvoiceIds();

        Said late =
                session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).importing(file);

        assertThat(refused.out()).containsPattern("in doubt +3 ").contains("may have been recorded; since then:");
        assertThat(late.out()).contains("in_doubt_too_long");
        assertThat(session.recordings().values()).containsOnly(1L).hasSize(3);
    }

    @Test
    void aSaleInDoubtIsSettledByTheNextRunWithoutBeingRecordedTwice() {
        Path file = session.file("sales.csv", CLEAN);
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        Said unanswered = session.importing(file);
        session.sandbox().play(Faults.NONE);

        Said settled = session.importing(file);

        assertThat(unanswered.out()).containsPattern("in doubt +3 ");
        assertThat(settled.exitCode()).as(settled.out()).isZero();
        assertThat(session.recordings().values()).containsOnly(1L).hasSize(3);
    }

    @Test
    void aRunThatStopsOnAnOutageTriesWhatFailedAgainWhenItGoesOn() {
        StringBuilder many = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= 100; sale++) {
            many.append("cus_1,100,stripe,INV-").append(sale).append('\n');
        }
        Path file = session.file("sales.csv", many.toString());
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        Said stopped = session.importing(file, "--concurrency", "16", "--give-up-after", "1s");
        session.sandbox().play(Faults.NONE);
        Said goneOn = session.importing(file, "--concurrency", "16");

        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.out()).contains("no answer for ").contains("it goes on after row 0");
        assertThat(goneOn.exitCode()).as(goneOn.out()).isZero();
        assertThat(goneOn.err()).contains("Going on with run 1");
        assertThat(session.recordings().values()).containsOnly(1L).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0.9s", "25h", "-1m", "10", "soon", "P2D", ""})
    void aSilenceThatIsNoneIsRefused(String silence) {
        Said said = session.importing(session.file("sales.csv", CLEAN), "--give-up-after", silence);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .contains(
                        "\"" + silence + "\": not a duration between a second and a day; use 90s, 10m, 2h or PT1H30M");
        assertThat(session.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "90S", "10m", "24h", "1h30m", "PT1H30M"})
    void aSilenceIsGivenAsPeopleWriteIt(String silence) {
        Said said = session.importing(session.file("sales.csv", CLEAN), "--give-up-after", silence);

        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    @Test
    void aRowWithManyMistakesHasAMessageThatFits() {
        StringBuilder header = new StringBuilder("externalId,amount,paymentProcessor,invoiceId");
        StringBuilder row = new StringBuilder("cus_1,100,stripe,INV-1");
        for (int key = 1; key <= 120; key++) {
            header.append(",metadata.").append("k".repeat(100)).append(key);
            row.append(",a\u0001b");
        }

        Said said = session.importing(session.file("sales.csv", header + "\n" + row + "\n"));

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).contains("and 110 more");
    }

    @Test
    void aPlaceForRejectsThatCannotBeIsRefusedBeforeAnythingIsSent() {
        Path file = session.file("sales.csv", DIRTY);
        for (Path place : List.of(
                file, folder, folder.resolve("none/rejects.csv"), session.file("mapping.yml", "amounts: major"))) {
            Said said = session.importing(file, "--rejects", place.toString());

            assertThat(said.exitCode()).as(place.toString()).isEqualTo(2);
            assertThat(said.err()).contains("--rejects " + place);
        }
        assertThat(session.calls()).isZero();
    }

    @Test
    void aFileThatChangesWhileItIsImportedStopsTheRunAndSaysSo() {
        Path file = session.file("sales.csv", CLEAN);
        Path later = session.file("later.csv", CLEAN.replace("INV-", "LATE-"));
        session.sandbox().play(Faults.of(1, Fault.SLOW));
        Thread changing = new Thread(() -> {
            while (session.sandbox().recorded().isEmpty()) {
                Thread.onSpinWait();
            }
            session.file("later.csv", CLEAN.replace("INV-", "OTHER-"));
        });
        changing.start();

        Said said = session.importing(file, later.toString());

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("later.csv: changed while it was being read");
    }

    @Test
    void rejectsWhoseColumnsWereMovedAreNotTakenForSales() throws IOException {
        Path file = session.file("sales.csv", "externalId,amount,paymentProcessor,invoiceId\nc,x,stripe,+5\n");
        Path rejects = folder.resolve("rejects.csv");
        session.importing(file, "--rejects", rejects.toString());
        String written = Files.readString(rejects);
        assertThat(written).contains("'+5");

        String mended = written.replace("c,x,", "c,100,");
        Said moved = session.importing(session.file(
                "moved.csv", mended.replace("code,message", "code,message,note").replaceAll("(?m)\\R$", ",x")));
        Said cut = session.importing(
                session.file("cut.csv", "externalId,amount,paymentProcessor,invoiceId\nc,100,stripe,'+5\n"));
        Said asItIs = session.importing(session.file("mended.csv", mended));

        assertThat(moved.exitCode()).isEqualTo(2);
        assertThat(moved.err()).contains("put them back to the end");
        assertThat(cut.out()).contains("invoiceId_neutralised");
        assertThat(asItIs.exitCode()).as(asItIs.out()).isZero();
        assertThat(session.recordings()).isEqualTo(Map.of("+5", 1L));
    }

    @Test
    void aFileWithoutRowsIsNoSuccessToBeProudOf() {
        Said said = session.importing(session.file("empty.csv", "externalId,amount,paymentProcessor,invoiceId\n"));

        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("The file has a header and no rows: nothing was sent.");
    }

    /** Killed between the last commit of the step and that of the job: everything is done, but the run does not say so. */
    @Test
    void aRunThatDiedAfterItsLastRowIsWholeWhenItGoesOn() throws SQLException {
        Path file = session.file("sales.csv", DIRTY);
        Said first = session.importing(file, "--json");
        try (Connection ledger = DriverManager.getConnection(
                        "jdbc:h2:file:" + session.dataFolder().resolve("ledger"));
                Statement statement = ledger.createStatement()) {
            statement.executeUpdate(
                    "update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
        }

        Said again = session.importing(file, "--json");

        assertThat(again.exitCode()).as(again.err()).isEqualTo(1);
        assertThat(again.out()).isEqualTo(first.out());
    }

    @Test
    void aKeyGivenToTheWrongOptionIsNotRepeated() {
        Path file = session.file("sales.csv", CLEAN);

        Said option = session.importing(file, "--api-key=dub_secret");
        Said fileName = session.importing(file, "--api-key-file", "dub_secret");

        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(fileName.exitCode()).isEqualTo(2);
        assertThat(option.err() + fileName.err()).doesNotContain("dub_secret");
    }

    @Test
    void aDamagedLedgerIsNeverBegunAnew() throws IOException {
        Path file = session.file("sales.csv", CLEAN);
        session.importing(file);
        Files.writeString(session.dataFolder().resolve("ledger.mv.db"), "not a database");

        Said said = session.importing(file);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .contains("the ledger " + session.dataFolder().resolve("ledger.mv.db"))
                .contains("is damaged and cannot be read")
                .doesNotContain("\tat ");
        assertThat(session.calls()).isEqualTo(3);
    }

    @Test
    void statusTellsRunsMoneyAndDoubts() {
        session.importing(session.file("sales.csv", CLEAN));

        Said said = session.run("status", "--data-dir", session.dataFolder().toString());

        assertThat(said.out())
                .contains("completed")
                .contains("3 rows: recorded 3")
                .contains("recorded: 3 sales, 9.80 GBP + 300 JPY + 12.50 USD")
                .contains("in doubt: none");
    }

    private static String counts(JsonNode summary) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String key : List.of(
                "read",
                "recorded",
                "skipped",
                "duplicate",
                "filtered",
                "conflict",
                "invalid",
                "unattributed",
                "refused",
                "failed",
                "inDoubt")) {
            counts.put(key, summary.at("/" + key + "/count").asLong());
        }
        return counts.toString();
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dubimport.ledger.DataFolder;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files of an inbox, and what a person is told who asks for a schedule that cannot be. */
class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId\n";

    @TempDir
    Path folder;

    private final SimulatedTime time = new SimulatedTime(NOON);
    private final Sandbox sandbox = Sandbox.start(Nightshift.SERVICE);
    private Nightshift shift = new Nightshift(Path.of(""), sandbox, time);
    private Runnable stop = () -> fail("not begun");

    @BeforeEach
    void makeInbox() throws IOException {
        shift = new Nightshift(folder, sandbox, time);
        Files.createDirectories(shift.inbox());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aFileIsTakenAsSoonAsItIsComplete() throws IOException {
        time.at(NOON.plusSeconds(600), () -> put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n"));

        watchesUntil(NOON.plusSeconds(800));

        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(archived("sales.csv")).exists();
        assertThat(shift.events())
                .anyMatch(
                        line -> line.matches("2026-03-10T12:11:\\d\\dZ sales.csv: imported, recorded 1, run 1; moved to"
                                + " archive/2026/03/sales.csv"));
    }

    @Test
    void anExportWithoutRowsIsSaidToHaveNone() throws IOException {
        put("empty.csv", HEADER);

        watchesUntil(NOON.plusSeconds(200));

        assertThat(shift.events()).anyMatch(line -> line.contains("empty.csv: imported, no rows, run 1; moved to"));
        Session.Said status;
        try (Session session = new Session(folder)) {
            status = session.run("status", "--data-dir", folder.resolve("data").toString());
        }
        assertThat(status.out()).contains("completed").contains("  no rows\n").doesNotContain("stopped");
    }

    @Test
    void twoNightsWithoutSalesAreTwoExportsThoughTheirBytesAreTheSame() {
        put("monday.csv", HEADER);
        time.at(NOON.plusSeconds(600), () -> put("tuesday.csv", HEADER));

        watchesUntil(NOON.plusSeconds(800));

        assertThat(shift.events()).anyMatch(line -> line.contains("tuesday.csv: imported, no rows"));
    }

    @Test
    void whatWasNotRecordedIsTriedAgainAsOftenAsItIsPutIn() throws IOException {
        String guests = HEADER + "guest-1,1000,stripe,INV-1\ncus_2,1000,stripe,INV-2\n";
        put("guests.csv", guests);
        time.at(NOON.plusSeconds(600), () -> put("again.csv", guests));

        watchesUntil(NOON.plusSeconds(800));

        assertThat(shift.events())
                .anyMatch(line -> line.contains("again.csv: imported, not all recorded, skipped 1, unattributed 1"))
                .noneMatch(line -> line.contains("imported before"));
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aNameThatIsNoTextIsNotTakenForAnotherFiles() throws Exception {
        put("z\ufffd.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        int exitCode = new ProcessBuilder(
                        "bash", "-c", "printf '" + HEADER + "cus_2,1000,stripe,INV-2\n' > $'z\\xc0.csv'")
                .directory(shift.inbox().toFile())
                .start()
                .waitFor();
        assertThat(exitCode).isZero();

        watchesUntil(NOON.plusSeconds(200));

        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(shift.events())
                .filteredOn(line -> line.contains("its name has bytes that are no UTF-8"))
                .singleElement()
                .asString()
                .contains("; moved to failed/");
    }

    @Test
    void aLinkInTheInboxLeadsNobodyToAnotherFolder() throws IOException {
        Path victim = Files.createDirectories(folder.resolve("victim"));
        Path precious = Files.writeString(victim.resolve("ledger"), "precious");
        Files.createSymbolicLink(shift.inbox().resolve(".dub-import"), victim);
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");

        watchesUntil(NOON.plusSeconds(200));

        assertThat(precious).hasContent("precious");
        assertThat(victim.toFile().list()).containsExactly("ledger");
        assertThat(shift.events()).anyMatch(line -> line.contains("a link where a folder of ours has to be"));
    }

    @Test
    void aLinkAmongTheFilesIsNotTakenAndThatIsSaidOnce() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.csv"), HEADER + "cus_1,1000,stripe,INV-1\n");
        Files.createSymbolicLink(shift.inbox().resolve("link.csv"), elsewhere);

        watchesUntil(NOON.plusSeconds(400));

        assertThat(shift.events())
                .filteredOn(line -> line.contains("link.csv"))
                .singleElement()
                .asString()
                .contains("link.csv: a link, and never taken");
        assertThat(sandbox.recorded()).isEmpty();
    }

    @Test
    void anInboxThatIsNoLongerKnownSaysThatItsNightsAreNot() throws IOException {
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        watchesUntil(NOON.plusSeconds(200));
        Files.delete(shift.inbox().resolve(".dub-import/inbox-id"));

        watchesUntil(NOON.plusSeconds(400));
        watchesUntil(NOON.plusSeconds(600));

        assertThat(shift.events())
                .filteredOn(line -> line.contains(".dub-import/inbox-id is gone"))
                .hasSize(1);
    }

    @Test
    void whereOnlyRowsWereRejectedTheyLieBesideTheArchivedFile() throws IOException {
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\nguest-1,1000,stripe,INV-2\ncus_3,much,stripe,INV-3\n");

        watchesUntil(NOON.plusSeconds(200));

        assertThat(archived("sales.csv")).exists();
        assertThat(archived("sales.csv.rejects.csv")).content().contains("INV-2", "INV-3");
        assertThat(archived("sales.csv.report.html")).exists();
        assertThat(shift.events())
                .anyMatch(line -> line.contains("imported, not all recorded, recorded 1, invalid 1, unattributed 1"));
        assertThat(shift.inbox().resolve("failed")).doesNotExist();
    }

    @Test
    void aFileThatWasRefusedIsImportedOnceItIsPutInAgain() throws IOException {
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\ncus_3,much,stripe,INV-3\n");
        watchesUntil(NOON.plusSeconds(200), "--max-rejects", "0");
        Path failed = shift.inbox().resolve("failed/sales.csv");
        assertThat(failed).exists();
        assertThat(failed.resolveSibling("sales.csv.note.txt"))
                .content()
                .contains("sales.csv: 1 row invalid, and --max-rejects allows 0", "What to do: mend");
        assertThat(sandbox.recorded()).isEmpty();

        Files.move(failed, shift.inbox().resolve("sales.csv"));
        watchesUntil(NOON.plusSeconds(800));

        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(archived("sales.csv")).exists();
    }

    @Test
    void whatTheMarkerHasNotComeForIsLeft() throws IOException {
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        put("half.csv", HEADER + "cus_1,1000,str");
        put("sales.csv.done", "");

        watchesUntil(NOON.plusSeconds(600), "--complete", "done");

        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(inInbox()).containsExactly("half.csv");
    }

    @Test
    void aFileThatCouldNotBeMovedAfterItsImportIsNotImportedAgain() throws IOException {
        Files.createDirectories(shift.inbox().resolve("archive"));
        Path obstacle = Files.writeString(shift.inbox().resolve("archive/2026"), "no folder");
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        watchesUntil(NOON.plusSeconds(200));
        assertThat(shift.events()).anyMatch(line -> line.contains("sales.csv: cannot be read or moved ("));
        assertThat(inInbox()).containsExactly("sales.csv");

        Files.delete(obstacle);
        watchesUntil(NOON.plusSeconds(600));

        assertThat(shift.events())
                .filteredOn(line -> line.contains("importing"))
                .hasSize(1);
        assertThat(archived("sales.csv")).exists();
        assertThat(archived("sales.csv.report.html")).exists();
        assertThat(shift.events()).anyMatch(line -> line.contains("dealt with before an interruption; moved to"));
    }

    @Test
    void whatStoppedIsTakenUpAgainByTheNextProcessToo() throws IOException {
        sandbox.play(Faults.parse("503:1"));
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        watchesUntil(NOON.plusSeconds(100));
        assertThat(shift.events()).anyMatch(line -> line.contains("; taken up again in 1 min"));
        sandbox.play(Faults.NONE);

        watchesUntil(NOON.plusSeconds(600));

        assertThat(shift.events()).anyMatch(line -> line.contains("sales.csv: importing, attempt 2"));
        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(archived("sales.csv")).exists();
    }

    @Test
    void whileSomebodyElseUsesTheLedgerFilesWait() {
        AtomicReference<DataFolder> used = new AtomicReference<>();
        time.at(NOON.plusSeconds(300), () -> {
            used.set(DataFolder.open(folder.resolve("data")));
            put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");
        });
        time.at(NOON.plusSeconds(600), () -> {
            assertThat(sandbox.recorded()).isEmpty();
            used.get().close();
        });

        watchesUntil(NOON.plusSeconds(1_200));

        assertThat(shift.events())
                .anyMatch(line -> line.contains("nothing is imported now: another dub-import")
                        && line.endsWith("; tried again in 10 s"));
        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(archived("sales.csv")).exists();
    }

    @Test
    void whoeverWatchesIsToldOnceADayWhereNoFileCame() throws IOException {
        put("sales.csv", HEADER + "cus_1,1000,stripe,INV-1\n");

        watchesUntil(NOON.plus(Duration.ofDays(3)), "--expect-file-by", "06:00", "--zone", "UTC");

        assertThat(shift.events().stream().filter(line -> line.contains("run of ")))
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).contains("run of 2026-03-11T06:00:00Z: 1 new file"),
                        line -> assertThat(line).contains("run of 2026-03-12T06:00:00Z: NO FILE CAME by 06:00"),
                        line -> assertThat(line).contains("run of 2026-03-13T06:00:00Z: NO FILE CAME by 06:00"));
    }

    @Test
    void whatCannotBeAScheduleIsOneLineWithItsMend() {
        try (Session session = new Session(folder)) {
            assertRefused(session, "when? Use either --cron EXPRESSION --zone ZONE, or --watch");
            assertRefused(session, "--zone: missing; name the time zone", "--cron", "0 0 3 * * *");
            assertRefused(session, "use second, minute, hour", "--cron", "at three", "--zone", "UTC");
            assertRefused(session, "there is no such time", "--cron", "0 0 3 30 2 *", "--zone", "UTC");
            assertRefused(session, "no workspace; name the workspace", "--watch");
            assertRefused(session, "unknown: --wokspace", "--watch", "--wokspace=acme");
            assertRefused(session, "\"more.csv\": no option", "--watch", "--workspace", "acme", "more.csv");
            assertRefused(session, "--json: not together with schedule", "--watch", "--workspace", "acme", "--json");
            assertRefused(
                    session,
                    "--alert-on: it is schedule that tells",
                    "--watch",
                    "--workspace",
                    "acme",
                    "--",
                    "--alert-on",
                    "all");
            assertRefused(
                    session,
                    "--zone: the mapping does not say when a sale was made",
                    "--watch",
                    "--workspace",
                    "acme",
                    "--",
                    "--zone",
                    "UTC");
            assertRefused(session, "\"6am\": no time of day; use 06:00", "--watch", "--expect-file-by", "6am");
            assertRefused(session, "\"soon\": use stable, renamed or done", "--watch", "--complete", "soon");
        }
    }

    private void assertRefused(Session session, String message, String... options) {
        String[] arguments = Stream.concat(
                        Stream.of("schedule", "--inbox", shift.inbox().toString()), Stream.of(options))
                .toArray(String[]::new);

        Session.Said said = session.run(arguments);

        assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(message);
    }

    private void watchesUntil(Instant end, String... options) {
        time.at(end, () -> stop.run());
        String[] all = Stream.concat(Stream.of("--watch"), Stream.of(options)).toArray(String[]::new);
        assertThat(shift.runs(stopsIt -> stop = stopsIt, all)).isFalse();
    }

    private void put(String name, String content) {
        try {
            Files.writeString(shift.inbox().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path archived(String name) {
        return shift.inbox().resolve("archive/2026/03").resolve(name);
    }

    private List<String> inInbox() throws IOException {
        try (Stream<Path> files = Files.list(shift.inbox())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}

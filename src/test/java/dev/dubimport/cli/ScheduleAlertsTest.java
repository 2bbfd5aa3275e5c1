package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dubimport.alert.Receiver;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the scheduler tells of what, and how often. */
class ScheduleAlertsTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId\n";

    @TempDir
    Path folder;

    private final SimulatedTime time = new SimulatedTime(NOON);
    private final Sandbox sandbox = Sandbox.start(Nightshift.SERVICE);
    private final Receiver receiver = new Receiver("200 OK");
    private Nightshift shift = new Nightshift(Path.of(""), sandbox, time);
    private Runnable stop = () -> fail("not begun");

    @BeforeEach
    void makeInbox() throws IOException {
        shift = new Nightshift(folder, sandbox, time).telling(receiver.url());
        Files.createDirectories(shift.inbox());
    }

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void rowsToMendAreToldWithWhatTheyComeTo() {
        put("sales.csv", "cus_1,1000,stripe,INV-1\nguest-1,1000,stripe,INV-2\ncus_3,much,stripe,INV-3\n");

        watchesUntil(NOON.plusSeconds(200));

        assertThat(told()).containsExactly("not-recorded sales.csv");
        assertThat(receiver.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.at("/exitCode").asInt()).isEqualTo(1);
            assertThat(alert.at("/runs/0").asInt()).isEqualTo(1);
            assertThat(alert.at("/folder").asString())
                    .isEqualTo(shift.inbox().resolve("archive/2026/03").toString());
            assertThat(alert.at("/destination/workspace").asString()).isEqualTo("acme");
            assertThat(alert.at("/time").asString()).startsWith("2026-03-10T12:");
            assertThat(alert.at("/totals/recorded/amounts/USD").asInt()).isEqualTo(1000);
            assertThat(alert.at("/totals/unattributed/amounts/USD").asInt()).isEqualTo(1000);
            assertThat(alert.at("/totals/invalid/count").asInt()).isEqualTo(1);
        });
        assertThat(receiver.bodies().get(0)).doesNotContain("INV-", "cus_", "guest-", "much", "secret");
    }

    @Test
    void whatGoesWellIsToldOnRequestOnly() {
        put("sales.csv", "cus_1,1000,stripe,INV-1\n");
        watchesUntil(NOON.plusSeconds(200));
        assertThat(told()).isEmpty();

        put("more.csv", "cus_1,1000,stripe,INV-2\n");
        watchesUntil(NOON.plusSeconds(600), "--alert-on", "recorded,no-file");

        assertThat(told()).containsExactly("recorded more.csv");
    }

    @Test
    void aStopIsToldOnceHoweverOftenItIsTriedAndByWhomever() {
        sandbox.play(Faults.parse("503:1"));
        put("sales.csv", "cus_1,1000,stripe,INV-1\n");
        watchesUntil(NOON.plusSeconds(100), "--alert-on", "all");
        watchesUntil(NOON.plusSeconds(400), "--alert-on", "all");
        assertThat(shift.events()).anyMatch(line -> line.contains("sales.csv: importing, attempt 3"));
        assertThat(told()).containsExactly("stopped sales.csv");

        sandbox.play(Faults.NONE);
        watchesUntil(NOON.plusSeconds(3_000), "--alert-on", "all");

        assertThat(told()).containsExactly("stopped sales.csv", "recorded sales.csv");
    }

    @Test
    void aFileThatCannotBeMovedTellsWhatIsToBeMendedAndTheNextProcessWhereItIs() {
        put("sales.csv", "cus_1,1000,stripe,INV-1\ncus_3,much,stripe,INV-3\n");
        makeFolder(shift.inbox().resolve("archive"));
        Path obstacle = shift.inbox().resolve("archive/2026");
        write(obstacle, "no folder");
        watchesUntil(NOON.plusSeconds(200));
        assertThat(told()).containsExactly("not-recorded sales.csv");
        assertThat(receiver.alerts().get(0).at("/what").asString())
                .isEqualTo("Imported; some rows were not recorded. The file cannot be moved to where it belongs."
                        + " It is tried again every hour.");
        assertThat(receiver.alerts().get(0).at("/totals/invalid/count").asInt()).isEqualTo(1);

        delete(obstacle);
        watchesUntil(NOON.plusSeconds(600));

        assertThat(told()).containsExactly("not-recorded sales.csv", "not-recorded sales.csv");
        assertThat(receiver.alerts().get(1).at("/what").asString())
                .isEqualTo("Imported before an interruption; some rows may not be recorded.");
    }

    @Test
    void anInboxThatIsAwayIsToldOnceItHasBeenForTooLong() {
        Path away = folder.resolve("away");
        time.at(NOON.plusSeconds(100), () -> move(shift.inbox(), away));
        time.at(NOON.plusSeconds(700), () -> move(away, shift.inbox()));
        watchesUntil(NOON.plusSeconds(900));
        assertThat(shift.events()).anyMatch(line -> line.contains("the inbox cannot be read"));
        assertThat(told()).isEmpty();

        time.at(NOON.plusSeconds(1_000), () -> move(shift.inbox(), away));
        time.at(NOON.plusSeconds(9_000), () -> move(away, shift.inbox()));
        watchesUntil(NOON.plusSeconds(10_000));

        assertThat(told()).containsExactly("blocked");
        assertThat(receiver.alerts().get(0).at("/what").asString())
                .isEqualTo("The inbox cannot be read. It has been so for 15 minutes.");
    }

    @Test
    void aLedgerThatCannotBeUsedIsToldOnceItHasBeenForTooLong() {
        Path data = folder.resolve("data");
        time.at(NOON.plusSeconds(100), () -> {
            permit(data, "rwxrwxrwx");
            put("sales.csv", "cus_1,1000,stripe,INV-1\n");
        });
        time.at(NOON.plusSeconds(9_000), () -> permit(data, "rwx------"));

        watchesUntil(NOON.plusSeconds(10_000), "--alert-on", "all");

        assertThat(told()).containsExactly("blocked", "recorded sales.csv");
        assertThat(receiver.alerts().get(0).at("/what").asString())
                .isEqualTo("The ledger cannot be used. It has been so for 15 minutes.");
    }

    @Test
    void aLedgerThatIsBusyWhenTheScheduleStartsIsWaitedForAndAnImportByHandIsNobodysAlarm() {
        DataFolder used = DataFolder.open(folder.resolve("data"));
        put("sales.csv", "cus_1,1000,stripe,INV-1\n");
        time.at(NOON.plusSeconds(9_000), used::close);

        watchesUntil(NOON.plusSeconds(10_000), "--alert-on", "all");

        assertThat(shift.events()).anyMatch(line -> line.contains("nothing is imported now: another dub-import"));
        assertThat(told()).containsExactly("recorded sales.csv");
    }

    @Test
    void aNightWithoutItsFileIsToldOnceEvenIfTheSchedulerIsStartedAgain() {
        Instant end = NOON.plus(Duration.ofDays(1));
        String[] options = {"--expect-file-by", "06:00", "--zone", "UTC"};
        watchesUntil(end, options);
        watchesUntil(end.plus(Duration.ofHours(2)), options);

        assertThat(told()).containsExactly("no-file");
        assertThat(receiver.alerts().get(0).at("/what").asString())
                .isEqualTo("For the run of 2026-03-11T06:00:00Z no new file came by 06:00.");
    }

    @Test
    void aReceiverThatRefusesIsALineAndNothingElse() {
        Receiver refusing = new Receiver("403 X");
        shift.telling(refusing.url());
        put("sales.csv", "cus_1,1000,stripe,INV-1\n");

        watchesUntil(NOON.plusSeconds(200), "--alert-on", "all");
        refusing.close();

        assertThat(sandbox.recorded()).hasSize(1);
        assertThat(shift.events())
                .anyMatch(line -> line.matches("2026-03-10T12:\\S+Z alert \"recorded\" not delivered to the webhook at"
                        + " 127.0.0.1: it answers 403"))
                .noneMatch(line -> line.contains("webhook-secret"));
    }

    private List<String> told() {
        return receiver.alerts().stream()
                .map(alert ->
                        (alert.at("/kind").asString() + " " + alert.at("/file").asString("")).strip())
                .toList();
    }

    private void watchesUntil(Instant end, String... options) {
        time.at(end, () -> stop.run());
        String[] all = Stream.concat(Stream.of("--watch"), Stream.of(options)).toArray(String[]::new);
        assertThat(shift.runs(stopsIt -> stop = stopsIt, all)).isFalse();
    }

    private void put(String name, String rows) {
        write(shift.inbox().resolve(name), HEADER + rows);
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void permit(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.dubimport.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.job.Progress;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Run;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LiveFileTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    @Timeout(20)
    void aRunIsSeenFromItsBeginningToItsEndAndLeavesNothing() throws IOException {
        Traces traces = Traces.in(folder, "");
        try (LiveFile live = live(traces)) {
            live.begun(new Run(7, ACME, "/srv/sales.csv", "", "", NOON));
            live.update(recorded(3));
            while (traces.live().isEmpty() || traces.live().get(0).read() < 3) {
                Thread.onSpinWait();
            }
            LiveRun run = traces.live().get(0);
            assertThat(run.run()).isEqualTo(7);
            assertThat(run.destination()).isEqualTo(ACME);
            assertThat(run.rows()).isEqualTo(10);
            assertThat(run.counts()).containsEntry(Outcome.RECORDED, 3L);
            assertThat(text()).doesNotContain("/srv/");
        }
        assertThat(traces.live()).isEmpty();
        assertThat(folder.resolve("live")).isEmptyDirectory();
    }

    @Test
    @Timeout(20)
    void theRunsOfAnotherLedgerInTheSameFolderAreNotOurs() {
        Traces shared = Traces.in(folder, "jdbc:postgresql://db/sales");
        try (LiveFile live = live(shared)) {
            live.begun(new Run(1, ACME, "a.csv", "", "", NOON));
            while (shared.live().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(Traces.in(folder, "").live()).isEmpty();
            assertThat(Traces.in(folder, "jdbc:postgresql://other/sales").live())
                    .isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenTakesNothingAwayFromTheRun() throws IOException {
        Files.writeString(folder.resolve("live"), "a file where the folder should be");
        Heard heard = new Heard();

        try (LiveFile live = Traces.in(folder, "").live(ACME, "a.csv", "a.csv", 10, heard, Clock.systemUTC())) {
            live.begun(new Run(1, ACME, "a.csv", "", "", NOON));
            live.update(recorded(2));
        }

        assertThat(heard.rows).isEqualTo(2);
        assertThat(Traces.in(folder, "").live()).isEmpty();
    }

    @Test
    void whatIsNoProgressOfOursIsPassedOver() throws IOException {
        Path live = Files.createDirectory(folder.resolve("live"));
        for (String text : List.of(
                "",
                "{",
                "[]",
                "{\"run\":\"<script>\"}",
                "null",
                run(NOON, 1, NOON).json().replace("\"at\"", "\"no\""))) {
            Files.writeString(live.resolve("0123456789abcdef.json"), text);
            assertThat(Traces.in(folder, "").live()).as(text).isEmpty();
        }
        Files.createSymbolicLink(
                live.resolve("fedcba9876543210.json"),
                Files.writeString(folder.resolve("x"), run(NOON, 1, NOON).json()));
        assertThat(Traces.in(folder, "").live()).isEmpty();
    }

    @Test
    void whatWasWrittenIsReadAsItWas() {
        LiveRun run = run(NOON, 12.5, NOON.plusSeconds(3));

        assertThat(LiveRun.parse(run.json())).contains(run);
    }

    @Test
    void aRunThatSaysNothingForLongIsSilentAndHasNoTimeLeft() {
        LiveRun run = run(NOON, 2, NOON);

        assertThat(run.isSilent(NOON.plusSeconds(15))).isFalse();
        assertThat(run.left()).contains(Duration.ofSeconds(4));
        assertThat(run.state(NOON)).isEqualTo("importing");
        assertThat(run.isSilent(NOON.plusSeconds(16))).isTrue();
        assertThat(run.state(NOON.plusSeconds(16))).startsWith("fell silent");
        assertThat(LiveView.of(List.of(run), NOON.plusSeconds(16)).toString()).doesNotContain("\"left\"");
    }

    @Test
    void aRunInWhichNothingMovesSaysSo() {
        LiveRun run = run(NOON, 0, NOON.plusSeconds(11));

        assertThat(run.state(NOON.plusSeconds(11))).startsWith("no answer for a while");
        assertThat(run.left()).isEmpty();
    }

    @Test
    void thePaceIsThatOfTheLastHalfMinute() {
        Pace pace = new Pace();
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(pace.at(0, 1_000)).isZero();
        assertThat(pace.at(second, 1_040)).isEqualTo(40);
        for (int i = 2; i <= 60; i++) {
            pace.at(i * second, 1_040 + 10L * i);
        }
        assertThat(pace.at(61 * second, 1_650)).isEqualTo(10);
    }

    private static final class Heard implements Progress {
        private long rows;

        @Override
        public void begun(Run run) {}

        @Override
        public void update(ControlTotals totals) {
            rows = totals.read().count();
        }
    }

    private LiveFile live(Traces traces) {
        return traces.live(ACME, "/srv/sales.csv", "sales.csv", 10, new Heard(), Clock.systemUTC());
    }

    private String text() throws IOException {
        try (var files = Files.list(folder.resolve("live"))) {
            Optional<Path> file =
                    files.filter(each -> each.toString().endsWith(".json")).findFirst();
            return Files.readString(file.orElseThrow());
        }
    }

    private static LiveRun run(Instant movedAt, double perSecond, Instant at) {
        Map<Outcome, Long> counts = new EnumMap<>(LiveRun.counts(recorded(2)));
        return new LiveRun(7, "sales.csv", ACME, 10, counts, perSecond, NOON, movedAt, at);
    }

    private static ControlTotals recorded(int rows) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        for (int row = 0; row < rows; row++) {
            tally.count(Outcome.RECORDED, Optional.empty());
        }
        return tally.totals();
    }
}

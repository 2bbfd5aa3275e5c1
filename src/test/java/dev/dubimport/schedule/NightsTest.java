package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.schedule.Happening.NightEnded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which night a file is of. */
class NightsTest {
    @TempDir
    Path folder;

    private Rehearsal rehearsal = new Rehearsal(Path.of(""));
    private Nights nights = nights(Optional.empty());

    @BeforeEach
    void expectAFileEachDayBySix() {
        rehearsal = new Rehearsal(folder);
        nights = nights(Optional.of(LocalTime.of(6, 0)));
        nights.begin(rehearsal.diary, Rehearsal.INBOX, Rehearsal.NOON);
    }

    @Test
    void aFileThatWasTakenLateIsOfOneDayOnly() {
        // It came in time; the ledger was busy until ten past.
        rehearsal.passUntil(Instant.parse("2026-03-11T06:10:00Z"));
        open();
        take("first");
        rehearsal.pass(Duration.ofSeconds(1));
        close();
        rehearsal.passUntil(Instant.parse("2026-03-12T06:00:10Z"));
        open();
        close();

        assertThat(rehearsal.told(NightEnded.class))
                .extracting(NightEnded::isFileMissing)
                .containsExactly(false, true);
    }

    @Test
    void aFileThatWasTakenBeforeItsDayEndsIsOfThatDay() {
        for (int day = 11; day <= 13; day++) {
            rehearsal.passUntil(Instant.parse("2026-03-" + day + "T05:45:00Z"));
            take("of day " + day);
            rehearsal.passUntil(Instant.parse("2026-03-" + day + "T06:00:10Z"));
            open();
            close();
        }

        assertThat(rehearsal.told(NightEnded.class))
                .extracting(NightEnded::isFileMissing)
                .containsExactly(false, false, false);
    }

    @Test
    void anInboxThatIsMadeAnewUnderTheScheduleIsStillExpectedToHaveItsFile() {
        rehearsal.passUntil(Instant.parse("2026-03-11T06:00:10Z"));
        nights.open(rehearsal.diary, "another-inbox", rehearsal.clock().instant());
        nights.count(rehearsal.diary, "another-inbox");
        assertThat(nights.isOver(rehearsal.clock().instant(), false)).isTrue();
        nights.close(rehearsal.diary, "another-inbox", 0);

        assertThat(rehearsal.told(NightEnded.class))
                .extracting(NightEnded::isFileMissing)
                .containsExactly(true);
    }

    @Test
    void aFileThatAClockAheadSawInANightToComeIsNoFileOfThatNight() {
        rehearsal.passUntil(Instant.parse("2026-03-15T05:59:00Z"));
        take("seen by a clock that is ahead");
        rehearsal.passUntil(Instant.parse("2026-03-15T06:00:10Z"));
        open();
        close();

        rehearsal.passUntil(Instant.parse("2026-03-11T12:00:00Z"));
        open();
        rehearsal.pass(Duration.ofSeconds(1));
        close();
        rehearsal.passUntil(Instant.parse("2026-03-15T06:00:10Z"));
        open();
        close();

        assertThat(rehearsal.told(NightEnded.class))
                .extracting(NightEnded::isFileMissing)
                .containsExactly(false, false, true);
    }

    private Nights nights(Optional<LocalTime> expectFileBy) {
        Plan plan = rehearsal.watching(expectFileBy);
        return new Nights(plan, rehearsal.events(plan));
    }

    private void open() {
        nights.open(rehearsal.diary, Rehearsal.INBOX, rehearsal.clock().instant());
    }

    private void close() {
        nights.count(rehearsal.diary, Rehearsal.INBOX);
        assertThat(nights.isOver(rehearsal.clock().instant(), false)).isTrue();
        nights.close(rehearsal.diary, Rehearsal.INBOX, 0);
    }

    private void take(String sha256) {
        Instant now = rehearsal.clock().instant();
        rehearsal.diary.note(
                new Delivery(sha256, Rehearsal.INBOX, "sales.csv", Delivery.State.IMPORTED, 0, 0, 0, now, now, true));
    }
}

package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void everyNightAtThreeIsEveryNightAtThreeOfTheZone() {
        assertThat(due("0 0 3 * * *", BERLIN, "2026-01-10T02:59:59+01:00", 2))
                .containsExactly("2026-01-10T03:00+01:00[Europe/Berlin]", "2026-01-11T03:00+01:00[Europe/Berlin]");
        assertThat(due("0 0 3 * * *", ZoneId.of("America/New_York"), "2026-01-10T02:59:59-05:00", 1))
                .containsExactly("2026-01-10T03:00-05:00[America/New_York]");
    }

    @Test
    void aTimeThatTheClockLeavesOutInSpringComesAsMuchLater() {
        assertThat(due("0 30 2 * * *", BERLIN, "2026-03-28T02:29:00+01:00", 3))
                .containsExactly(
                        "2026-03-28T02:30+01:00[Europe/Berlin]",
                        "2026-03-29T03:30+02:00[Europe/Berlin]",
                        "2026-03-30T02:30+02:00[Europe/Berlin]");
    }

    @Test
    void itIsStillFoundByALookFromBehindTheGap() {
        assertThat(due("0 30 2 * * *", BERLIN, "2026-03-29T03:10:00+02:00", 1))
                .containsExactly("2026-03-29T03:30+02:00[Europe/Berlin]");
        assertThat(due("0 30 2 * * *", BERLIN, "2026-03-29T03:30:00+02:00", 1))
                .containsExactly("2026-03-30T02:30+02:00[Europe/Berlin]");
    }

    @Test
    void aTimeThatComesTwiceInAutumnIsMeantTheFirstTime() {
        assertThat(due("0 30 2 * * *", BERLIN, "2026-10-24T02:29:00+02:00", 3))
                .containsExactly(
                        "2026-10-24T02:30+02:00[Europe/Berlin]",
                        "2026-10-25T02:30+02:00[Europe/Berlin]",
                        "2026-10-26T02:30+01:00[Europe/Berlin]");
        assertThat(due("0 30 2 * * *", BERLIN, "2026-10-25T02:10:00+01:00", 1))
                .as("between the two, and past the first")
                .containsExactly("2026-10-26T02:30+01:00[Europe/Berlin]");
    }

    @Test
    void aYearHasAsManyNightsAsDaysWhateverTheHour() {
        for (int hour = 0; hour < 24; hour++) {
            Calendar nightly = Calendar.daily(LocalTime.of(hour, 30), BERLIN);

            Calendar.Due year =
                    nightly.due(Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-12-31T23:00:00Z"));

            assertThat(year.nights()).as("at %d:30", hour).isEqualTo(365);
        }
    }

    @Test
    void hourlyRunsAreNeverDueTwiceAtOneMoment() {
        assertThat(due("0 0 * * * *", BERLIN, "2026-03-29T00:30:00+01:00", 3))
                .containsExactly(
                        "2026-03-29T01:00+01:00[Europe/Berlin]",
                        "2026-03-29T03:00+02:00[Europe/Berlin]",
                        "2026-03-29T04:00+02:00[Europe/Berlin]");
    }

    @Test
    void whatBecameDueIsCountedUpToAndWithTheMoment() {
        Calendar nightly = Calendar.parse("0 0 3 * * *", ZoneId.of("UTC"));
        Instant third = Instant.parse("2026-01-03T03:00:00Z");

        assertThat(nightly.due(third, third.minusSeconds(1))).isEqualTo(new Calendar.Due(0, third));
        assertThat(nightly.due(third, third)).isEqualTo(new Calendar.Due(0, third));
        assertThat(nightly.due(third, Instant.parse("2026-01-06T03:00:00Z")))
                .isEqualTo(new Calendar.Due(3, Instant.parse("2026-01-06T03:00:00Z")));
    }

    @Test
    void aTimeThatNeverComesIsNeverDue() {
        assertThat(Calendar.parse("0 0 3 30 2 *", BERLIN).next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        assertThatThrownBy(() -> Calendar.parse("3 o'clock", BERLIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 fields");
    }

    private static List<String> due(String cron, ZoneId zone, String after, int times) {
        Calendar calendar = Calendar.parse(cron, zone);
        List<String> due = new ArrayList<>();
        Instant time = ZonedDateTime.parse(after).toInstant();
        for (int found = 0; found < times; found++) {
            time = calendar.next(time).orElseThrow();
            due.add(time.atZone(zone).toString());
        }
        return due;
    }
}

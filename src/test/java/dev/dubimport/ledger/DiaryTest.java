package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.ledger.Delivery.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

@ParameterizedClass
@EnumSource
class DiaryTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination OTHER = new Destination(URI.create("https://api.dub.co"), "other");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private HikariDataSource database;
    private Ledger ledger;
    private Turn turn;
    private Diary diary;

    @BeforeEach
    void open() {
        database = kind.fresh();
        ledger = Ledger.open(database, new JdbcTransactionManager(database), new AdjustableClock(NOON));
        turn = ledger.turn(ACME, Duration.ofSeconds(20));
        assertThat(turn.tryTake()).isEmpty();
        diary = ledger.diary(ACME, turn);
    }

    @AfterEach
    void close() {
        turn.close();
        database.close();
    }

    @Test
    void theLatestNoteOfAContentIsKeptAndOfThatDestinationOnly() {
        Delivery stopped = delivery("abc", "inbox-1", State.STOPPED);
        diary.note(stopped);
        assertThat(diary.delivery("abc")).contains(stopped);

        Delivery imported = delivery("abc", "inbox-1", State.IMPORTED);
        diary.note(imported);

        assertThat(diary.delivery("abc")).contains(imported);
        diary.note(imported.putAway());
        assertThat(diary.delivery("abc")).contains(imported.putAway());
        assertThat(diary.delivery("other")).isEmpty();
        assertThat(ledger.diary(OTHER, turn).delivery("abc")).isEmpty();
    }

    @Test
    void whatStoppedIsFoundByItsInbox() {
        Delivery stopped = delivery("abc", "inbox-1", State.STOPPED);
        diary.note(stopped);
        diary.note(delivery("def", "inbox-1", State.IMPORTED));
        diary.note(delivery("ghi", "inbox-2", State.STOPPED));
        diary.note(delivery("jkl", "inbox-1", State.REFUSED));

        assertThat(diary.toBeTakenUp("inbox-1")).containsExactly(stopped);
        assertThat(diary.takenSince("inbox-1", NOON)).isEqualTo(2);
        assertThat(diary.takenSince("inbox-1", NOON.plusMillis(1))).isZero();
    }

    @Test
    void nightsAreCountedByInboxAndStruckWhereTheClockWasAhead() {
        assertThat(diary.lastNight("inbox-1")).isEmpty();
        diary.noteNights("inbox-1", NOON, 1, 2);
        diary.noteNights("inbox-1", NOON.plusSeconds(60), 5, 0);
        diary.noteNights("inbox-2", NOON.plusSeconds(90), 1, 0);
        assertThat(diary.lastNight("inbox-1")).contains(NOON.plusSeconds(60));
        assertThat(diary.nights("inbox-1")).isEqualTo(6);

        diary.strikeNightsAfter("inbox-1", NOON);

        assertThat(diary.lastNight("inbox-1")).contains(NOON);
        assertThat(diary.nights("inbox-1")).isEqualTo(1);
        assertThat(diary.lastNight("inbox-2")).contains(NOON.plusSeconds(90));
    }

    @Test
    void whoLostTheTurnWritesNothing() {
        assumeTrue(kind == TestDatabase.POSTGRESQL, "the lock of a folder cannot be lost");
        new JdbcTemplate(database).update("update lease set token = 'of another'");

        assertThatThrownBy(() -> diary.noteNights("inbox-1", NOON, 1, 0)).isInstanceOf(TakenOver.class);
        assertThatThrownBy(() -> diary.note(delivery("abc", "inbox-1", State.IMPORTED)))
                .isInstanceOf(TakenOver.class);

        assertThat(diary.delivery("abc")).isEmpty();
        assertThat(diary.lastNight("inbox-1")).isEmpty();
    }

    private static Delivery delivery(String sha256, String inbox, State state) {
        return new Delivery(sha256, inbox, "sales.csv", state, 2, 1, 0, NOON, NOON.plusSeconds(120), false);
    }
}

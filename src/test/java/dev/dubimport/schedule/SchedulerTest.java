package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.schedule.Happening.Blocked;
import dev.dubimport.schedule.Happening.Obstacle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a scheduler looks, and what it says of what is in the way. */
class SchedulerTest {
    @TempDir
    Path folder;

    @Test
    void whatAnotherSchedulerPutOffBeforeItDiedIsTakenUpBetweenTheNights() {
        Rehearsal rehearsal = new Rehearsal(folder);
        Office office = work -> {
            work.accept(rehearsal.desk());
            return Optional.empty();
        };
        Path file = folder.resolve("sales.csv");

        runs(rehearsal, office, Duration.ofMinutes(30), Duration.ofMinutes(2), () -> {
            rehearsal.file("sales.csv", "content");
            leftByAnother(rehearsal, file);
        });

        assertThat(rehearsal.imported).containsExactly(file);
    }

    @Test
    void aNewFileBetweenTheNightsIsLeftForTheNextOfThem() {
        Rehearsal rehearsal = new Rehearsal(folder);
        Office office = work -> {
            work.accept(rehearsal.desk());
            return Optional.empty();
        };
        rehearsal.file("sales.csv", "content");

        runs(rehearsal, office, Duration.ofMinutes(30));
        assertThat(rehearsal.imported).isEmpty();

        runs(rehearsal, office, Duration.ofHours(24));
        assertThat(rehearsal.imported).hasSize(1);
    }

    @Test
    void aLongImportOfSomebodyElseIsToldOnlyOnceItTakesVeryLong() {
        Rehearsal rehearsal = new Rehearsal(folder);
        Office busy = work -> Optional.of(new Office.Hindrance("another imports", true));

        runs(rehearsal, busy, Duration.ofHours(5));
        assertThat(rehearsal.told(Blocked.class)).isEmpty();

        runs(rehearsal, busy, Duration.ofHours(7));
        assertThat(rehearsal.told(Blocked.class)).containsExactly(new Blocked(Obstacle.OTHERS, Duration.ofHours(6)));
    }

    @Test
    void aLedgerThatCannotBeUsedIsToldAfterAQuarterOfAnHour() {
        Rehearsal rehearsal = new Rehearsal(folder);
        Office broken = work -> Optional.of(new Office.Hindrance("the disk is full", false));

        runs(rehearsal, broken, Duration.ofMinutes(40));

        assertThat(rehearsal.told(Blocked.class)).containsExactly(new Blocked(Obstacle.LEDGER, Duration.ofMinutes(15)));
    }

    /** A scheduler that is started now, and stopped after that time. */
    private static void runs(Rehearsal rehearsal, Office office, Duration time) {
        runs(rehearsal, office, time, time, () -> {});
    }

    /** Likewise, while something happens after a while. */
    private static void runs(Rehearsal rehearsal, Office office, Duration time, Duration after, Runnable happens) {
        Instant end = rehearsal.clock().instant().plus(time);
        Instant moment = rehearsal.clock().instant().plus(after);
        AtomicBoolean hasHappened = new AtomicBoolean();
        new Scheduler(
                        rehearsal.nightly("0 0 3 * * *"),
                        office,
                        rehearsal.clock(),
                        () -> Duration.between(Rehearsal.NOON, rehearsal.clock().instant())
                                .toNanos(),
                        length -> {
                            rehearsal.pass(length);
                            if (!rehearsal.clock().instant().isBefore(moment)
                                    && hasHappened.compareAndSet(false, true)) {
                                happens.run();
                            }
                        },
                        () -> !rehearsal.clock().instant().isBefore(end),
                        rehearsal.lines::add,
                        rehearsal.happenings::add)
                .run();
    }

    private void leftByAnother(Rehearsal rehearsal, Path file) {
        Instant now = rehearsal.clock().instant();
        try {
            String inbox =
                    Files.readString(folder.resolve(".dub-import/inbox-id")).strip();
            rehearsal.diary.note(new Delivery(
                    Content.sha256(file),
                    inbox,
                    "sales.csv",
                    Delivery.State.STOPPED,
                    1,
                    0,
                    0,
                    now,
                    now.plusSeconds(60),
                    false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

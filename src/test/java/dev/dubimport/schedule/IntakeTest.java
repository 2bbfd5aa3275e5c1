package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import dev.dubimport.sale.Outcome;
import dev.dubimport.schedule.Happening.Fate;
import dev.dubimport.schedule.Happening.FileEnded;
import dev.dubimport.schedule.Happening.FileGone;
import dev.dubimport.schedule.Happening.FileStuck;
import dev.dubimport.schedule.Imported.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file by how its imports end, and by what the diary has of it. */
class IntakeTest {
    @TempDir
    Path folder;

    private Rehearsal rehearsal = new Rehearsal(Path.of(""));
    private Intake intake = rehearsal.intake();
    private Path file = Path.of("");

    @BeforeEach
    void putAFileIntoTheInbox() {
        rehearsal = new Rehearsal(folder);
        intake = rehearsal.intake();
        file = rehearsal.file("sales.csv", "content");
    }

    @Test
    void stopsDoNotCountTowardsGivingUp() throws IOException {
        rehearsal.importsEnd(Ending.STOPPED);
        for (int stop = 0; stop < 10; stop++) {
            take();
        }
        rehearsal.importsEnd(Ending.UNSETTLED);
        take();

        assertThat(delivery().state()).isEqualTo(State.STOPPED);
        assertThat(delivery().attempts()).isEqualTo(11);
        assertThat(delivery().unsettled()).isEqualTo(1);
        assertThat(file).exists();
    }

    @Test
    void whatIsUnsettledEightTimesNeedsAPerson() throws IOException {
        rehearsal.importsEnd(Ending.UNSETTLED);
        for (int attempt = 1; attempt < 8; attempt++) {
            take();
            assertThat(delivery().state()).as("attempt " + attempt).isEqualTo(State.STOPPED);
        }
        take();

        assertThat(delivery().state()).isEqualTo(State.REFUSED);
        assertThat(folder.resolve("failed/sales.csv")).exists();
        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::isTold)
                .startsWith(tuple(Fate.PUT_OFF, false))
                .endsWith(tuple(Fate.GIVEN_UP, false))
                .hasSize(8);
    }

    @Test
    void aFileThatEndsTheProcessAgainAndAgainIsToldOnceAndLeavesTheOthersTheirTurn() throws IOException {
        rehearsal.importsKill();
        for (int kill = 1; kill <= 4; kill++) {
            intake = rehearsal.intake();
            assertThatThrownBy(this::take).isInstanceOf(OutOfMemoryError.class);
            rehearsal.pass(Duration.ofHours(1));
        }

        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::imported, FileEnded::isTold)
                .containsExactly(
                        tuple(Fate.PUT_OFF, Optional.empty(), false), tuple(Fate.PUT_OFF, Optional.empty(), true));
        rehearsal.pass(Duration.ofHours(-1));
        intake = rehearsal.intake();
        take();
        assertThat(rehearsal.imported).as("not at once").hasSize(4);
        assertThat(intake.waiting().isPutOff(file, rehearsal.clock().instant())).isTrue();
    }

    @Test
    void aKilledImportIsGoneOnWithAtOnce() throws IOException {
        rehearsal.importsKill();
        assertThatThrownBy(this::take).isInstanceOf(OutOfMemoryError.class);

        rehearsal.importsEnd(Ending.RECORDED);
        intake = rehearsal.intake();
        take();

        assertThat(delivery().state()).isEqualTo(State.IMPORTED);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatCannotBeMovedIsToldWhenItIsImportedAndNotAgainWhenItIsMoved() throws IOException {
        Path obstacle = importedInPartAndNotMoved();
        assertThat(rehearsal.told(FileStuck.class))
                .singleElement()
                .satisfies(stuck ->
                        assertThat(stuck.imported().orElseThrow().ending()).isEqualTo(Ending.REJECTS));

        Files.delete(obstacle);
        rehearsal.pass(Duration.ofHours(2));
        take();

        assertThat(rehearsal.imported).hasSize(1);
        assertThat(rehearsal.told(FileStuck.class)).hasSize(1);
        assertThat(rehearsal.told(FileEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.isTold()).isTrue();
            assertThat(ended.fate()).isEqualTo(Fate.REJECTS);
            assertThat(ended.imported().orElseThrow().runs()).containsExactly(7L);
        });
        assertThat(rehearsal.lines).noneMatch(line -> line.contains("interruption"));
    }

    @Test
    void whatTheNextProcessFindsDealtWithIsMovedAndTold() throws IOException {
        Path obstacle = importedInPartAndNotMoved();
        Files.delete(obstacle);

        intake = rehearsal.intake();
        take();

        assertThat(rehearsal.imported).hasSize(1);
        assertThat(folder.resolve("archive/2026/03/sales.csv.rejects.csv")).exists();
        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::isTold)
                .containsExactly(tuple(Fate.REJECTS, false));
    }

    @Test
    void aFileOfTheSameBytesIsNotTakenForOneThatHasGoneWithAllThatWasMadeOfIt() throws IOException {
        rehearsal.importsEnd(Ending.REFUSED);
        take();
        rehearsal.diary.note(notPutAway());
        file = rehearsal.file("sales.csv", "content");

        rehearsal.importsEnd(Ending.RECORDED);
        take();

        assertThat(rehearsal.imported).hasSize(2);
        assertThat(folder.resolve("archive/2026/03/sales.csv")).exists();
    }

    @Test
    void aStopIsToldThoughTheImportBeforeItWasKilled() throws IOException {
        rehearsal.importsKill();
        assertThatThrownBy(this::take).isInstanceOf(OutOfMemoryError.class);
        rehearsal.importsEnd(Ending.UNSETTLED);
        intake = rehearsal.intake();
        take();
        take();

        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::isTold)
                .containsExactly(tuple(Fate.PUT_OFF, false), tuple(Fate.PUT_OFF, true));
    }

    @Test
    void aFileThatIsReplacedWhileItWaitsIsToldOnce() throws IOException {
        rehearsal.importsEnd(Ending.UNSETTLED);
        take();
        Rehearsal.write(file, "of somebody else");
        rehearsal.importsEnd(Ending.RECORDED);
        take();
        rehearsal.file("other.csv", "other");
        take();

        assertThat(rehearsal.told(FileGone.class)).extracting(FileGone::file).containsExactly("sales.csv");
        assertThat(rehearsal.lines).anyMatch(line -> line.contains("sales.csv: has other content now"));
    }

    @Test
    void aFileThatIsTakenAwayWhileItWaitsIsToldOnceAndIsNewWhenItComesBack() throws IOException {
        rehearsal.importsEnd(Ending.UNSETTLED);
        take();
        Files.delete(file);
        intake.remember(rehearsal.diary, Rehearsal.INBOX);
        intake.remember(rehearsal.diary, Rehearsal.INBOX);
        assertThat(rehearsal.told(FileGone.class)).hasSize(1);

        file = rehearsal.file("sales.csv", "content");
        rehearsal.importsEnd(Ending.RECORDED);
        take();

        assertThat(folder.resolve("archive/2026/03/sales.csv")).exists();
    }

    @Test
    void aFileOfWhichRowsWereFilteredIsImportedAgainWhenItIsPutIn() throws IOException {
        rehearsal.rowsAre(Outcome.FILTERED);
        take();
        file = rehearsal.file("sales.csv", "content");
        take();

        assertThat(rehearsal.imported).hasSize(2);
        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate)
                .containsExactly(Fate.RECORDED, Fate.RECORDED);
    }

    @Test
    void aFileThatIsTakenAwayDuringItsImportIsToldAndLeavesItsRejects() throws IOException {
        rehearsal.importsEnd(Ending.REJECTS);
        rehearsal.meanwhile(() -> delete(file));
        take();

        assertThat(folder.resolve("archive/2026/03/sales.csv.rejects.csv")).exists();
        assertThat(rehearsal.told(FileEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.fate()).isEqualTo(Fate.REJECTS);
            assertThat(ended.folder()).isEqualTo(folder.resolve("archive/2026/03"));
        });
    }

    @Test
    void aFileThatIsReplacedDuringItsImportIsToldAndTheOtherIsTakenByItself() throws IOException {
        rehearsal.importsEnd(Ending.REJECTS);
        rehearsal.meanwhile(() -> move(rehearsal.file("upload.part", "of somebody else"), file));
        take();
        rehearsal.importsEnd(Ending.RECORDED);
        take();

        assertThat(rehearsal.imported).hasSize(2);
        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate)
                .containsExactly(Fate.REJECTS, Fate.RECORDED);
        assertThat(folder.resolve("archive/2026/03/sales.csv")).hasContent("of somebody else");
    }

    @Test
    void whatWasMovedByAProcessThatWasKilledThenIsToldByTheNext() throws IOException {
        rehearsal.importsEnd(Ending.REJECTS);
        take();
        rehearsal.happenings.clear();
        rehearsal.diary.note(notPutAway());

        rehearsal.intake().remember(rehearsal.diary, Rehearsal.INBOX);
        rehearsal.intake().remember(rehearsal.diary, Rehearsal.INBOX);

        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::isTold)
                .containsExactly(tuple(Fate.REJECTS, false));
    }

    @Test
    void whatWasToldOfAFileThatCouldNotBeMovedIsNotToldOfAnotherOfItsName() throws IOException {
        Path obstacle = importedInPartAndNotMoved();
        Files.delete(obstacle);
        Rehearsal.write(file, "of the next night");
        take();

        assertThat(rehearsal.told(FileEnded.class))
                .extracting(FileEnded::fate, FileEnded::isTold)
                .containsExactly(tuple(Fate.REJECTS, false));
    }

    @Test
    void anotherFileOfTheNameThatWasWaitedForIsLeftForItsNight() throws IOException {
        rehearsal.importsEnd(Ending.STOPPED);
        take();
        Rehearsal.write(file, "of the next night");
        rehearsal.pass(Duration.ofHours(2));
        intake.remember(rehearsal.diary, Rehearsal.INBOX);
        assertThat(intake.waiting().isToBeTakenUp(file, rehearsal.clock().instant()))
                .isTrue();

        intake.take(rehearsal.desk(), Rehearsal.INBOX, file, false);

        assertThat(rehearsal.imported).hasSize(1);
        assertThat(file).exists();
        assertThat(intake.waiting().isToBeTakenUp(file, rehearsal.clock().instant()))
                .isFalse();
    }

    /** What stands where the archive has to be. */
    private Path importedInPartAndNotMoved() throws IOException {
        Files.createDirectory(folder.resolve("archive"));
        Path obstacle = Rehearsal.write(folder.resolve("archive/2026"), "no folder");
        rehearsal.importsEnd(Ending.REJECTS);
        take();
        return obstacle;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take() {
        intake.remember(rehearsal.diary, Rehearsal.INBOX);
        rehearsal.diary.toBeTakenUp(Rehearsal.INBOX).forEach(left -> {
            if (left.state() == State.STOPPED) {
                rehearsal.passUntil(left.next());
            }
        });
        intake.take(rehearsal.desk(), Rehearsal.INBOX, file, true);
    }

    private Delivery delivery() throws IOException {
        return rehearsal.diary.delivery(Content.sha256(existing())).orElseThrow();
    }

    private Path existing() throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        Path given = folder.resolve("failed/sales.csv");
        return Files.exists(given) ? given : folder.resolve("archive/2026/03/sales.csv");
    }

    private Delivery notPutAway() throws IOException {
        Delivery known = delivery();
        return new Delivery(
                known.sha256(),
                known.inbox(),
                known.name(),
                known.state(),
                known.attempts(),
                known.unsettled(),
                known.begun(),
                known.taken(),
                known.next(),
                false);
    }
}

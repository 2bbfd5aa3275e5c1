package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    private static final Instant YESTERDAY = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private long nanos;

    @Test
    void aFileIsStableOnceALaterLookFoundItTheSame() throws IOException {
        Inbox inbox = inbox(Completeness.STABLE);
        Path sales = write("sales.csv", "one", YESTERDAY);

        assertThat(inbox.look()).isEqualTo(seen(true));
        pass(Duration.ofSeconds(59));
        assertThat(inbox.look()).isEqualTo(seen(true));
        pass(Duration.ofSeconds(1));
        assertThat(inbox.look()).isEqualTo(seen(false, sales));
    }

    @Test
    void aFileThatGrowsIsNotEvenWhereItsTimeStaysBehind() throws IOException {
        Inbox inbox = inbox(Completeness.STABLE);
        Path sales = write("sales.csv", "one", YESTERDAY);
        inbox.look();
        pass(Duration.ofMinutes(1));
        Files.writeString(sales, "two", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(sales, FileTime.from(YESTERDAY));

        assertThat(inbox.look()).isEqualTo(seen(true));
        pass(Duration.ofMinutes(1));
        assertThat(inbox.look()).isEqualTo(seen(false, sales));
    }

    @Test
    void aFileThatIsWrittenOverInTheSameSizeIsNot() throws IOException {
        Inbox inbox = inbox(Completeness.STABLE);
        write("sales.csv", "one", YESTERDAY);
        inbox.look();
        pass(Duration.ofMinutes(1));
        write("sales.csv", "two", YESTERDAY.plusSeconds(1));

        assertThat(inbox.look()).isEqualTo(seen(true));
    }

    @Test
    void aFileThatWentAndCameAgainIsNewlyLookedAt() throws IOException {
        Inbox inbox = inbox(Completeness.STABLE);
        Path sales = write("sales.csv", "one", YESTERDAY);
        inbox.look();
        Files.delete(sales);
        pass(Duration.ofMinutes(1));
        inbox.look();
        write("sales.csv", "one", YESTERDAY);

        assertThat(inbox.look()).isEqualTo(seen(true));
    }

    @Test
    void aFileThatIsRenamedIntoPlaceIsCompleteAtOnce() throws IOException {
        Inbox inbox = inbox(Completeness.RENAMED);
        Path writing = write("sales.csv.part", "one", YESTERDAY);
        assertThat(inbox.look()).isEqualTo(seen(false));

        Path sales = Files.move(writing, folder.resolve("sales.csv"));

        assertThat(inbox.look()).isEqualTo(seen(false, sales));
    }

    @Test
    void aFileWithAMarkerIsCompleteWithItAndNotBefore() throws IOException {
        Inbox inbox = inbox(Completeness.DONE);
        Path sales = write("sales.csv", "one", YESTERDAY);
        assertThat(inbox.look()).isEqualTo(seen(true));

        write("sales.csv.done", "", YESTERDAY);

        assertThat(inbox.look()).isEqualTo(seen(false, sales));
    }

    @Test
    void aMarkerThatAnEarlierFileOfTheNameLeftTellsNothing() throws IOException {
        Inbox inbox = inbox(Completeness.DONE);
        write("sales.csv.done", "", YESTERDAY);
        write("sales.csv", "half", YESTERDAY.plusSeconds(60));

        assertThat(inbox.look()).isEqualTo(seen(true));
    }

    @Test
    void foldersLinksHiddenAndUnfinishedFilesAreNobodysFiles() throws IOException {
        Files.createDirectories(folder.resolve("archive"));
        Files.createDirectories(folder.resolve(".dub-import"));
        Path elsewhere = write(".hidden.csv", "one", YESTERDAY);
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), elsewhere);
        write("sales.csv.PART", "one", YESTERDAY);
        write("sales.csv.filepart", "one", YESTERDAY);
        write("sales.csv~", "one", YESTERDAY);
        Path second = write("b.csv", "one", YESTERDAY);
        Path first = write("a.xlsx", "one", YESTERDAY);

        assertThat(inbox(Completeness.RENAMED).look())
                .as("in the order of their names")
                .isEqualTo(new Inbox.Look(List.of(first, second), false, Set.of(link)));
    }

    @Test
    void aFileThatChangedWhileOthersWereDealtWithIsNoLongerComplete() throws IOException {
        Inbox inbox = inbox(Completeness.STABLE);
        Path file = write("sales.csv", "one", YESTERDAY);
        inbox.look();
        pass(Duration.ofMinutes(1));
        assertThat(inbox.look()).isEqualTo(seen(false, file));
        assertThat(inbox.isStillComplete(file)).isTrue();

        write("sales.csv", "one, and half of", YESTERDAY.plusSeconds(1));

        assertThat(inbox.isStillComplete(file)).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(inbox.isStillComplete(file)).isTrue();
        Files.delete(file);
        assertThat(inbox.isStillComplete(file)).isFalse();
    }

    @Test
    void aFileWhoseMarkerIsTakenAwayIsNoLongerComplete() throws IOException {
        Inbox inbox = inbox(Completeness.DONE);
        Path file = write("sales.csv", "one", YESTERDAY);
        Path marker = write("sales.csv.done", "", YESTERDAY);
        assertThat(inbox.look()).isEqualTo(seen(false, file));

        Files.delete(marker);

        assertThat(inbox.isStillComplete(file)).isFalse();
    }

    private Inbox inbox(Completeness completeness) {
        return new Inbox(folder, completeness, Duration.ofMinutes(1), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Inbox.Look seen(boolean unfinished, Path... complete) {
        return new Inbox.Look(List.of(complete), unfinished, Set.of());
    }

    private Path write(String name, String content, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}

package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final ZonedDateTime IN_MARCH = ZonedDateTime.parse("2026-03-01T00:30:00+01:00[Europe/Berlin]");
    private static final String CONTENT = "0123456789abcdef0123";

    @TempDir
    Path inbox;

    @Test
    void aFileGoesToItsMonthWithAllThatWasMadeOfIt() throws IOException {
        Archive archive = new Archive(inbox);
        Path beside = archive.cleared(CONTENT);
        Files.writeString(beside.resolve("report.html"), "report");
        Files.writeString(beside.resolve("rejects.csv"), "rejects");

        Path place = archive.store(file("sales.csv", "sales"), beside, IN_MARCH);

        assertThat(place).isEqualTo(Path.of("archive/2026/03/sales.csv"));
        assertThat(inbox.resolve(place)).hasContent("sales");
        assertThat(inbox.resolve("archive/2026/03/sales.csv.report.html")).hasContent("report");
        assertThat(inbox.resolve("archive/2026/03/sales.csv.rejects.csv")).hasContent("rejects");
        assertThat(inbox.resolve("sales.csv")).doesNotExist();
        assertThat(beside).doesNotExist();
    }

    @Test
    void aNameThatAKilledProcessTookAndDidNotFillIsFree() throws IOException {
        Files.createDirectories(inbox.resolve("archive/2026/03"));
        Files.writeString(inbox.resolve("archive/2026/03/sales.csv"), "");
        Archive archive = new Archive(inbox);

        Path place = archive.store(file("sales.csv", "sales"), archive.cleared(CONTENT), IN_MARCH);

        assertThat(place).isEqualTo(Path.of("archive/2026/03/sales.csv"));
        assertThat(inbox.resolve(place)).hasContent("sales");
    }

    @Test
    void noFileIsEverOverwritten() throws IOException {
        Archive archive = new Archive(inbox);
        for (String content : new String[] {"first", "second", "third"}) {
            Path beside = archive.cleared(CONTENT);
            archive.note(beside, "note of the " + content);
            archive.store(file("sales.csv.gz", content), beside, IN_MARCH);
        }

        Path month = inbox.resolve("archive/2026/03");
        assertThat(month.resolve("sales.csv.gz")).hasContent("first");
        assertThat(month.resolve("sales.csv.gz.note.txt")).hasContent("note of the first");
        assertThat(month.resolve("sales-2.csv.gz")).hasContent("second");
        assertThat(month.resolve("sales-3.csv.gz")).hasContent("third");
        assertThat(month.resolve("sales-3.csv.gz.note.txt")).hasContent("note of the third");
    }

    @Test
    void whatFailedGoesToFailedWithItsNoteAndWithoutItsMarker() throws IOException {
        Archive archive = new Archive(inbox);
        Path beside = archive.cleared(CONTENT);
        archive.note(beside, "what to do");
        file("sales.csv.done", "");

        Path place = archive.giveUp(file("sales.csv", "sales"), beside);

        assertThat(place).isEqualTo(Path.of("failed/sales.csv"));
        assertThat(inbox.resolve("failed/sales.csv.note.txt")).hasContent("what to do");
        assertThat(inbox.resolve("sales.csv.done")).doesNotExist();
    }

    @Test
    void whatAnEarlierAttemptMadeIsNotTakenForTheNext() throws IOException {
        Archive archive = new Archive(inbox);
        Files.writeString(archive.cleared(CONTENT).resolve("rejects.csv"), "of the first attempt");

        assertThat(archive.cleared(CONTENT)).isEmptyDirectory();
    }

    @Test
    void anInboxIsTheSameByWhateverPathItIsReached() throws IOException {
        Path other = Files.createDirectories(inbox.resolve("other"));
        Path link = Files.createSymbolicLink(inbox.resolve("link"), other);

        String identity = new Archive(other).identity();

        assertThat(new Archive(link).identity()).isEqualTo(identity).isNotBlank();
        assertThat(new Archive(inbox).identity()).isNotEqualTo(identity);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(inbox.resolve(name), content);
    }
}

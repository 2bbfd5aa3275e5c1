package dev.dubimport.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Where files of an inbox go, below it: moved in one step, never over another file. What was made of a file waits in a folder of
 * its own and goes first, so that a file that has left the inbox has all of it beside itself.
 */
final class Archive {
    static final String NOTE = "note.txt";
    static final String IDENTITY = ".dub-import/inbox-id";
    private static final String ARCHIVE = "archive";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM");

    private final Path inbox;

    Archive(Path inbox) {
        this.inbox = inbox;
    }

    /**
     * Who this inbox is, by whatever path and from whatever machine it is reached; kept in it. Nobody else makes it at the same
     * time: it is our turn.
     */
    String identity() throws IOException {
        Path folder = workPlace();
        Path file = inbox.resolve(IDENTITY);
        if (Files.notExists(file)) {
            Path written = Files.writeString(
                    folder.resolve("inbox-id.new"), UUID.randomUUID().toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** Whether this was an inbox before, and is no longer the one it was. */
    boolean isIdentityLost() {
        return Files.isDirectory(inbox.resolve(ARCHIVE), LinkOption.NOFOLLOW_LINKS)
                && Files.notExists(inbox.resolve(IDENTITY));
    }

    static Path marker(Path file) {
        return file.resolveSibling(file.getFileName() + Inbox.MARKER);
    }

    /** The folder for what is made of a file of that content. */
    Path beside(String sha256) throws IOException {
        return made(workPlace().resolve(sha256.substring(0, 16)));
    }

    /** The same, without what an earlier attempt left. */
    Path cleared(String sha256) throws IOException {
        Path folder = beside(sha256);
        for (Path left : list(folder)) {
            Files.delete(left);
        }
        return folder;
    }

    /** Whether what was made of that content has not left the inbox with it. */
    boolean isAnythingBeside(String sha256) throws IOException {
        return !list(beside(sha256)).isEmpty();
    }

    void note(Path beside, String text) throws IOException {
        Files.writeString(beside.resolve(NOTE), text, StandardCharsets.UTF_8);
    }

    /** Moves a file that was imported, with what was made of it, and tells where it is now, as seen from the inbox. */
    Path store(Path file, Path beside, ZonedDateTime now) throws IOException {
        return move(file, beside, month(now));
    }

    /** Moves what was made of a file that is there no more, and tells the folder. */
    Path storeMade(String name, Path beside, ZonedDateTime now) throws IOException {
        Path to = made(month(now));
        moveMade(beside, to, free(to, name));
        Files.deleteIfExists(beside);
        return to;
    }

    /** The folder of what was imported then. */
    Path month(ZonedDateTime then) {
        return inbox.resolve(ARCHIVE).resolve(MONTH.format(then));
    }

    /** The folder of what needs a person. */
    Path failed() {
        return inbox.resolve("failed");
    }

    /** Moves a file that has to be looked after by a person. */
    Path giveUp(Path file, Path beside) throws IOException {
        return move(file, beside, failed());
    }

    /** Puts a file that was moved back into the inbox, under a name that is free there. */
    void putBack(Path place, Path file) throws IOException {
        moveTo(reserve(inbox, file.getFileName().toString()), inbox.resolve(place));
    }

    private Path move(Path file, Path beside, Path to) throws IOException {
        made(to);
        Path place = free(to, file.getFileName().toString());
        moveMade(beside, to, place);
        Path reserved = reserve(to, place.getFileName().toString());
        moveTo(reserved, file);
        Files.deleteIfExists(marker(file));
        Files.deleteIfExists(beside);
        return inbox.relativize(reserved);
    }

    private static void moveMade(Path beside, Path to, Path place) throws IOException {
        List<Path> reportFirst = list(beside);
        Collections.reverse(reportFirst);
        for (Path made : reportFirst) {
            moveTo(reserve(to, place.getFileName() + "." + made.getFileName()), made);
        }
    }

    private static void moveTo(Path reserved, Path file) throws IOException {
        try {
            Files.move(file, reserved, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Empty as it is, it would be taken for what was to be moved.
            Files.deleteIfExists(reserved);
            throw e;
        }
    }

    /** Takes a name that nobody else can take any more: a move in one step would replace what is there. */
    private static Path reserve(Path folder, String name) throws IOException {
        while (true) {
            Path free = free(folder, name);
            try {
                if (Files.notExists(free)) {
                    Files.write(free, new byte[0], StandardOpenOption.CREATE_NEW);
                }
                return free;
            } catch (FileAlreadyExistsException takenMeanwhile) {
                // The next number, then.
            }
        }
    }

    /**
     * {@code sales.csv}, else {@code sales-2.csv}, {@code sales-3.csv}. A name with nothing behind it was taken by a process that
     * was killed before it moved its file.
     */
    private static Path free(Path folder, String name) throws IOException {
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        Path place = folder.resolve(name);
        for (int number = 2; Files.exists(place) && !isEmptyFile(place); number++) {
            place = folder.resolve(stem + "-" + number + ending);
        }
        return place;
    }

    private static boolean isEmptyFile(Path place) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && Files.size(place) == 0;
    }

    private Path workPlace() throws IOException {
        return made(inbox.resolve(".dub-import"));
    }

    /** Whoever may write into the inbox must not lead us elsewhere by a link, where we would clear folders. */
    private Path made(Path folder) throws IOException {
        for (Path part = folder; part != null && !part.equals(inbox); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new IOException("a link where a folder of ours has to be, " + inbox.relativize(part)
                        + "; put a folder in its place");
            }
        }
        return Files.createDirectories(folder);
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}

package dev.dubimport.schedule;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A folder into which others put files. One is taken for stable when two looks, far enough apart, found it the same: its time
 * alone tells nothing, because the clock that wrote it may be another one.
 */
final class Inbox {
    static final String MARKER = ".done";
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".filepart", ".crdownload", ".tmp", "~");

    private final Path folder;
    private final Completeness completeness;
    private final Duration stableFor;
    private final LongSupplier nanoTime;
    private Map<Path, Seen> seen = new HashMap<>();

    private record Seen(long size, FileTime modified, long sinceNanos) {
        boolean isSame(BasicFileAttributes now) {
            return size == now.size() && modified.equals(now.lastModifiedTime());
        }
    }

    /**
     * What is in the inbox.
     *
     * @param complete files to be taken, by name
     * @param unfinished whether files are there that may become complete
     * @param links what is never taken: what they point to may be written by anybody
     */
    record Look(List<Path> complete, boolean unfinished, Set<Path> links) {}

    Inbox(Path folder, Completeness completeness, Duration stableFor, LongSupplier nanoTime) {
        this.folder = folder;
        this.completeness = completeness;
        this.stableFor = stableFor;
        this.nanoTime = nanoTime;
    }

    Look look() throws IOException {
        long now = nanoTime.getAsLong();
        Map<Path, Seen> found = new HashMap<>();
        List<Path> complete = new ArrayList<>();
        Set<Path> links = new HashSet<>();
        boolean unfinished = false;
        for (Path file : files()) {
            Optional<BasicFileAttributes> attributes = attributes(file);
            if (attributes.isEmpty() || !attributes.get().isRegularFile()) {
                if (attributes.filter(BasicFileAttributes::isSymbolicLink).isPresent()) {
                    links.add(file);
                }
                continue;
            }
            Seen since = since(file, attributes.get(), now);
            found.put(file, since);
            if (isComplete(file, since, now)) {
                complete.add(file);
            } else {
                unfinished = true;
            }
        }
        seen = found;
        return new Look(complete, unfinished, links);
    }

    /** Whether a file that was complete still is: others were dealt with meanwhile, which may have taken hours. */
    boolean isStillComplete(Path file) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(file);
        if (attributes.isEmpty() || !attributes.get().isRegularFile()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        Seen since = since(file, attributes.get(), now);
        seen.put(file, since);
        return isComplete(file, since, now);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isForUs(entry.getFileName().toString().toLowerCase(Locale.ROOT))) {
                    files.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }

    private static boolean isForUs(String name) {
        return !name.startsWith(".")
                && !name.endsWith(MARKER)
                && UNFINISHED.stream().noneMatch(name::endsWith);
    }

    private Seen since(Path file, BasicFileAttributes now, long nanos) {
        Seen before = seen.get(file);
        return before != null && before.isSame(now) ? before : new Seen(now.size(), now.lastModifiedTime(), nanos);
    }

    private boolean isComplete(Path file, Seen since, long now) throws IOException {
        return switch (completeness) {
            case RENAMED -> true;
            case STABLE -> now - since.sinceNanos() >= stableFor.toNanos();
            case DONE ->
                marker(file)
                        .filter(marker -> marker.lastModifiedTime().compareTo(since.modified()) >= 0)
                        .isPresent();
        };
    }

    /** A name that is too long with its ending has no marker, and holds up nobody else. */
    private static Optional<BasicFileAttributes> marker(Path file) {
        try {
            return attributes(Archive.marker(file));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Empty where it has gone meanwhile. Of a link its own: it is no file. */
    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}

package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files in a data folder by which one process asks another, which has the ledger open, for a copy of it.
 *
 * <p>Who asks keeps {@code wanted} locked for as long as it waits. So a request whose lock is free was left by a process that
 * died, and its files are swept away; no clock and no number of a process says so.
 *
 * @param wanted the request, empty
 * @param part the copy while it is written
 * @param copy the whole copy: it appears at once
 * @param failed why there is none
 */
record CopyFiles(Path wanted, Path part, Path copy, Path failed) {
    private static final Pattern NAME = Pattern.compile("(copy-[0-9a-f-]{36})\\.(wanted|part|zip|failed)");

    static CopyFiles of(Path folder, String name) {
        return new CopyFiles(
                folder.resolve(name + ".wanted"),
                folder.resolve(name + ".part"),
                folder.resolve(name + ".zip"),
                folder.resolve(name + ".failed"));
    }

    /** All that lie in that folder, whether anybody still waits or not. */
    static List<CopyFiles> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .map(name -> of(folder, name))
                    .toList();
        }
    }

    /** Whether somebody waits for the copy. */
    boolean areAwaited() throws IOException {
        try (FileChannel channel = FileChannel.open(wanted, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException waitsInThisProcess) {
            return true;
        } catch (NoSuchFileException taken) {
            return false;
        }
    }

    boolean areAnswered() {
        return Files.exists(copy) || Files.exists(failed);
    }

    void delete() throws IOException {
        for (Path file : List.of(part, copy, failed, wanted)) {
            Files.deleteIfExists(file);
        }
    }
}

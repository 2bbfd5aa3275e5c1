package dev.dubimport.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A backup of the ledger in a data folder, whoever has it. Where nobody does, this process copies the file; where an import
 * has it open, that is asked for a copy, and goes on meanwhile. What is checked, and written to its place, is the copy.
 */
public final class LiveBackup {
    /** How long a process that has the ledger may show no sign that it copies. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Without a sign it is looked, now and then, whether that process has ended. */
    private static final int LOOKS_PER_TRY = 20;

    /** The copy, the same unpacked to be checked, and the backup itself. */
    private static final int SIZES_OF_ROOM = 3;

    private final Path folder;
    private final Duration patience;

    public LiveBackup(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /**
     * Writes a copy that {@link LedgerFile#restore} takes, readable for its owner only. It holds every sale that was claimed
     * before.
     *
     * @throws FolderInUse if the process that has the ledger does not copy it
     * @throws UnusableLedger if there is no sound ledger, or the place is taken or cannot be written
     */
    public Inspection write(Path target, Instant now) {
        LedgerFile.ensureFree(target);
        try {
            return alone(target, now);
        } catch (FolderInUse inUse) {
            return byAnother(target, now, inUse);
        }
    }

    private Inspection alone(Path target, Instant now) {
        try (DataFolder locked = DataFolder.open(folder)) {
            return locked.ledgerFile().backUp(target, now);
        }
    }

    private Inspection byAnother(Path target, Instant now, FolderInUse inUse) {
        LedgerFile file = new LedgerFile(folder.toAbsolutePath().normalize());
        // Of before the request: what is claimed while the copy is made it may lack.
        Function<JdbcTemplate, Optional<String>> missing = file.missingSinceNow();
        try {
            ensureRoom(file);
            try (CopyRequest request = CopyRequest.in(file.folder())) {
                Optional<Inspection> alone = await(request, inUse, () -> tryAlone(target, now));
                return alone.isPresent()
                        ? alone.get()
                        : file.keepCopy(request.copy().orElseThrow(), target, missing, now);
            }
        } catch (IOException e) {
            throw new UnusableLedger(
                    "the ledger in " + folder + " cannot be copied while another process uses it (" + e
                            + "); check the disk, the folder and its permissions",
                    e);
        }
    }

    /** A full disk would stop the import. */
    private static void ensureRoom(LedgerFile file) throws IOException {
        long needed = SIZES_OF_ROOM * Files.size(file.file());
        long usable = Files.getFileStore(file.folder()).getUsableSpace();
        if (usable < needed) {
            throw new UnusableLedger("a backup while an import runs needs " + megabytes(needed)
                    + " of free disk in the data folder, and there are " + megabytes(usable)
                    + "; free some, or back up when nothing is imported");
        }
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    /** Empty once the copy is there; else the backup that was made without it, because the other process had ended. */
    private Optional<Inspection> await(CopyRequest request, FolderInUse inUse, Supplier<Optional<Inspection>> otherwise)
            throws IOException {
        long progress = request.progress();
        long looks = 0;
        while (request.copy().isEmpty()) {
            Optional<String> failure = request.failure();
            if (failure.isPresent()) {
                throw new IOException(failure.get());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long before = progress;
            progress = request.progress();
            looks = progress == before ? looks + 1 : 0;
            Optional<Inspection> alone =
                    looks % LOOKS_PER_TRY == LOOKS_PER_TRY - 1 ? otherwise.get() : Optional.empty();
            if (alone.isPresent()) {
                return alone;
            }
            if (looks > patience.dividedBy(LOOK_EVERY)) {
                throw new FolderInUse(inUse.getMessage() + ". It was asked to copy the ledger, and did not within "
                        + patience.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }

    private Optional<Inspection> tryAlone(Path target, Instant now) {
        try {
            return Optional.of(alone(target, now));
        } catch (FolderInUse still) {
            return Optional.empty();
        }
    }
}

package dev.dubimport.ledger;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The file of the ledger in a data folder whose lock is held: looked at before it is opened, backed up, restored. Looking
 * changes nothing.
 */
public final class LedgerFile {
    private static final int MOST_CHARACTERS = 200;
    private static final String NAME = "ledger.mv.db";
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String MEND = "restore a backup (dub-import ledger restore FILE --replace), or put the file of"
            + " the ledger back from wherever it went; with no backup, fill a new one with what the service has recorded"
            + " (dub-import ledger adopt --begin-anew). Without a ledger, sales that are recorded already would be recorded"
            + " again";

    private final Path folder;
    private final Path file;
    private final TidemarkFile tidemark;

    LedgerFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.tidemark = new TidemarkFile(folder.resolve("ledger.tidemark"));
    }

    /**
     * A restored ledger.
     *
     * @param inspection what was found in the backup
     * @param aside where the ledger is that was there before
     */
    public record Restored(Inspection inspection, Optional<Path> aside) {}

    public Path file() {
        return file;
    }

    public Tidemark tidemark() {
        return tidemark;
    }

    public boolean exists() {
        return sizeOf(file) > 0;
    }

    /**
     * Looks whether the ledger is what it was, or there never was one. To be asked before anything may write to it.
     *
     * @throws UnusableLedger if it is gone or damaged, or went back to an earlier time
     */
    public void ensureKept() {
        if (tidemark.isUnfinished()) {
            throw new UnusableLedger(
                    "the ledger " + file + " was begun anew, and adopting what the service has recorded"
                            + " was interrupted: it cannot protect anything yet; run dub-import ledger adopt --begin-anew again");
        }
        if (!exists()) {
            ensureNeverBegun();
            return;
        }
        read(file, tidemark::missedBy).ifPresent(missed -> {
            throw new UnusableLedger(
                    "the ledger " + file + " is damaged or older than it was (" + missed + "); " + MEND);
        });
    }

    /**
     * Reads all of the ledger and checks it.
     *
     * @throws UnusableLedger if it is gone, or damaged so that it cannot be opened
     * @throws UnusableFolder if there never was one
     */
    public Inspection inspect(Instant now) {
        if (!exists()) {
            ensureNeverBegun();
            throw new UnusableFolder("there is no ledger in " + folder + "; name its folder with --data-dir");
        }
        return inspect(file, now);
    }

    /**
     * Writes a copy that {@link #restore} takes, readable for its owner only.
     *
     * @throws UnusableLedger if there is no sound ledger, or the place is taken or cannot be written
     */
    public Inspection backUp(Path target, Instant now) {
        ensureFree(target);
        Inspection inspection = inspect(now);
        ensureSound(inspection);
        try {
            Backup.write(file, target);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        return inspection;
    }

    static void ensureFree(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableLedger("the backup " + target + " is there already; name another file, it is kept");
        }
    }

    Path folder() {
        return folder;
    }

    /** What a copy that is made later lacks of what the ledger has now. */
    Function<JdbcTemplate, Optional<String>> missingSinceNow() {
        return tidemark.asItIs();
    }

    /**
     * Checks a copy that another process made of the ledger, and keeps it as a backup.
     *
     * @param missing what it lacks of what it must have
     */
    Inspection keepCopy(Path copy, Path target, Function<JdbcTemplate, Optional<String>> missing, Instant now)
            throws IOException {
        Path unpacked = Backup.unpack(copy, folder);
        try {
            Inspection inspection = read(unpacked, ledger -> {
                Inspection found = Inspection.of(ledger, now);
                return missing.apply(ledger).map(found::and).orElse(found);
            });
            ensureSound(inspection);
            Backup.keep(copy, target);
            return inspection;
        } catch (IOException e) {
            throw unwritable(target, e);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private void ensureSound(Inspection inspection) {
        if (!inspection.isSound()) {
            throw new UnusableLedger("the ledger " + file + " is not sound (" + inspection.firstProblem()
                    + "), and a backup of it would not be; see `dub-import ledger verify`");
        }
    }

    private static UnusableLedger unwritable(Path target, IOException failure) {
        return new UnusableLedger(
                "the backup " + target + " cannot be written (" + failure
                        + "); check the disk, the folder and its permissions",
                failure);
    }

    /**
     * Puts the ledger of a backup in place. Nothing is touched before the backup is known to be whole, and nothing is ever
     * deleted: a ledger that is there is put aside.
     *
     * @param replace whether a ledger may be there
     * @throws UnusableLedger if the backup is not whole and sound, or there is a ledger that may not be replaced
     */
    public Restored restore(Path backup, boolean replace, Instant now) {
        if (!Files.isRegularFile(backup)) {
            throw new UnusableLedger("the backup " + backup + " is not there, or is no file; nothing was changed");
        }
        boolean taken = Files.exists(file);
        if (taken && !replace) {
            throw new UnusableLedger("there is a ledger in " + folder
                    + ", which knows what was recorded since the backup; nothing was changed. If it is damaged,"
                    + " --replace puts it aside and restores the backup");
        }
        try {
            Path unpacked = Backup.unpack(backup, folder);
            try {
                Inspection inspection = inspect(unpacked, now);
                if (!inspection.isSound()) {
                    throw new UnusableLedger("the backup " + backup + " is not sound (" + inspection.firstProblem()
                            + "); nothing was changed; use another backup");
                }
                Optional<Path> aside = taken ? Optional.of(putAside(now)) : Optional.empty();
                Files.move(unpacked, file);
                tidemark.begin();
                Disk.forceNames(folder);
                return new Restored(inspection, aside);
            } finally {
                Files.deleteIfExists(unpacked);
            }
        } catch (IOException e) {
            throw new UnusableLedger(
                    "the backup " + backup + " cannot be restored (" + e
                            + "); no ledger was deleted; use another backup, or free the disk",
                    e);
        }
    }

    /**
     * Makes room for a new ledger where the old one is lost, or was never there. Nothing is deleted: what is there is put aside.
     * Until {@link #endAnew} the new ledger counts as unusable: what it has not adopted yet would be recorded again.
     *
     * @return where the ledger is that was there before
     * @throws UnusableLedger if it cannot be put aside
     */
    public Optional<Path> beginAnew(Instant now) {
        try {
            // The tidemark is never away: without it a ledger that is gone would count as one that never was.
            if (tidemark.exists()) {
                Files.copy(tidemark.file(), aside(now, ".tidemark"), StandardCopyOption.COPY_ATTRIBUTES);
            }
            tidemark.beginAnew();
            Optional<Path> aside = Files.exists(file) ? Optional.of(putAside(now)) : Optional.empty();
            Disk.forceNames(folder);
            return aside;
        } catch (IOException e) {
            throw new UnusableLedger(
                    "the ledger " + file + " cannot be put aside (" + e
                            + "); no ledger was deleted; check the disk, the folder and its permissions",
                    e);
        }
    }

    /**
     * The ledger that was begun anew knows what the service has recorded.
     *
     * @param adopted how many entries of it were adopted
     */
    public void endAnew(long adopted) {
        tidemark.endAnew(adopted);
    }

    private Path putAside(Instant now) throws IOException {
        return Files.move(file, aside(now, ".mv.db"));
    }

    private Path aside(Instant now, String extension) {
        return folder.resolve("ledger-replaced-" + DATED.format(now) + extension);
    }

    private void ensureNeverBegun() {
        if (tidemark.exists() || hasRejectsOfRuns()) {
            throw new UnusableLedger("the ledger " + file + " is " + (Files.exists(file) ? "empty" : "gone")
                    + ", and there was one: sales were imported with this folder; " + MEND);
        }
    }

    /** Rejects of rehearsals have other names. */
    private boolean hasRejectsOfRuns() {
        Path rejects = folder.resolve("rejects");
        if (!Files.isDirectory(rejects)) {
            return false;
        }
        try (Stream<Path> files = Files.list(rejects)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("run-"));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + rejects + " cannot be read", e);
        }
    }

    private Inspection inspect(Path database, Instant now) {
        return read(database, ledger -> {
            Inspection inspection = Inspection.of(ledger, now);
            return database.equals(file)
                    ? tidemark.missedBy(ledger).map(inspection::and).orElse(inspection)
                    : inspection;
        });
    }

    /** Of a file that may have been damaged or cut off: H2 must not write to it, it would make room for new data. */
    private static <T> T read(Path database, Function<JdbcTemplate, T> reader) {
        String path = database.toString();
        SingleConnectionDataSource connection = new SingleConnectionDataSource(
                "jdbc:h2:file:" + path.substring(0, path.length() - ".mv.db".length())
                        + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0;LAZY_QUERY_EXECUTION=TRUE",
                true);
        try {
            return reader.apply(new JdbcTemplate(connection));
        } catch (DataAccessException e) {
            throw new UnusableLedger(
                    "the ledger " + database + " is damaged and cannot be read (" + rootOf(e) + "); " + MEND, e);
        } finally {
            connection.destroy();
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Shown.shortened(root.toString(), MOST_CHARACTERS);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger " + file + " cannot be read", e);
        }
    }
}

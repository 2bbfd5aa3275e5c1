package dev.dubimport.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The folder that holds the ledger, locked for this process for as long as it is open. It belongs to the user, never to the
 * current folder: a ledger that is not found is a sale recorded twice.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FolderLock lock;

    private DataFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** {@code $DUB_IMPORT_HOME}, else the platform's folder for a user's data. */
    public static Path ofUser(Map<String, String> environment, String osName, Path home) {
        String chosen = environment.getOrDefault("DUB_IMPORT_HOME", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library/Application Support/dub-import");
        }
        return folder(environment, "XDG_DATA_HOME", home.resolve(".local/share"));
    }

    /**
     * Makes the folder if need be, readable for its owner only, and locks it. Somebody who only reads has it for a moment, and is
     * waited for.
     *
     * @throws FolderInUse if another process has it
     * @throws UnusableFolder if it cannot be made, read or written
     */
    public static DataFolder open(Path folder) {
        return open(folder, FolderLock.Purpose.WORK);
    }

    /**
     * The same for a short reading: who wants to work with the ledger meanwhile waits for its end.
     *
     * @throws FolderInUse if another process has it
     * @throws UnusableFolder if it cannot be made, read or written
     */
    public static DataFolder openToRead(Path folder) {
        return open(folder, FolderLock.Purpose.READING);
    }

    private static DataFolder open(Path folder, FolderLock.Purpose purpose) {
        Path path = folder.toAbsolutePath().normalize();
        if (path.toString().contains(";")) {
            throw new UnusableFolder(
                    "the data folder " + path + " has a `;` in its name; choose another with --data-dir");
        }
        try {
            if (Files.notExists(path)) {
                makePrivate(path);
            }
            ensureNobodyElseWrites(path);
            DataFolder locked = new DataFolder(path, FolderLock.take(path, purpose));
            locked.keepFilesPrivate();
            return locked;
        } catch (IOException e) {
            throw new UnusableFolder("the data folder " + path + " cannot be used (" + reason(e)
                    + "); make it one that you can write to");
        }
    }

    /**
     * The folder for rejects in a data folder, which are made if need be, for their owner only; no lock is needed.
     *
     * @throws UnusableFolder if it cannot be made
     */
    public static Path rejectsIn(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            if (Files.notExists(path)) {
                makePrivate(path);
            }
            return Files.createDirectories(path.resolve("rejects"));
        } catch (IOException e) {
            throw new UnusableFolder("the data folder " + path + " cannot be used (" + reason(e)
                    + "); make it one that you can write to");
        }
    }

    public Path path() {
        return path;
    }

    public LedgerFile ledgerFile() {
        return new LedgerFile(path);
    }

    /**
     * The JDBC address of the database in it. {@code WRITE_DELAY=0}: otherwise a killed process loses commits that it was told
     * were done. {@code DB_CLOSE_ON_EXIT=FALSE}: otherwise SIGTERM closes the database under a running chunk.
     */
    public String databaseUrl() {
        return "jdbc:h2:file:" + path.resolve("ledger") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
    }

    /**
     * Makes the files of the ledger readable for their owner only, in whatever folder they are.
     *
     * @throws UnusableFolder if they cannot be
     */
    public void keepFilesPrivate() {
        try {
            for (String name : List.of("lock", "ledger.mv.db", "ledger.trace.db", "ledger.tidemark")) {
                Path file = path.resolve(name);
                if (Files.exists(file) && isPosix(file)) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException e) {
            throw new UnusableFolder("the files in the data folder " + path + " cannot be made private (" + reason(e)
                    + "); give them to the user who runs dub-import");
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + path + " cannot be released", e);
        }
    }

    /** A folder that was there before keeps the permissions that its owner gave it. */
    private static void makePrivate(Path path) throws IOException {
        Files.createDirectories(path);
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Who can put another ledger there, or take it away, can have every sale recorded twice. */
    private static void ensureNobodyElseWrites(Path path) throws IOException {
        if (Files.isDirectory(path)
                && isPosix(path)
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new UnusableFolder("the data folder " + path
                    + " can be written by every user of this machine, who could take the ledger away; make it your own"
                    + " (chmod 700), or choose another with --data-dir");
        }
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String parent = environment.getOrDefault(variable, "");
        return (parent.isBlank() ? otherwise : Path.of(parent)).resolve("dub-import");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}

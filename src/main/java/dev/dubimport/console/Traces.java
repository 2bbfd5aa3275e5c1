package dev.dubimport.console;

import dev.dubimport.job.Progress;
import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What runs leave in the data folder for a console besides the ledger: how far they are, and their reports. Its names are made of
 * digests and numbers, never of what a file or a person says.
 */
public final class Traces {
    private static final int MOST_LIVE = 20;
    private static final int MOST_BYTES = 64 * 1024;
    private static final String ENDING = ".json";

    private final Optional<Path> folder;
    private final String ledger;

    private Traces(Optional<Path> folder, String ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /**
     * The traces of the runs of one ledger.
     *
     * @param ledger the name of the database that holds it; empty where it is in the data folder itself
     */
    public static Traces in(Path dataFolder, String ledger) {
        return new Traces(Optional.of(dataFolder), ledger.isEmpty() ? "" : digest(ledger) + "-");
    }

    /** Those of a rehearsal: none. */
    public static Traces none() {
        return new Traces(Optional.empty(), "");
    }

    /**
     * Tells how far an import is, from its beginning on.
     *
     * @param id what the ledger calls the file: the same import, gone on with, writes to the same place
     * @param name what people call it
     */
    public LiveFile live(Destination destination, String id, String name, long rows, Progress next, Clock clock) {
        return new LiveFile(
                folder.map(path -> liveIn(path).resolve(ledger + digest(destination + " " + id) + ENDING)),
                name,
                rows,
                next,
                clock);
    }

    /**
     * Keeps the report of a run, wherever the original goes from there.
     *
     * @throws IOException if it cannot be copied
     */
    public void keepReport(long run, Path report) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Files.createDirectories(folder.get().resolve("reports"));
        Files.copy(
                report,
                reportOf(folder.get(), run),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** The report of that run, if one is kept. */
    Optional<Path> report(long run) {
        return folder.map(path -> reportOf(path, run))
                .filter(report -> Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS));
    }

    /** The runs that are under way, and those whose process was killed, by number. */
    List<LiveRun> live() {
        List<LiveRun> runs = new ArrayList<>();
        if (folder.isEmpty() || !Files.isDirectory(liveIn(folder.get()))) {
            return runs;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                liveIn(folder.get()), file -> isOurs(file.getFileName().toString()))) {
            for (Path file : files) {
                if (runs.size() < MOST_LIVE) {
                    parse(file).ifPresent(runs::add);
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        runs.sort(Comparator.comparingLong(LiveRun::run));
        return runs;
    }

    private boolean isOurs(String name) {
        return name.endsWith(ENDING)
                && !name.startsWith(".")
                && name.startsWith(ledger)
                && name.indexOf('-', ledger.length()) < 0;
    }

    private static Optional<LiveRun> parse(Path file) {
        try (InputStream text = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return LiveRun.parse(new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException goneOrUnreadable) {
            return Optional.empty();
        }
    }

    private Path reportOf(Path dataFolder, long run) {
        return dataFolder.resolve("reports").resolve(ledger + "run-" + run + ".html");
    }

    private static Path liveIn(Path dataFolder) {
        return dataFolder.resolve("live");
    }

    private static String digest(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}

package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the rows go that were not recorded. */
final class RejectsOption {
    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "A file for the rows that are not good as they are, with the reasons; mended in place, it can be"
                            + " imported. For one input only (default: import writes one into the data folder, validate none).")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file).map(Path::toAbsolutePath);
    }

    private void ensureItIsNoInput(Path input) {
        Path path = Objects.requireNonNull(file);
        if (Files.isDirectory(path)) {
            throw new WrongUsage("--rejects " + path + ": a folder; name a file");
        }
        try {
            if (Files.exists(path) && Files.isSameFile(path, input)) {
                throw new WrongUsage("--rejects " + path + ": the very file that is read; name another one");
            }
        } catch (IOException e) {
            throw new WrongUsage("--rejects " + path + ": cannot be looked at ("
                    + e.getClass().getSimpleName() + "); name another place");
        }
    }

    /** A file of the ledger must not be replaced by rejects. */
    void ensureNotIn(Path dataFolder) {
        Path folder = dataFolder.toAbsolutePath().normalize();
        if (file != null
                && file.toAbsolutePath().normalize().startsWith(folder)
                && !file.toAbsolutePath().normalize().startsWith(folder.resolve("rejects"))) {
            throw new WrongUsage("--rejects " + file + ": in the folder of the ledger; name another place");
        }
    }

    /** Finds out before the work what would spoil its end. */
    void check(List<SalesFile> inputs) {
        if (file == null) {
            return;
        }
        if (inputs.size() > 1) {
            throw new WrongUsage("--rejects names one file, and there are " + inputs.size()
                    + " inputs; import them one by one, or leave it out");
        }
        ensureItIsNoInput(inputs.get(0).file());
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new WrongUsage("--rejects " + file
                    + ": its folder is not there or cannot be written; make it, or name" + " another place");
        }
    }
}

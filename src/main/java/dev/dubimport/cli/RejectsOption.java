package dev.dubimport.cli;

import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.SalesFile;
import java.nio.file.Path;
import java.util.List;
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

    /** Finds out before the work what would spoil its end. */
    void check(List<SalesFile> inputs) {
        if (file == null) {
            return;
        }
        if (inputs.size() > 1) {
            throw new WrongUsage("--rejects names one file, and there are " + inputs.size()
                    + " inputs; import them one by one, or leave it out");
        }
        Path input = inputs.get(0).source().file();
        if (!RejectsFile.mayStandAt(file) || file.toAbsolutePath().normalize().equals(input)) {
            throw new WrongUsage("--rejects " + file
                    + ": is there already and is no file of rejects of another run; name" + " another place");
        }
        ResultPlace.ensureTakes("--rejects", file);
    }
}

package dev.dubimport.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The place of a result, looked at before the work that it would be lost after. */
final class ResultPlace {
    private ResultPlace() {}

    /**
     * Finds out whether a file can be made there.
     *
     * @throws WrongUsage if its folder does not take it
     */
    static void ensureTakes(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new WrongUsage(option + " " + file
                    + ": its folder is not there or cannot be written; make it, or name another place");
        }
    }
}

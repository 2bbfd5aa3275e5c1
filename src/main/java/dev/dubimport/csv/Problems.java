package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, so that a person hears of all of it at once. */
final class Problems {
    private final String file;
    private final List<String> messages = new ArrayList<>();

    Problems(Path file) {
        this.file = Shown.escaped(file.toString());
    }

    /** The one problem after which there is no going on. */
    static UnusableFile only(Path file, String problem) {
        return new UnusableFile(Shown.escaped(file.toString()) + ": " + problem);
    }

    /** The one problem after which there is no going on, on a line of the file. */
    static UnusableFile only(Path file, long line, String problem) {
        return new UnusableFile(Shown.escaped(file.toString()) + ":" + line + " " + problem);
    }

    void add(String problem) {
        messages.add(file + ": " + problem);
    }

    void add(long line, String problem) {
        messages.add(file + ":" + line + " " + problem);
    }

    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw new UnusableFile(String.join("\n", messages));
        }
    }
}

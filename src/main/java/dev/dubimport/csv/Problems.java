package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with one file, so that a person hears of all of it at once. */
final class Problems {
    private record Problem(long line, String message) {}

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /** The one problem after which there is no going on. */
    static UnusableFile only(Path file, String problem) {
        return new UnusableFile(message(file, problem));
    }

    /** The one problem after which there is no going on, on a line of the file. */
    static UnusableFile only(Path file, long line, String problem) {
        return new UnusableFile(message(file, line, problem));
    }

    void add(String problem) {
        problems.add(new Problem(0, message(file, problem)));
    }

    void add(long line, String problem) {
        problems.add(new Problem(line, message(file, line, problem)));
    }

    boolean areThere() {
        return !problems.isEmpty();
    }

    /** Throws what was found, in the order of the lines. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new UnusableFile(problems.stream()
                    .sorted(Comparator.comparingLong(Problem::line))
                    .map(Problem::message)
                    .collect(Collectors.joining("\n")));
        }
    }

    private static String message(Path file, String problem) {
        return Shown.escaped(file.toString()) + ": " + problem;
    }

    private static String message(Path file, long line, String problem) {
        return Shown.escaped(file.toString()) + ":" + line + " " + problem;
    }
}

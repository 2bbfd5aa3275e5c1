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

    private final String place;
    private final List<Problem> problems = new ArrayList<>();

    Problems(Path file) {
        this.place = file.toString();
    }

    Problems(Source source) {
        this.place = source.place();
    }

    /** The one problem after which there is no going on. */
    static UnusableFile only(Path file, String problem) {
        return new UnusableFile(message(file.toString(), problem));
    }

    static UnusableFile only(Source source, String problem) {
        return new UnusableFile(message(source.place(), problem));
    }

    /** The one problem after which there is no going on, on a line of the file. */
    static UnusableFile only(Path file, long line, String problem) {
        return new UnusableFile(message(file.toString(), line, problem));
    }

    static UnusableFile only(Source source, long line, String problem) {
        return new UnusableFile(message(source.place(), line, problem));
    }

    void add(String problem) {
        problems.add(new Problem(0, message(place, problem)));
    }

    void add(long line, String problem) {
        problems.add(new Problem(line, message(place, line, problem)));
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

    private static String message(String place, String problem) {
        return Shown.escaped(place) + ": " + problem;
    }

    private static String message(String place, long line, String problem) {
        return Shown.escaped(place) + ":" + line + " " + problem;
    }
}

package dev.dubimport.cli;

import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.Source;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the FILE arguments of a command mean: files, packed or not, folders, patterns, standard input. In the order of the
 * arguments, within one by name, and none twice. To be closed when nothing is read any more.
 */
final class Inputs implements AutoCloseable {
    static final Path STANDARD_INPUT = Path.of("-");
    private static final int MOST_NAMED = 10;

    private final Surroundings surroundings;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private Optional<KeptInput> standardInput = Optional.empty();

    private Inputs(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Inputs of(List<Path> arguments, Surroundings surroundings) {
        Inputs inputs = new Inputs(surroundings);
        try {
            arguments.forEach(inputs::add);
            return inputs;
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    List<Source> sources() {
        return List.copyOf(sources.values());
    }

    @Override
    public void close() {
        standardInput.ifPresent(KeptInput::close);
    }

    private void add(Path argument) {
        if (argument.equals(STANDARD_INPUT)) {
            addStandardInput();
        } else if (Files.isDirectory(argument)) {
            addFolder(argument);
        } else if (Files.notExists(argument) && Wanted.isPattern(argument)) {
            addMatching(argument);
        } else {
            add(taken(argument, Source.found(resolved(argument))));
        }
    }

    private void addStandardInput() {
        if (standardInput.isPresent()) {
            throw new WrongUsage("-: stands twice; standard input can be read only once");
        }
        KeptInput kept = KeptInput.of(surroundings.in());
        standardInput = Optional.of(kept);
        add(taken(STANDARD_INPUT, Source.foundOnStandardInput(kept.file())));
    }

    private void addFolder(Path folder) {
        Wanted wanted = Wanted.in(folder);
        if (!wanted.leftOut().isEmpty()) {
            say(folder, "left out, being no " + Wanted.KINDS + ": " + named(wanted.leftOut()));
        }
        addFound(wanted.files(), folder, "no file of sales in this folder; looked for " + Wanted.KINDS);
    }

    private void addMatching(Path pattern) {
        Wanted wanted = Wanted.matching(pattern);
        if (!wanted.leftOut().isEmpty()) {
            say(pattern, "left out, being folders: " + named(wanted.leftOut()));
        }
        addFound(wanted.files(), pattern, "no such file, and no file that it matches as a pattern");
    }

    private List<Source> taken(Path file, Source.Found found) {
        if (!found.leftOut().isEmpty()) {
            say(file, "left out, being no " + Source.KINDS_IN_A_ZIP + ": " + named(found.leftOut()));
        }
        return found.sources();
    }

    /** Nobody named those files: one of rejects may be among them, which would bring rows in again that nobody mended. */
    private void addFound(List<Path> files, Path argument, String ifNone) {
        List<Source> found = files.stream()
                .flatMap(file -> taken(file, Source.found(resolved(file))).stream())
                .toList();
        Map<Boolean, List<Source>> byRejects = found.stream().collect(Collectors.partitioningBy(RejectsFile::isOne));
        List<Source> rejects = byRejects.getOrDefault(true, List.of());
        List<Source> wanted = byRejects.getOrDefault(false, List.of());
        if (!rejects.isEmpty()) {
            say(
                    argument,
                    "left out, being files of rejects (name one itself to import it): "
                            + named(rejects.stream().map(Source::name).toList()));
        }
        if (wanted.isEmpty()) {
            throw new WrongUsage(
                    argument + ": " + ifNone + (rejects.isEmpty() ? "" : "; files of rejects do not count"));
        }
        add(wanted);
    }

    private void add(List<Source> found) {
        found.forEach(source -> sources.putIfAbsent(source.id(), source));
    }

    private void say(Path argument, String note) {
        surroundings.err().println(Source.shown(argument.toString()) + ": " + note);
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMED).map(Shown::shortened).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? first : first + " and " + (names.size() - MOST_NAMED) + " more";
    }

    /** One file has one name, from whatever folder and through whatever link it is named: its runs are found by it. */
    private static Path resolved(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            // Opening it says what is wrong with it, by the name that the user gave.
            return file;
        }
    }
}

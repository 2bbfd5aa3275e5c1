package dev.dubimport.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The files that are meant where no file is named, by name.
 *
 * @param leftOut the names of what else is there and could be meant; dot files could not
 */
record Wanted(List<Path> files, List<String> leftOut) {
    static final String KINDS = "*.csv, *.tsv, *.txt, *.gz, *.zip";

    private static final Pattern KIND =
            Pattern.compile(".*\\.(csv|tsv|txt|gz|zip)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** The files of sales directly in a folder. */
    static Wanted in(Path folder) {
        List<Path> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Path path : list(folder, "*")) {
            String name = String.valueOf(path.getFileName());
            if (Files.isDirectory(path)) {
                leftOut.add(name + "/");
            } else if (KIND.matcher(name).matches()) {
                files.add(path);
            } else {
                leftOut.add(name);
            }
        }
        return new Wanted(files, leftOut);
    }

    static boolean isPattern(Path path) {
        return WILDCARD.matcher(path.toString()).find();
    }

    /** What a pattern matches, as a shell would have it: each part by itself. Of that, only folders are left out. */
    static Wanted matching(Path pattern) {
        List<Path> found = List.of(Optional.ofNullable(pattern.getRoot()).orElse(Path.of("")));
        for (Path part : pattern) {
            found = found.stream()
                    .flatMap(folder -> matching(folder, part).stream())
                    .toList();
        }
        return new Wanted(
                found.stream().filter(path -> !Files.isDirectory(path)).toList(),
                found.stream()
                        .filter(Files::isDirectory)
                        .map(folder -> folder.getFileName() + "/")
                        .toList());
    }

    private static List<Path> matching(Path folder, Path part) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (isPattern(part)) {
            return list(folder, part.toString());
        }
        Path named = folder.resolve(part);
        return Files.notExists(named, LinkOption.NOFOLLOW_LINKS) ? List.of() : List.of(named);
    }

    private static List<Path> list(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, glob)) {
            for (Path path : paths) {
                if (glob.startsWith(".") || !String.valueOf(path.getFileName()).startsWith(".")) {
                    found.add(path);
                }
            }
        } catch (PatternSyntaxException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new WrongUsage(folder + ": cannot be listed (" + Causes.root(e) + "); check its permissions");
        }
        found.sort(Comparator.comparing(path -> String.valueOf(path.getFileName())));
        return found;
    }
}

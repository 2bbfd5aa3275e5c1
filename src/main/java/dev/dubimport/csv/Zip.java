package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What is in a zip, by its directory and by name: folders, what macOS adds, and dot files are neither taken nor told.
 *
 * @param files those that are CSV files by their ending, and a file without one that is alone
 * @param leftOut the names of the others
 */
record Zip(List<ZipEntry> files, List<String> leftOut) {
    private static final Pattern KIND =
            Pattern.compile(".*\\.(csv|tsv|txt)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ENDING = Pattern.compile("\\.[^/\\\\]*$");
    private static final Pattern PACKED =
            Pattern.compile(".*\\.(gz|zip|xlsx?|ods)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int MOST_NAMED = 5;

    /**
     * @param mostBytes that all files together may unpack to, by what the directory says; none unpacks to more than that
     */
    static Zip of(Path file, long mostBytes) throws IOException {
        try (ZipFile zip = open(file)) {
            if (zip.getEntry("[Content_Types].xml") != null) {
                throw excel();
            }
            List<ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && isVisible(entry.getName()))
                    .map(ZipEntry.class::cast)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            Zip sorted = sorted(entries);
            check(sorted, mostBytes);
            return sorted;
        }
    }

    static ZipContent read(Path file, ZipEntry entry) throws IOException {
        return ZipContent.of(open(file), entry);
    }

    static Spoilt excel() {
        return new Spoilt("an Excel workbook; save it as CSV (\"CSV UTF-8\") and name that file");
    }

    private static Zip sorted(List<ZipEntry> entries) {
        boolean isAlone = entries.size() == 1;
        Map<Boolean, List<ZipEntry>> byTaken =
                entries.stream().collect(Collectors.partitioningBy(entry -> isTaken(entry.getName(), isAlone)));
        return new Zip(
                byTaken.getOrDefault(true, List.of()),
                byTaken.getOrDefault(false, List.of()).stream()
                        .map(ZipEntry::getName)
                        .toList());
    }

    private static boolean isTaken(String name, boolean isAlone) {
        return KIND.matcher(name).matches() || (isAlone && !ENDING.matcher(name).find());
    }

    private static void check(Zip zip, long mostBytes) throws Spoilt {
        if (zip.files.isEmpty()) {
            throw new Spoilt("a zip without a CSV file in it" + others(zip.leftOut)
                    + "; pack the CSV files themselves, or name them unpacked");
        }
        ensureNoSalesAreLeftOut(zip);
        long left = mostBytes;
        String last = "";
        for (ZipEntry entry : zip.files) {
            if (entry.getSize() > left) {
                throw Spoilt.tooLarge(mostBytes);
            }
            left -= entry.getSize();
            if (entry.getName().equals(last)) {
                throw Spoilt.damaged("two files of one name");
            }
            last = entry.getName();
        }
    }

    /** What may hold sales is not passed over with a note. */
    private static void ensureNoSalesAreLeftOut(Zip zip) throws Spoilt {
        Optional<String> packed = zip.leftOut.stream()
                .filter(name -> PACKED.matcher(name).matches())
                .findFirst();
        if (packed.isPresent()) {
            throw new Spoilt("a zip with " + Shown.shortened(packed.get())
                    + " in it, which may hold sales and is no CSV file; unpack it or save it as CSV, or take it out");
        }
    }

    private static String others(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String first = names.stream().limit(MOST_NAMED).map(Shown::shortened).collect(Collectors.joining(", "));
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return " (" + Source.KINDS_IN_A_ZIP + "), but " + first + more;
    }

    /** Names are UTF-8, said so or not; where they cannot be, any letters will do to tell them apart. */
    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            return openWithOldNames(file);
        }
    }

    private static ZipFile openWithOldNames(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        } catch (ZipException e) {
            String reason = String.valueOf(e.getMessage());
            throw reason.contains("encrypted")
                    ? new Spoilt("an encrypted zip; unpack it with its password and name the CSV files")
                    : Spoilt.damaged(reason);
        }
    }

    private static boolean isVisible(String name) {
        String[] parts = name.split("[/\\\\]");
        return parts.length > 0
                && !parts[0].equals("__MACOSX")
                && Arrays.stream(parts).noneMatch(part -> part.matches("(?s)\\.[^.].*"));
    }
}

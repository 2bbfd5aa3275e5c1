package dev.dubimport.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a zip, by its directory: folders, what macOS adds, and dot files are none. */
final class Zip {
    private Zip() {}

    /**
     * The files in it, by name.
     *
     * @param mostBytes that all of them together may unpack to, by what the directory says; none unpacks to more than that
     */
    static List<ZipEntry> entries(Path file, long mostBytes) throws IOException {
        try (ZipFile zip = open(file)) {
            if (zip.getEntry("[Content_Types].xml") != null) {
                throw excel();
            }
            List<ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && isVisible(entry.getName()))
                    .map(ZipEntry.class::cast)
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            check(entries, mostBytes);
            return entries;
        }
    }

    static ZipContent read(Path file, ZipEntry entry) throws IOException {
        return ZipContent.of(open(file), entry);
    }

    static Spoilt excel() {
        return new Spoilt("an Excel workbook; save it as CSV (\"CSV UTF-8\") and name that file");
    }

    private static void check(List<ZipEntry> entries, long mostBytes) throws Spoilt {
        if (entries.isEmpty()) {
            throw new Spoilt("a zip without a CSV file in it; pack the CSV files themselves, or name them unpacked");
        }
        long left = mostBytes;
        String last = "";
        for (ZipEntry entry : entries) {
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
                && Arrays.stream(parts).noneMatch(part -> part.matches("\\.[^.].*"));
    }
}

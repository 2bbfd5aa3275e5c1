package dev.dubimport.csv;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;

/**
 * Where the text of one CSV file comes from, from the top as often as need be: a file, packed with gzip or not, one file in a
 * zip, or what came on standard input. What is packed is unpacked while it is read, never to disk. Immutable.
 */
public final class Source {
    /** Ten million rows of 1,600 characters; what unpacks to more is given up within the hour (decision 20). */
    static final long MOST_UNPACKED_BYTES = 16_000_000_000L;

    /** Text that gives no work to the reader shrinks to a tenth or less. */
    private static final long BYTES_PER_PACKED_BYTE = 10;

    private static final int MOST_CHARACTERS_OF_A_NAME = 100;

    /** Between the name of a zip and that of a file in it. */
    private static final String INSIDE = "!/";

    /** What is taken of a zip by its ending. */
    public static final String KINDS_IN_A_ZIP = "*.csv, *.tsv, *.txt";

    /**
     * What is to be read of a file.
     *
     * @param sources itself, or each CSV file in it if it is a zip, by name
     * @param leftOut the names of what else is in the zip and could be meant; dot files could not
     */
    public record Found(List<Source> sources, List<String> leftOut) {
        public Found {
            sources = List.copyOf(sources);
            leftOut = List.copyOf(leftOut);
        }

        private static Found only(Source source) {
            return new Found(List.of(source), List.of());
        }
    }

    /** Opens the bytes of the text. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * What a source is called.
     *
     * @param id in the ledger
     * @param place in errors
     * @param name in notes and tables
     * @param rejects as part of the name of its rejects file
     */
    private record Names(String id, String place, String name, String rejects) {
        static final Names STANDARD_INPUT = new Names("-", "standard input", "standard input", "stdin.csv");

        static Names of(Path file) {
            String name = String.valueOf(file.getFileName());
            return new Names(file.toString(), file.toString(), name, name);
        }

        /** The file itself is text, whatever its name. */
        Names unpacked() {
            return new Names(id, place, name, csvName(rejects.replaceFirst("(?i)\\.gz$", "")));
        }

        Names inside(String entry) {
            String shown = INSIDE + Shown.escaped(entry);
            String last = entry.substring(1 + Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('\\')));
            String harmless = last.replaceAll("[^\\p{L}\\p{N} ._-]", "_");
            String rest = harmless.substring(Math.max(0, harmless.length() - MOST_CHARACTERS_OF_A_NAME));
            return new Names(id + shown, place + shown, name + shown, csvName(rest));
        }

        private static String csvName(String name) {
            return name.matches("(?i).*\\.(csv|tsv|txt)") ? name : name + ".csv";
        }
    }

    private final Path file;
    private final Names names;
    private final long bytes;
    private final Opening opening;

    private Source(Path file, Names names, long bytes, Opening opening) {
        this.file = file;
        this.names = names;
        this.bytes = bytes;
        this.opening = opening;
    }

    /**
     * What is to be read of a file, and what is left out.
     *
     * @throws UnusableFile if it cannot be read, or holds what is not for us
     */
    public static Found found(Path file) {
        return found(file, MOST_UNPACKED_BYTES);
    }

    /** See {@link #found} and {@link Found#sources}. */
    public static List<Source> in(Path file) {
        return found(file).sources();
    }

    static List<Source> in(Path file, long mostUnpackedBytes) {
        return found(file, mostUnpackedBytes).sources();
    }

    /** What is to be read of standard input, which is kept in that file. */
    public static Found foundOnStandardInput(Path kept) {
        return found(kept, Names.STANDARD_INPUT, MOST_UNPACKED_BYTES);
    }

    /** A file as it is, whatever its first bytes say. */
    static Source asItIs(Path file) {
        return asItIs(file, Names.of(file));
    }

    /** What has that id, for people. */
    public static String shown(String id) {
        return isOfStandardInput(id)
                ? Names.STANDARD_INPUT.name + id.substring(Names.STANDARD_INPUT.id.length())
                : Shown.escaped(id);
    }

    /** Whether the file of that id is no longer there; of standard input nobody can tell. */
    public static boolean isGone(String id) {
        if (isOfStandardInput(id)) {
            return false;
        }
        boolean isThere = Files.exists(Path.of(id));
        for (int end = id.indexOf(INSIDE); end >= 0; end = id.indexOf(INSIDE, end + 1)) {
            isThere |= Files.isRegularFile(Path.of(id.substring(0, end)));
        }
        return !isThere;
    }

    /** The file on disk, which may hold other sources too. */
    public Path file() {
        return file;
    }

    /** By which the ledger knows it: the file's path, {@code orders.zip!/orders-1.csv} with the zip's path, or {@code -}. */
    public String id() {
        return names.id;
    }

    /** For notes and tables: {@code sales.csv}, {@code orders.zip!/orders-1.csv}, {@code standard input}. */
    public String name() {
        return Shown.escaped(names.name);
    }

    /** The name of a CSV file in which its rejects may be kept; other sources may give the same. */
    public String rejectsName() {
        return names.rejects;
    }

    /** Where it is, for an error. */
    String place() {
        return names.place;
    }

    /** About how many bytes of text there are. */
    long bytes() {
        return bytes;
    }

    /** The bytes of the text, from the top. */
    InputStream open() throws IOException {
        return opening.open();
    }

    /** A failure to read it, as a person should hear of it. */
    UnusableFile unusable(IOException cause) {
        UnusableFile unusable = Problems.only(
                this,
                cause instanceof Spoilt
                        ? String.valueOf(cause.getMessage())
                        : "cannot be read (" + cause.getMessage() + "); check the disk");
        unusable.initCause(cause);
        return unusable;
    }

    private static boolean isOfStandardInput(String id) {
        return id.equals(Names.STANDARD_INPUT.id) || id.startsWith(Names.STANDARD_INPUT.id + INSIDE);
    }

    private static Found found(Path file, long mostBytes) {
        checkReadable(file);
        return found(file, Names.of(file), mostBytes);
    }

    private static Found found(Path file, Names names, long mostBytes) {
        Source whole = asItIs(file, names);
        try {
            return switch (whole.packing()) {
                case NONE -> Found.only(whole);
                case GZIP -> Found.only(gzip(file, names, mostBytes).checked());
                case ZIP, EMPTY_ZIP -> zip(file, names, mostBytes);
                case OLD_EXCEL -> throw Zip.excel();
            };
        } catch (IOException e) {
            throw whole.unusable(e);
        }
    }

    private static Source asItIs(Path file, Names names) {
        return new Source(file, names, sizeOf(file), () -> Files.newInputStream(file));
    }

    private static Source gzip(Path file, Names names, long mostBytes) {
        return new Source(
                file,
                names.unpacked(),
                Math.multiplyExact(sizeOf(file), BYTES_PER_PACKED_BYTE),
                () -> new Gunzip(Files.newInputStream(file), mostBytes));
    }

    private static Found zip(Path file, Names names, long mostBytes) throws IOException {
        Zip zip = Zip.of(file, mostBytes);
        return new Found(
                zip.files().stream()
                        .map(entry -> entry(file, names, entry).checked())
                        .toList(),
                zip.leftOut());
    }

    private static Source entry(Path file, Names names, ZipEntry entry) {
        return new Source(file, names.inside(entry.getName()), entry.getSize(), () -> Zip.read(file, entry));
    }

    /** What is packed twice would be no text. */
    private Source checked() {
        try {
            return switch (packing()) {
                case NONE -> this;
                case GZIP, ZIP, EMPTY_ZIP ->
                    throw Problems.only(this, "packed once more (a zip or gzip); unpack it and name the CSV files");
                case OLD_EXCEL -> throw Zip.excel();
            };
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Packing packing() throws IOException {
        try (InputStream in = open()) {
            return Packing.of(in);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Problems.only(file, "cannot be read (" + e.getMessage() + "); check the disk");
        }
    }

    private static void checkReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw Problems.only(file, "a folder; name a CSV file in it");
        }
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw Problems.only(file, "a link to what is not there; check the path");
        }
        if (!Files.exists(file)) {
            throw Problems.only(file, "no such file; check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw Problems.only(
                    file,
                    "not a regular file: it is read more than once; save it to a file first, or give it on standard"
                            + " input, as -");
        }
        if (!Files.isReadable(file)) {
            throw Problems.only(file, "cannot be read; check its permissions");
        }
    }
}

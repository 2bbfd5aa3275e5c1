package dev.dubimport.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/**
 * How the bytes of a file become rows, and rows become bytes: the quoting of RFC 4180, blank lines are no rows.
 *
 * @param marked whether the file begins with a byte order mark
 * @param delimiter what stands between two cells
 * @param named whether the first line is {@code sep=;}, by which a spreadsheet names the delimiter: it is no row
 */
record Dialect(Charset charset, boolean marked, char delimiter, boolean named) {
    /** UTF-8 and commas. */
    static final Dialect STANDARD = new Dialect(StandardCharsets.UTF_8, false, ',', false);

    static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String DELIMITERS = ",;\t|";
    private static final Pattern NAME = Pattern.compile("\"?sep=([,;\t|])\"?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 100;

    /**
     * The dialects in which a file may be written, the likeliest first. A mark or a {@code sep=} line settles what it names; the
     * header tells the rest.
     *
     * @param encoding of a file without a mark
     * @throws UnusableFile if the file cannot be read
     */
    static List<Dialect> candidatesFor(Source source, Charset encoding) {
        Dialect start = startOf(source, encoding);
        Optional<String> name = nameIn(source, start);
        Stream<String> delimiters = name.isPresent() ? name.stream() : Arrays.stream(DELIMITERS.split(""));
        return delimiters
                .map(text -> new Dialect(start.charset, start.marked, text.charAt(0), name.isPresent()))
                .toList();
    }

    CSVFormat format() {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
    }

    /** What stands before the header. */
    String start() {
        return (marked ? String.valueOf(BYTE_ORDER_MARK) : "") + (named ? "sep=" + delimiter + "\r\n" : "");
    }

    /** How many cells a line has whose quotes are broken. */
    int cellsAbout(String line) {
        return 1 + (int) line.chars().filter(c -> c == delimiter).count();
    }

    /** The delimiter for a message: {@code comma}. */
    String delimiterName() {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "\"" + delimiter + "\"";
        };
    }

    /** What a person should know of it; nothing where it is UTF-8 with commas. */
    Optional<String> note() {
        if (delimiter == STANDARD.delimiter && charset.equals(STANDARD.charset)) {
            return Optional.empty();
        }
        return Optional.of(charset + ", columns separated by " + (delimiter == '|' ? "|" : delimiterName() + "s"));
    }

    private static Dialect startOf(Source source, Charset encoding) {
        byte[] start = firstBytes(source);
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return new Dialect(StandardCharsets.UTF_8, true, ',', false);
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return new Dialect(StandardCharsets.UTF_16LE, true, ',', false);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new Dialect(StandardCharsets.UTF_16BE, true, ',', false);
        }
        return new Dialect(encoding, false, ',', false);
    }

    /** The delimiter that the first line names; what is no text is left to those who read on. */
    private static Optional<String> nameIn(Source source, Dialect dialect) {
        try (FileText text = new FileText(source, dialect.charset())) {
            char[] start = new char[LONGEST_NAME];
            int count = Math.max(0, text.read(start, 0, start.length));
            String firstLine = new String(start, 0, count).split("[\r\n]", 2)[0];
            Matcher name = NAME.matcher(firstLine);
            return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (UnusableFile notText) {
            return Optional.empty();
        }
    }

    private static byte[] firstBytes(Source source) {
        try (InputStream in = source.open()) {
            return in.readNBytes(3);
        } catch (IOException e) {
            throw source.unusable(e);
        }
    }

    private static boolean startsWith(byte[] start, int... mark) {
        return start.length >= mark.length
                && IntStream.range(0, mark.length).allMatch(i -> (start[i] & 0xFF) == mark[i]);
    }
}

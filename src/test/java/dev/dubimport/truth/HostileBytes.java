package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.csv.Row;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.sale.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files with bytes changed, put in and taken out, wherever it hits. No exception but {@link UnusableFile} comes out of it, and
 * every line that is not blank belongs to exactly one row.
 */
final class HostileBytes {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

    /** Blanks, what cannot be seen, and quotes around them: such a line is no row. */
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cf}\"]*");

    private static final List<byte[]> SPECIAL = List.of(
            new byte[] {'"'},
            new byte[] {'"', '"'},
            new byte[] {','},
            new byte[] {';'},
            new byte[] {'\t'},
            new byte[] {'|'},
            new byte[] {'\r'},
            new byte[] {'\n'},
            new byte[] {'\n', '\r'},
            new byte[] {'"', '\n'},
            new byte[] {' '},
            new byte[] {'\\'},
            new byte[] {0},
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});

    private final TruthFile file;
    private final byte[] bytes;

    private HostileBytes(TruthFile file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Whether the file, changed below its header, could be read. */
    static boolean checkBelowTheHeader(long seed, Path folder) {
        TruthFile file = Author.file(seed);
        if (file.rows().isEmpty()) {
            return false;
        }
        int top = file.bytesBefore(file.rows().get(0).place().start());
        HostileBytes hostile = new HostileBytes(file, changed(file, top, new Die(-seed)));
        Optional<List<Row>> rows = hostile.rows(folder);
        rows.ifPresent(hostile::checkLines);
        return rows.isPresent();
    }

    /** Whether the file, changed anywhere, could be read. */
    static boolean checkAnywhere(long seed, Path folder) {
        TruthFile file = Author.file(seed);
        HostileBytes hostile = new HostileBytes(file, changed(file, 0, new Die(-seed)));
        Optional<List<Row>> rows = hostile.rows(folder);
        rows.ifPresent(found -> assertThat(found.stream().map(Row::line).toList())
                .as(hostile::told)
                .isSorted()
                .doesNotHaveDuplicates());
        return rows.isPresent();
    }

    private Optional<List<Row>> rows(Path folder) {
        try {
            return Optional.of(
                    Reading.of(new Reading.Place(folder).open(file, bytes)).rows());
        } catch (UnusableFile e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new AssertionError(told(), e);
        }
    }

    private String told() {
        return Trial.told(file, bytes, "hostile bytes");
    }

    private void checkLines(List<Row> rows) {
        List<String> lines =
                Arrays.asList(LINE_BREAK.split(new String(bytes, file.style().charset()), -1));
        long free = 1 + breaksIn(file.text().substring(0, file.header())) + 1;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(row.number()).as(this::told).isEqualTo(i + 1L);
            assertThat(row.line()).as(this::told).isGreaterThanOrEqualTo(free);
            checkBlank(lines, free, row.line());
            long inside = isMalformed(row)
                    ? 0
                    : row.cells().stream().mapToLong(HostileBytes::breaksIn).sum();
            free = row.line() + inside + 1;
        }
        checkBlank(lines, free, lines.size() + 1L);
    }

    private void checkBlank(List<String> lines, long from, long to) {
        for (long line = from; line < to; line++) {
            String blank = "line " + line + ", of which no row was made; ";
            assertThat(lines.get((int) line - 1)).as(() -> blank + told()).matches(BLANK);
        }
    }

    private static long breaksIn(String text) {
        return LINE_BREAK.matcher(text).results().count();
    }

    private static boolean isMalformed(Row row) {
        return row.verdict() instanceof Verdict.Invalid invalid
                && invalid.violations().get(0).code().equals("row_malformed");
    }

    /** Changed from that byte on; mostly with whole characters, so that it stays text. */
    private static byte[] changed(TruthFile file, int top, Die die) {
        byte[] bytes = file.bytes();
        int unit = file.style().charset().name().startsWith("UTF-16") ? 2 : 1;
        for (int i = die.between(1, 8); i > 0; i--) {
            int at = top + unit * die.below((bytes.length - top) / unit + 1);
            int length = die.percent(50) ? 0 : Math.min(bytes.length - at, unit * die.below(20));
            byte[] instead = die.percent(10)
                    ? Arrays.copyOfRange(bytes, at, at + length)
                    : inCharset(die.anyOf(SPECIAL), file, die);
            bytes = replaced(bytes, at, die.percent(10) ? 0 : length, instead);
        }
        return bytes;
    }

    private static byte[] inCharset(byte[] special, TruthFile file, Die die) {
        return die.percent(2)
                ? special
                : new String(special, StandardCharsets.US_ASCII)
                        .replace("\uFFFD", "\u00a0")
                        .getBytes(file.style().charset());
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] instead) {
        byte[] changed = new byte[bytes.length - length + instead.length];
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(instead, 0, changed, at, instead.length);
        System.arraycopy(bytes, at + length, changed, at + instead.length, bytes.length - at - length);
        return changed;
    }
}

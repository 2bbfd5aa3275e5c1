package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.csv.Row;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file that was cut off somewhere, as by a full disk or a lost connection: what stands before the cut is read as in the whole
 * file, and the row that was cut is invalid, or nobody can tell that it was longer.
 */
final class Cuts {
    private static final int CUTS = 5;

    /** With an open quote in the file, a cut can make one long cell of several rows, and nobody could tell. */
    private static final List<Kind> KINDS =
            Kind.ALL.stream().filter(kind -> kind != Kind.QUOTE_NEVER_CLOSED).toList();

    private final TruthFile file;
    private final Reading.Place place;
    private final List<Row> whole;

    private Cuts(TruthFile file, Reading.Place place) {
        this.file = file;
        this.place = place;
        this.whole = Reading.rows(place.open(file, file.bytes()));
    }

    /** How many cuts went through a row. */
    static int check(long seed, Path folder) {
        Cuts cuts = new Cuts(Author.file(seed, KINDS), new Reading.Place(folder));
        byte[] bytes = cuts.file.bytes();
        Die die = new Die(-seed);
        int throughARow = 0;
        for (int i = 0; i < CUTS; i++) {
            throughARow += cuts.check(Arrays.copyOf(bytes, die.below(bytes.length + 1))) ? 1 : 0;
        }
        return throughARow;
    }

    private boolean check(byte[] rest) {
        Supplier<String> told = () -> Trial.told(file, rest, "cut at byte " + rest.length);
        Optional<String> text = text(rest, file.style().charset());
        if (text.isEmpty()) {
            assertThatThrownBy(() -> Reading.rows(place.open(file, rest)))
                    .as(told)
                    .isInstanceOf(UnusableFile.class);
            return false;
        }
        int cut = text.get().length() - (file.style().marked() && !text.get().isEmpty() ? 1 : 0);
        if (cut < file.header()) {
            checkCutHeader(rest, told);
            return false;
        }
        return checkRows(rest, cut, told);
    }

    /** Whether a row was cut of which anything is left. */
    private boolean checkRows(byte[] rest, int cut, Supplier<String> told) {
        List<Row> found = Reading.rows(place.open(file, rest));
        int complete = (int)
                file.rows().stream().filter(row -> row.place().end() <= cut).count();
        assertThat(found.stream().limit(complete).toList()).as(told).isEqualTo(whole.subList(0, complete));
        if (found.size() == complete) {
            assertThat(leftOfTheCutRow(complete, cut)).as(told).isEmpty();
            return false;
        }
        if (isMalformed(found.get(complete))) {
            // What was inside its open quote is read as rows of their own.
            assertThat(found.subList(complete, found.size()))
                    .as(told)
                    .allMatch(row -> row.verdict() instanceof Verdict.Invalid || isEmpty(row));
        } else {
            assertThat(found).as(told).hasSize(complete + 1);
        }
        checkCutRow(found.get(complete), whole.get(complete), told);
        return true;
    }

    /** It is invalid, or it cannot be told that it was longer. */
    private static void checkCutRow(Row cut, Row whole, Supplier<String> told) {
        assertThat(cut.line()).as(told).isEqualTo(whole.line());
        if (isMalformed(cut) || isMalformed(whole)) {
            assertThat(cut.verdict()).as(told).isInstanceOf(Verdict.Invalid.class);
            return;
        }
        int last = cut.cells().size() - 1;
        assertThat(cut.cells().subList(0, last))
                .as(told)
                .isEqualTo(whole.cells().subList(0, last));
        assertThat(whole.cells().get(last)).as(told).startsWith(cut.cells().get(last));
        if (cut.verdict() instanceof Verdict.Valid && whole.verdict() instanceof Verdict.Valid) {
            assertThat(cut.cells()).as(told).hasSameSizeAs(whole.cells());
        }
    }

    /** What is left may be a header too, of fewer columns; there are no rows below it. */
    private void checkCutHeader(byte[] rest, Supplier<String> told) {
        try {
            SalesFile cut = place.open(file, rest);
            assertThat(cut.header()).as(told).hasSizeLessThanOrEqualTo(file.width());
            assertThat(Reading.rows(cut)).as(told).isEmpty();
        } catch (UnusableFile e) {
            assertThat(e).as(told).hasMessageContaining("sales.csv");
        }
    }

    /** What is left of it, without quotes; a blank line is no row. */
    private String leftOfTheCutRow(int row, int cut) {
        if (row == file.rows().size()) {
            return "";
        }
        int start = Math.min(cut, file.rows().get(row).place().start());
        return file.text().substring(start, cut).replaceAll("[\"\\s\\p{Z}\\p{Cf}]", "");
    }

    /** A line of the cell that was open may hold nothing but delimiters. */
    private static boolean isEmpty(Row row) {
        return row.verdict() instanceof Verdict.Filtered filtered
                && filtered.code().equals("empty_row")
                && row.cells().stream().map(Blanks::strip).allMatch(String::isEmpty);
    }

    private static boolean isMalformed(Row row) {
        return row.verdict() instanceof Verdict.Invalid invalid
                && invalid.violations().get(0).code().equals("row_malformed");
    }

    private static Optional<String> text(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

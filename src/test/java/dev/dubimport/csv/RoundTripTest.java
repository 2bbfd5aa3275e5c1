package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the cells, and however it is quoted, it is read as it was written. */
class RoundTripTest {
    private static final String CHARACTERS = "ab ,\"\n\r\t'=+-@＝;é😀\u00a0";
    private static final int COLUMNS = 6;

    private static final String BROKEN = "aaa,,,\"\"\"\n\n\r ";

    private final Random random = new Random(20_261_123);

    @TempDir
    private Path folder;

    @Test
    void rowsAreReadAsTheyWereWritten() {
        for (int file = 0; file < 50; file++) {
            List<List<String>> written = anyRows(40, COLUMNS);
            String lineBreak = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            String text = written.stream()
                    .map(row -> row.stream().map(this::inAnyQuotes).collect(Collectors.joining(",")) + lineBreak)
                    .collect(Collectors.joining());

            assertThat(rows(folder, HEADER + ",note,more" + lineBreak + text))
                    .extracting(Row::cells)
                    .isEqualTo(written);
        }
    }

    @Test
    void rejectsOfRejectsAreTheSameRows() {
        for (int file = 0; file < 50; file++) {
            List<List<String>> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                written.add(anyRows(1, 2 + random.nextInt(8)).get(0));
            }
            SalesFile source = open(folder, HEADER + ",note,more\n");

            SalesFile once = open(rejects(source, written, "once.csv"));
            List<List<String>> readOnce = rows(once).stream().map(Row::cells).toList();
            SalesFile twice = open(rejects(once, readOnce, "twice.csv"));

            assertThat(once.header()).isEqualTo(source.header());
            assertThat(rows(twice)).extracting(Row::cells).isEqualTo(readOnce);
            for (int i = 0; i < written.size(); i++) {
                assertThat(readOnce.get(i)).startsWith(written.get(i).toArray(String[]::new));
                assertThat(readOnce.get(i).size() == COLUMNS)
                        .isEqualTo(written.get(i).size() == COLUMNS);
            }
        }
    }

    /** Whatever is broken, the rows behind a malformed one are those of the file that begins with the next line. */
    @Test
    void behindAMalformedRowAllIsReadAsIfItHadNeverBeen() {
        int malformed = 0;
        for (int file = 0; file < 400; file++) {
            String text = random.ints(60, 0, BROKEN.length())
                    .mapToObj(i -> BROKEN.substring(i, i + 1))
                    .collect(Collectors.joining());
            List<Row> all = rows(folder, HEADER + "\n" + text);
            List<Long> lines = all.stream().map(Row::line).toList();
            assertThat(lines).isSorted().doesNotHaveDuplicates();

            for (Row row : all) {
                if (SalesFiles.codes(row).contains("row_malformed")) {
                    malformed++;
                    List<Row> behind = all.subList((int) row.number(), all.size());
                    String rest = Pattern.compile("\r\n|\r|\n")
                            .splitAsStream(text)
                            .skip(row.line() - 1)
                            .collect(Collectors.joining("\n"));
                    assertThat(rows(folder, HEADER + "\n" + rest))
                            .extracting(Row::cells)
                            .map(RoundTripTest::withOneKindOfLineBreak)
                            .isEqualTo(behind.stream()
                                    .map(Row::cells)
                                    .map(RoundTripTest::withOneKindOfLineBreak)
                                    .toList());
                }
            }
        }
        assertThat(malformed).isGreaterThan(200);
    }

    private static List<String> withOneKindOfLineBreak(List<String> cells) {
        return cells.stream().map(cell -> cell.replaceAll("\r\n|\r", "\n")).toList();
    }

    private Path rejects(SalesFile source, List<List<String>> rows, String name) {
        try (RejectsFile rejects = RejectsFile.create(folder.resolve(name), source)) {
            rows.forEach(cells -> rejects.add(2, cells, new Finding(Outcome.INVALID, "row_ragged", "=message")));
            rejects.publish();
        }
        return folder.resolve(name);
    }

    private List<List<String>> anyRows(int count, int columns) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                cells.add(j == 0 ? "id" + i : anyCell());
            }
            cells.set(columns - 1, "end");
            rows.add(cells);
        }
        return rows;
    }

    private String anyCell() {
        return random.ints(random.nextInt(8), 0, CHARACTERS.codePointCount(0, CHARACTERS.length()))
                .mapToObj(i -> Character.toString(CHARACTERS.codePoints().toArray()[i]))
                .collect(Collectors.joining());
    }

    private String inAnyQuotes(String cell) {
        boolean needed = cell.startsWith("\"") || cell.chars().anyMatch(c -> c == ',' || c == '\n' || c == '\r');
        return needed || random.nextBoolean() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}

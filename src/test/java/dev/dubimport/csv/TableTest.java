package dev.dubimport.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    private Path folder;

    @Test
    void theDelimiterIsTheOneWithWhichMostRowsAreAsWideAsEachOther() {
        Table table = table("name;text;price\na;one, two, three;1,5\nb;one, two;2,5\nc;;3,5\n");

        assertThat(table.delimiterName()).isEqualTo("semicolon");
        assertThat(table.header()).containsExactly("name", "text", "price");
    }

    @Test
    void aFileOfOneColumnIsRead() {
        assertThat(rows(table("name\na\nb\n"))).containsExactly("2 [a]", "3 [b]");
    }

    @Test
    void theHeaderIsTheFirstLineAsWideAsMost() {
        Table table = table("Report\nof, May\n\na,b,c\n1,2,3\n4,5,6\n");

        assertThat(table.headerLine()).isEqualTo(4);
        assertThat(rows(table)).containsExactly("5 [1, 2, 3]", "6 [4, 5, 6]");
    }

    @Test
    void aLineCanNameTheDelimiter() {
        Table table = table("sep=|\na|b\n1|2\n");

        assertThat(table.namesDelimiter()).isTrue();
        assertThat(table.delimiterName()).isEqualTo("\"|\"");
        assertThat(rows(table)).containsExactly("3 [1, 2]");
    }

    @Test
    void blankLinesAreNoRecordsAndBrokenQuotesMakeOne() {
        assertThat(rows(table("a,b\n1,2\n  \n\"3\"x,4\n5,6\n")))
                .containsExactly("2 [1, 2]", "4 [\"3\"x,4] malformed", "5 [5, 6]");
    }

    @Test
    void aColumnThatStandsTwiceNoMappingCanMend() {
        assertThatThrownBy(() -> table("a,b,A\n1,2,3\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("column \"A\" stands twice in the header");
    }

    @Test
    void anEmptyFileHasNoHeader() {
        assertThatThrownBy(() -> table("\n")).isInstanceOf(UnusableFile.class).hasMessageContaining("empty");
    }

    private Table table(String text) {
        Path file = SalesFiles.write(folder, "table.csv", text);
        return Table.open(Source.in(file).get(0), StandardCharsets.UTF_8);
    }

    private static List<String> rows(Table table) {
        List<String> rows = new ArrayList<>();
        try (Table.Lines lines = table.lines()) {
            for (Optional<Table.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().number() + " " + line.get().cells()
                        + (line.get().isMalformed() ? " malformed" : ""));
            }
        }
        return rows;
    }
}

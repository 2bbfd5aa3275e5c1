package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines above the header, as a report has them. */
class PreambleTest {
    private static final String ROWS = "1,c,5,stripe\n2,c,x,stripe\n";

    @TempDir
    Path folder;

    @Test
    void theHeaderIsTheFirstRecordThatHasTheColumns() {
        SalesFile file = open(folder, "Sales report 2024\n\n" + HEADER + "\n" + ROWS);

        assertThat(file.preambleNote()).contains("2 lines above the header skipped: \"Sales report 2024\", \"\"");
        assertThat(rows(file)).extracting(SalesFiles::summary).containsExactly("4 valid", "5 amount_not_a_number");
        assertThat(rows(file)).extracting(Row::number).containsExactly(1L, 2L);
    }

    @Test
    void nothingIsSaidWhereNothingStandsAbove() {
        assertThat(open(folder, HEADER + "\n" + ROWS).preambleNote()).isEmpty();
        assertThat(open(folder, "\n\n" + HEADER + "\n" + ROWS).preambleNote()).isEmpty();
        assertThat(open(folder, "sep=;\n" + HEADER.replace(',', ';') + "\n").preambleNote())
                .isEmpty();
    }

    @Test
    void aLineThatNamesTheDelimiterMayStandFirst() {
        SalesFile file =
                open(folder, "\uFEFFsep=;\r\nReport\u001b;2024\r\n" + (HEADER + "\r\n" + ROWS).replace(',', ';'));

        assertThat(file.preambleNote()).contains("1 line above the header skipped: \"Report\\u001b;2024\"");
        assertThat(rows(file)).extracting(SalesFiles::summary).containsExactly("4 valid", "5 amount_not_a_number");
    }

    @Test
    void linesThatAreNoRecordsAreLinesAllTheSame() {
        String above = "\"a report\nof two lines\"\n\"broken\" quotes\n\n\na,b\nlast\n";

        SalesFile file = open(folder, above + HEADER + "\n" + ROWS);

        assertThat(file.preambleNote())
                .contains("7 lines above the header skipped: \"\"a report\", \"of two lines\"\", \"\"broken\" quotes\","
                        + " \"\", \"\" and 2 more");
        assertThat(rows(file)).extracting(SalesFiles::summary).containsExactly("9 valid", "10 amount_not_a_number");
    }

    @Test
    void theHeaderIsAmongTheFirstTwentyRecords() {
        assertThat(rows(open(folder, "title\n".repeat(19) + HEADER + "\n" + ROWS)))
                .hasSize(2);
        assertThatThrownBy(() -> open(folder, "title\n".repeat(20) + HEADER + "\n" + ROWS))
                .hasMessageContaining("the file has: title;");
    }

    @Test
    void whatIsWrongIsToldOfTheFirstOfTheWidestRecords() {
        assertThatThrownBy(() -> open(folder, "Report\n\nid,amount,kind\n1,5,card\n2,5,card\n"))
                .hasMessageContaining("the file has: id, amount, kind;");
        assertThatThrownBy(() -> open(folder, "\"id\"x,amount,kind\n1,5,card\n"))
                .hasMessageContaining(":1 header row \"\"id\"x,amount,kind\": text after a closing quote");
    }

    @Test
    void theFirstOfTwoHeadersIsTheHeader() {
        assertThat(rows(open(folder, HEADER + "\n" + HEADER + "\n" + ROWS))).hasSize(3);
    }

    @Test
    void rejectsBeginWithTheHeader() throws IOException {
        SalesFile file = open(folder, "Report\n" + HEADER + "\n" + ROWS);
        Path rejects = folder.resolve("rejects.csv");
        try (RejectsFile written = RejectsFile.create(rejects, file)) {
            written.add(4, rows(file).get(1).cells(), new Finding(Outcome.INVALID, "code", "message"));
            written.publish();
        }

        assertThat(Files.readString(rejects)).startsWith(HEADER + ",line,outcome,code,message\r\n2,c,x,stripe,4,");
        assertThat(RejectsFile.mayStandAt(rejects)).isTrue();
        assertThat(rows(open(rejects))).extracting(Row::cells).containsExactly(List.of("2", "c", "x", "stripe"));
    }

    @Test
    void aHeaderThatMovedIsNoticed() {
        SalesFile file = open(folder, "Report\n" + HEADER + "\n" + ROWS);
        write(folder, "sales.csv", HEADER + "\n" + ROWS);

        assertThatThrownBy(file::rows)
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("changed while it was being read");
    }
}

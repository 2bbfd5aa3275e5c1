package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.messages;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsFileTest {
    private static final String OLDER = HEADER + ",line,outcome,code,message\n";

    @TempDir
    private Path folder;

    @Test
    void theOriginalColumnsComeFirst() throws IOException {
        SalesFile source = open(folder, HEADER + "\n");

        Path file = rejects(source, List.of("1", "a, \"b\"", "x", "stripe"));

        assertThat(file)
                .hasContent(HEADER + ",line,outcome,code,message\r\n"
                        + "1,\"a, \"\"b\"\"\",x,stripe,7,in doubt,timeout,no answer\r\n");
    }

    @Test
    void aMendedRowImportsAsItIs() throws IOException {
        SalesFile source = open(folder, HEADER + ",note\n");
        Path file = rejects(source, List.of("1", "c", "12.5O", "stripe", "=1+1"));

        Files.writeString(file, Files.readString(file).replace("12.5O", "1250"));
        SalesFile mended = open(file);

        assertThat(rows(mended)).extracting(SalesFiles::summary).containsExactly("2 valid");
        assertThat(rows(mended).get(0).cells()).containsExactly("1", "c", "1250", "stripe", "=1+1");
        assertThat(mended.header()).isEqualTo(source.header());
        assertThat(mended.ignoredColumns()).containsExactly("note");
    }

    @Test
    void whatASpreadsheetAddsOnTheRightIsNoData() throws IOException {
        Path file = rejects(open(folder, HEADER + "\n"), List.of("1", "c", "1", "stripe"));

        Files.writeString(file, Files.readString(file).replace("\r\n", ",,\r\n"));

        assertThat(rows(open(file))).extracting(Row::cells).containsExactly(List.of("1", "c", "1", "stripe"));
    }

    @Test
    void aRaggedRowStaysRaggedUntilItIsMended() throws IOException {
        SalesFile source = open(folder, HEADER + ",note\n");
        Path file = rejects(source, List.of("1", "c", "1", "stripe"), List.of("2", "c", "2", "stripe", "a", "b"));

        assertThat(Files.readString(file))
                .contains("1,c,1,stripe,,7,in doubt,timeout,no answer,\"" + RejectsFile.TOO_SHORT + "\"\r\n")
                .contains("2,c,2,stripe,a,7,in doubt,timeout,no answer,b\r\n");
        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 row_ragged", "3 row_ragged");
        assertThat(messages(rows(open(file)).get(1)))
                .containsExactly("row: 6 cells where the header has 5; put quotes around a cell that holds a comma,"
                        + " and remove what stands behind the last column");

        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"" + RejectsFile.TOO_SHORT + "\"", "")
                        .replace(",no answer,b", ",no answer"));

        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 valid", "3 valid");
    }

    /** 12,50 without quotes, and no note: the cells are a guess, though nothing stands in the one too many. */
    @Test
    void aRowWhoseCellsTooManyAreEmptyStaysRaggedToo() throws IOException {
        SalesFile source = open(folder, "invoiceId,externalId,paymentProcessor,amount,note\n1,c,stripe,12,50,\n");
        List<String> cells = rows(source).get(0).cells();

        Path file = rejects(source, cells);

        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 row_ragged");
        assertThat(rows(open(file)).get(0).cells()).startsWith(cells.toArray(String[]::new));

        Files.writeString(file, Files.readString(file).replace("\"" + RejectsFile.TOO_LONG + "\"", ""));

        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 valid");
    }

    @Test
    void aMalformedRowIsKeptWhole() {
        SalesFile source = open(folder, HEADER + "\n\"1\"x,c,1,stripe\n");
        String line = rows(source).get(0).cells().get(0);

        Path file = rejects(source, List.of(line));

        assertThat(rows(open(file)).get(0).cells()).startsWith("\"1\"x,c,1,stripe");
        assertThat(rows(open(file))).extracting(SalesFiles::summary).containsExactly("2 row_ragged");
    }

    @Test
    void ourColumnsTakeOtherNamesWhereTheFileHasTheirs() {
        SalesFile source = open(folder, HEADER + ",Code,reject line\n");

        Path file = rejects(source, List.of("1", "c", "1", "stripe", "x", "y"));

        assertThat(file)
                .content()
                .startsWith(HEADER + ",Code,reject line,reject reject line,reject reject outcome,"
                        + "reject reject code,reject reject message\r\n");
        assertThat(open(file).header()).isEqualTo(source.header());
        assertThat(open(file).ignoredColumns()).containsExactly("Code", "reject line");
    }

    @Test
    void noCellRunsInASpreadsheet() throws IOException {
        SalesFile source = open(folder, HEADER + ",=cmd\n");

        Path file =
                rejects(source, List.of("=1", "+1", "-1", "@x", " \"＝x"), List.of("'=1", "\tx", "it's", "a=1", "'"));

        assertThat(Files.readString(file))
                .contains(HEADER + ",'=cmd,line")
                .contains("'=1,'+1,'-1,'@x,\"' \"\"＝x\",7")
                .contains("''=1,'\tx,it's,a=1,',7");
        assertThat(open(file).header()).endsWith("=cmd");
        assertThat(rows(open(file)))
                .extracting(Row::cells)
                .containsExactly(List.of("=1", "+1", "-1", "@x", " \"＝x"), List.of("'=1", "\tx", "it's", "a=1", "'"));
    }

    @Test
    void apostrophesOfOtherFilesAreTheirOwn() {
        assertThat(rows(folder, HEADER + "\n'=1,c,1,stripe\n").get(0).cells()).startsWith("'=1");
    }

    @Test
    void whatIsNoFileOfRejectsIsNeverReplaced() throws IOException {
        SalesFile source = open(folder, HEADER + "\n");
        Path ledger = write(folder, "ledger.mv.db", "H:2,block:4");

        assertThatThrownBy(() -> RejectsFile.create(ledger, source))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(ledger + ": is there already and is no file of rejects; name another one for the rejects");
        assertThat(RejectsFile.mayStandAt(folder)).isFalse();
        assertThat(RejectsFile.mayStandAt(write(folder, "binary", "\u0000\u0001")))
                .isFalse();
        assertThat(RejectsFile.mayStandAt(write(folder, "empty.csv", ""))).isFalse();
        assertThat(RejectsFile.mayStandAt(folder.resolve("new.csv"))).isTrue();
    }

    @Test
    void nothingIsLeftOverWhereItWasNotPublished() throws IOException {
        SalesFile source = open(folder, HEADER + "\n");
        Path target = write(folder, "rejects.csv", OLDER);

        try (RejectsFile rejects = RejectsFile.create(target, source)) {
            rejects.add(2, List.of("1"), new Finding(Outcome.INVALID, "code", "message"));
        }

        assertThat(target).hasContent(OLDER);
        assertThat(names()).containsExactlyInAnyOrder("sales.csv", "rejects.csv");
    }

    @Test
    void anOlderOneThatMayHaveBeenMendedIsKept() throws IOException {
        write(folder, "rejects.csv", OLDER);
        write(folder, "rejects.csv.1", "kept before");

        Path file = rejects(open(folder, HEADER + "\n"), List.of("1", "c", "1", "stripe"));

        assertThat(file).content().startsWith(HEADER);
        assertThat(folder.resolve("rejects.csv.2")).hasContent(OLDER);
        assertThat(names()).containsExactlyInAnyOrder("sales.csv", "rejects.csv", "rejects.csv.1", "rejects.csv.2");
    }

    @Test
    void aFileThatGoesOnWhereTheOlderOneEndsTakesItsPlace() throws IOException {
        SalesFile source = open(folder, HEADER + "\n");
        List<String> row = List.of("1", "c", "1", "stripe");
        rejects(source, row);
        rejects(source, row);

        Path file = rejects(source, row, row);

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(names()).containsExactlyInAnyOrder("sales.csv", "rejects.csv");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeAnythingElse() {
        SalesFile source = open(folder, HEADER + "\n");
        Path nowhere = folder.resolve("no/rejects.csv");

        assertThatThrownBy(() -> RejectsFile.create(folder, source))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(folder + ": a folder; name a file for the rejects");
        assertThatThrownBy(() -> RejectsFile.create(nowhere, source))
                .hasMessage(nowhere + ": its folder does not exist; make it, or name another place");
        assertThatThrownBy(() -> RejectsFile.create(folder.resolve("./sales.csv"), source))
                .hasMessage(folder.resolve("./sales.csv")
                        + ": the very file that is imported; name another one for the rejects");
    }

    @SafeVarargs
    private Path rejects(SalesFile source, List<String>... rows) {
        Path target = folder.resolve("rejects.csv");
        try (RejectsFile rejects = RejectsFile.create(target, source)) {
            for (List<String> cells : rows) {
                rejects.add(7, cells, new Finding(Outcome.IN_DOUBT, "timeout", "no answer"));
            }
            rejects.publish();
        }
        return target;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

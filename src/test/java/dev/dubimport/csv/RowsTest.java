package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.messages;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsTheyLike(String lineBreak) {
        String text = String.join(lineBreak, HEADER, "1,cus,100,stripe", "", "2,cus,200,stripe");

        assertThat(rows(folder, text)).extracting(SalesFiles::summary).containsExactly("2 valid", "4 valid");
        assertThat(rows(folder, text + lineBreak))
                .extracting(SalesFiles::summary)
                .containsExactly("2 valid", "4 valid");
    }

    /** What stands below the header, and the line and finding of each row. */
    static Stream<Arguments> recoveries() {
        return Stream.of(
                Arguments.of("1,c,1,stripe\n2,c,2\n3,c,3,stripe\n", List.of("2 valid", "3 row_ragged", "4 valid")),
                Arguments.of("1,c,1,stripe,x\n2,c,2,stripe", List.of("2 row_ragged", "3 valid")),
                Arguments.of("\"1\"x,c,1,stripe\n2,c,2,stripe\n", List.of("2 row_malformed", "3 valid")),
                Arguments.of(
                        "\"1,c,1,stripe\n2,c,2,stripe\n3,c,3,stripe", List.of("2 row_malformed", "3 valid", "4 valid")),
                Arguments.of("1,c,1,stripe\n2,c,2,\"stripe", List.of("2 valid", "3 row_malformed")),
                Arguments.of(
                        "1,c,1,\"str\r\n2,\"c\",2,stripe\r\n3,c,3,stripe\r\n",
                        List.of("2 row_malformed", "3 valid", "4 valid")),
                Arguments.of("\"1\"x,c,1,stripe\r2,c,2,stripe\r", List.of("2 row_malformed", "3 valid")),
                Arguments.of("\n\n\"1\"x,c,1,stripe\n\n\n2,c,2,stripe\n", List.of("4 row_malformed", "7 valid")),
                Arguments.of(
                        "1,\"c\r\n\r\nd\",1,stripe\r\n2,c,2,stripe\r\n",
                        List.of("2 externalId_control_character", "5 valid")),
                Arguments.of(
                        "1,\"c\n\n\",1,stripe\n\"2\"x\n3,c,3,stripe\n",
                        List.of("2 valid", "5 row_malformed", "6 valid")),
                Arguments.of("1,c,1,stripe\n   \n\t\n2,c,2,stripe\n", List.of("2 valid", "5 valid")),
                Arguments.of(
                        ",,x,\n",
                        List.of("2 invoiceId_missing+externalId_missing+amount_not_a_number+paymentProcessor_missing")),
                Arguments.of("12\" pipe,c,1,stripe\n2,c,2,stripe\n", List.of("2 valid", "3 valid")),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("recoveries")
    void aBrokenRowCostsNoOther(String text, List<String> found) {
        assertThat(rows(folder, HEADER + "\n" + text))
                .extracting(SalesFiles::summary)
                .containsExactlyElementsOf(found);
    }

    @Test
    void rowsAreNumberedWhateverTheirLines() {
        List<Row> rows = rows(folder, HEADER + "\n\n1,\"c\nd\",1,stripe\n\"\"x\n3,c,3,stripe\n");

        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(Row::line).containsExactly(3L, 5L, 6L);
    }

    @Test
    void cellsAreWhatWasWritten() {
        Row row = rows(folder, HEADER + "\n \"1\" ,\" c\r\nd, \"\"e\"\" \",\"\",' \n")
                .get(0);

        assertThat(row.cells()).containsExactly(" \"1\" ", " c\r\nd, \"e\" ", "", "' ");
    }

    @Test
    void aRaggedRowSaysHowManyCellsItHas() {
        List<Row> rows = rows(folder, HEADER + "\n1\n1,c,2,stripe,\n");

        assertThat(messages(rows.get(0)))
                .containsExactly("row: 1 cell where the header has 4; give every column a cell, be it an empty one");
        assertThat(messages(rows.get(1)))
                .containsExactly("row: 5 cells where the header has 4; put quotes around a cell that holds a comma,"
                        + " and remove what stands behind the last column");
        assertThat(rows.get(1).cells()).containsExactly("1", "c", "2", "stripe", "");
    }

    @Test
    void aMalformedRowSaysWhatItsQuotesDo() {
        List<Row> rows = rows(folder, HEADER + "\n\"1\"x,c,1,stripe\n2,\"c,2,stripe\n3,c,3,stripe\n");

        assertThat(messages(rows.get(0)))
                .containsExactly("row \"\"1\"x,c,1,stripe\": text after a closing quote;"
                        + " double the quotes inside a quoted cell (\"\")");
        assertThat(rows.get(0).cells()).containsExactly("\"1\"x,c,1,stripe");
        assertThat(messages(rows.get(1)))
                .containsExactly("row \"2,\"c,2,stripe\": a quote opened here is never closed;"
                        + " close it, or double it (\"\") where it belongs to the text");
    }

    @Test
    void aQuoteThatIsClosedTooLateIsToldWithTheLinesBetween() {
        List<Row> rows = rows(folder, HEADER + "\n1,\"c,1,stripe\n2,c,2,stripe\n3,\"c\",3,stripe\n");

        assertThat(rows).extracting(SalesFiles::summary).containsExactly("2 row_malformed", "3 valid", "4 valid");
        assertThat(messages(rows.get(0)))
                .containsExactly(
                        "row \"1,\"c,1,stripe\": a quote opened here is closed 2 lines on, with text behind it; the"
                                + " lines between are read as rows of their own; close it where its cell ends, or double it (\"\")"
                                + " where it belongs to the text");
    }

    @Test
    void aQuoteThatSwallowsMoreThanARecordMayHaveCostsOneRow() {
        String many = "2,c,2,stripe\n".repeat(200_000);

        List<Row> rows = rows(folder, HEADER + "\n1,c,1,\"stripe\n" + many);

        assertThat(rows).hasSize(200_001);
        assertThat(rows.get(0)).extracting(SalesFiles::summary).isEqualTo("2 row_malformed");
        assertThat(rows.subList(1, rows.size())).allMatch(row -> messages(row).isEmpty());
        assertThat(rows.get(200_000).line()).isEqualTo(200_002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void blankLinesCostNothingHoweverManyThereAre(String lineBreak) {
        for (int blank : new int[] {(1 << 19) - 1, 1 << 19, (1 << 20) - HEADER.length(), (1 << 20) + 1, 2_500_000}) {
            String text = String.join(
                    lineBreak,
                    HEADER,
                    lineBreak.repeat(blank - 1),
                    "1,c,1,stripe",
                    "",
                    "2,\"c",
                    "",
                    "c\",2,stripe",
                    "\"3\"x,c,3,stripe",
                    "4,c,4,stripe");

            assertThat(rows(folder, text))
                    .extracting(SalesFiles::summary)
                    .containsExactly(
                            blank + 2 + " valid",
                            blank + 4 + " externalId_control_character",
                            blank + 7 + " row_malformed",
                            blank + 8 + " valid");
        }
    }

    @Test
    void blankLinesHideNoQuoteThatIsNeverClosed() {
        String blank = "\r\n".repeat(1 << 19);
        String many = "2,c,2,stripe\r\n".repeat(100_000);

        List<Row> rows = rows(folder, HEADER + "\r\n" + blank + "1,\"c,1,stripe\r\n" + blank + many);

        assertThat(rows.size()).isEqualTo(100_001);
        assertThat(messages(rows.get(0)))
                .containsExactly("row \"1,\"c,1,stripe\": a quote opened here is never closed;"
                        + " close it, or double it (\"\") where it belongs to the text");
        assertThat(List.of(rows.get(0).line(), rows.get(1).line())).containsExactly((1L << 19) + 2, (1L << 20) + 3);
    }

    @Test
    void linesAreCountedFromTheLastRecordWhereAQuoteIsClosedTooLate() {
        String blank = "\n".repeat(1 << 20);

        List<Row> rows = rows(folder, HEADER + "\n" + blank + "1,\"c,1,stripe\n2,c,2,stripe\n3,\"c\",3,stripe\n");

        assertThat(messages(rows.get(0))).singleElement().asString().contains("is closed 2 lines on, with text");
        assertThat(rows).extracting(Row::line).containsExactly((1L << 20) + 2, (1L << 20) + 3, (1L << 20) + 4);
    }

    @Test
    void everyRowMalformedIsStillReadInOneGo() {
        List<Row> rows = rows(folder, HEADER + "\n" + "\"1\"x,c,1,stripe\r\n".repeat(20_000));

        assertThat(rows).hasSize(20_000).allMatch(row -> SalesFiles.codes(row).equals(List.of("row_malformed")));
        assertThat(rows.get(19_999).line()).isEqualTo(20_001);
    }

    @Test
    void lineBreaksOnTheEdgeOfABlockAreCountedOnce() {
        for (int padding = 65_520; padding < 65_540; padding++) {
            String first = "1," + "c".repeat(padding - HEADER.length()) + ",1,stripe\r\n";

            assertThat(rows(folder, HEADER + "\r\n" + first + "\"2\"x\r\n\r\n3,c,3,stripe\r\n"))
                    .extracting(SalesFiles::summary)
                    .containsExactly("2 externalId_too_long", "3 row_malformed", "5 valid");
        }
    }

    @Test
    void aCharacterOfTwoHalvesForWhichOneHasRoomIsReadAllTheSame() {
        String emojis = "\uD83D\uDE00".repeat(70_000);
        for (int padding = 0; padding < 2; padding++) {
            Path file = write(folder, "emojis.csv", HEADER + "\n1,\"" + "c".repeat(padding) + emojis);
            SalesFile sales = open(file);

            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(rows(sales))
                            .extracting(SalesFiles::summary)
                            .containsExactly("2 row_malformed"));
        }
    }

    @Test
    void lessRoomThanACharacterMayNeedIsRefused() {
        try (FileText text = new FileText(open(folder, HEADER + "\n").source(), StandardCharsets.UTF_8)) {
            assertThatThrownBy(() -> text.read(new char[3], 2, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("room for 1; a character may need 2");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() {
        assertThat(rows(folder, "\uFEFF" + HEADER + "\n1,c,1,stripe\n"))
                .extracting(SalesFiles::summary)
                .containsExactly("2 valid");
    }

    @Test
    void aByteThatIsNotUtf8IsNamedWithItsLine() {
        byte[] latin1 = (HEADER + "\r\n1,c,1,stripe\r\n2,caf\u00e9,2,stripe\r\n").getBytes(StandardCharsets.ISO_8859_1);
        Path file = write(folder, "latin.csv", latin1);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(
                        file + ":3 byte 0xE9 (byte 66 of the file): not UTF-8; save the file as UTF-8"
                                + " (in a spreadsheet: \"CSV UTF-8\"), or say its `encoding` in the mapping, such as windows-1252");
    }

    @Test
    void aFileThatEndsInHalfACharacterIsNotUtf8() {
        byte[] whole = (HEADER + "\n1,\u00e9").getBytes(StandardCharsets.UTF_8);
        Path file = write(folder, "cut.csv", Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> rows(open(file)))
                .hasMessageStartingWith(file + ":2 byte 0xC3 (byte 48 of the file): not UTF-8");
    }

    @Test
    void aNulMeansThatThisIsNoText() {
        Path file = write(folder, "nul.csv", HEADER + "\n1,c\0,1,stripe\n");

        assertThatThrownBy(() -> open(file))
                .hasMessage(file + ":2 a NUL character: this is not text; export the file as CSV again");
    }

    @Test
    void aLineWithoutAnEndIsRefusedBeforeItFillsTheMemory() {
        Path file = write(folder, "long.csv", HEADER + "\n" + "x".repeat(3_000_000));
        SalesFile sales = open(file);

        assertThatThrownBy(() -> rows(sales))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(file + ":2 a line of more than 1,000,000 characters: not a row of a CSV file;"
                        + " end each row with a line break");
    }

    @Test
    void theHashIsThatOfAllBytes() {
        SalesFile file = open(folder, "\uFEFF" + HEADER + "\n");

        try (Rows rows = file.rows()) {
            assertThatThrownBy(rows::sha256).isInstanceOf(IllegalStateException.class);
            assertThat(rows.next()).isEqualTo(Optional.empty());
            assertThat(rows.sha256())
                    .isEqualTo(rows.sha256())
                    .isEqualTo("610e66c79aea275e650b2b2a9adade65179fabecb3e83cef46e5efde815c2dd3");
        }
    }

    @Test
    void aFileWhoseHeaderHasChangedIsNotReadOn() throws IOException {
        SalesFile file = open(folder, HEADER + "\n");
        Files.writeString(file.source().file(), "invoiceId,amount,externalId,paymentProcessor\n");

        assertThatThrownBy(file::rows)
                .hasMessage(file.source().file()
                        + ": changed while it was being read; leave it alone and run the command again");
    }
}

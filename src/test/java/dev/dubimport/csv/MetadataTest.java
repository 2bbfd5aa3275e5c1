package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.messages;
import static dev.dubimport.csv.SalesFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ } | {}",
                "{\"b\": 1.10, \"a\": [true, null, -0, 1E400]} | {\"a\":[true,null,-0,1E400],\"b\":1.10}",
                "{\"z\":{\"y\":1,\"x\":123456789012345678901234567890}} | {\"z\":{\"x\":123456789012345678901234567890,\"y\":1}}",
                "{\"a\":\"\\u0041\\n\\/ é😀\\\"\\\\\"} | {\"a\":\"A\\n/ é😀\\\"\\\\\"}",
                "{\"b\":[],\"B\":{}} | {\"B\":{},\"b\":[]}",
            })
    void aJsonCellTakesItsCanonicalForm(String cell, String canonical) {
        assertThat(metadata("metadata", cell)).isEqualTo(canonical);
    }

    static Stream<Arguments> refusedCells() {
        String mend = "; write an object such as {\"plan\":\"pro\"}, or leave the cell empty";
        return Stream.of(
                Arguments.of("{\"a\":}", "metadata \"{\"a\":}\": not JSON at character 6" + mend),
                Arguments.of("{\"a\":1", "metadata \"{\"a\":1\": not JSON at character 7" + mend),
                Arguments.of("{} x", "metadata \"{} x\": not JSON at character 4" + mend),
                Arguments.of("{}{}", "metadata \"{}{}\": more text after the JSON object" + mend),
                Arguments.of("{\"a\":NaN}", "metadata \"{\"a\":NaN}\": not JSON at character 9" + mend),
                Arguments.of("[1]", "metadata \"[1]\": not a JSON object" + mend),
                Arguments.of("null", "metadata \"null\": not a JSON object" + mend),
                Arguments.of("  ", "metadata \"  \": blank; write a JSON object, or leave the cell empty"),
                Arguments.of(
                        "{\"a\":1,\"a\":2}", "metadata \"{\"a\":1,\"a\":2}\": the key \"a\" stands twice; remove one"),
                Arguments.of(
                        "{\"a\":\"\\u0000\"}",
                        "metadata \"{\"a\":\"\\u0000\"}\": holds a control character; remove it"),
                Arguments.of(
                        "{\"a\\ud83d\":1}",
                        "metadata \"{\"a\\ud83d\":1}\": holds half of a character (a lone surrogate);"
                                + " write the whole character"));
    }

    @ParameterizedTest
    @MethodSource("refusedCells")
    void aCellThatIsNoMetadataIsAViolation(String cell, String message) {
        assertThat(messages(row("metadata", cell))).containsExactly(message);
    }

    @Test
    void aHostileCellIsRefusedAndNotFollowed() {
        String deep = "{\"a\":".repeat(100_000);

        assertThat(messages(row("metadata", deep)))
                .singleElement()
                .asString()
                .endsWith(
                        ": nested more than 100 levels, or a number of more than 1,000 digits; write a simpler object");
    }

    @Test
    void singleKeysAreWrittenSortedAndWithoutTheEmptyOnes() {
        assertThat(metadata("metadata.b,metadata.a,metadata.none,METADATA.Blank", " two \"x\"\ty ", "1", "", "  "))
                .isEqualTo("{\"a\":\"1\",\"b\":\"two \\\"x\\\"\\ty\"}");
    }

    @Test
    void jsonAndSingleKeysMakeOneObject() {
        assertThat(metadata("metadata.b,metadata", "2", "{\"c\":3,\"a\":1}"))
                .isEqualTo("{\"a\":1,\"b\":\"2\",\"c\":3}");
        assertThat(metadata("metadata.b,metadata", "2", "")).isEqualTo("{\"b\":\"2\"}");
        assertThat(metadata("metadata.b,metadata", "", "{\"b\":3}")).isEqualTo("{\"b\":3}");
    }

    @Test
    void aKeyFromTwoSourcesIsAViolation() {
        assertThat(messages(row("metadata.b,metadata", "2", "{\"b\":3}")))
                .containsExactly("metadata.b \"2\": the key \"b\" stands in the column \"metadata\" too; give it once");
    }

    @Test
    void aControlCharacterInASingleKeyIsAViolation() {
        assertThat(messages(row("metadata.b", "a\u0007b")))
                .containsExactly("metadata.b \"a\\u0007b\": holds a control character; remove it");
    }

    @Test
    void tooMuchMetadataIsAViolationOfTheContract() {
        assertThat(SalesFiles.codes(row("metadata.b", "x".repeat(10_000)))).containsExactly("metadata_too_long");
    }

    private String metadata(String columns, String... cells) {
        Row row = row(columns, cells);
        assertThat(messages(row)).isEmpty();
        return ((Verdict.Valid) row.verdict()).sale().metadata().json();
    }

    private Row row(String columns, String... cells) {
        StringBuilder text = new StringBuilder(HEADER + "," + columns + "\n1,c,1,stripe");
        for (String cell : cells) {
            text.append(",\"").append(cell.replace("\"", "\"\"")).append('"');
        }
        return rows(folder, text.toString()).get(0);
    }
}

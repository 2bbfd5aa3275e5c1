package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.HEADER;
import static dev.dubimport.csv.SalesFiles.open;
import static dev.dubimport.csv.SalesFiles.rows;
import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
    private static final List<String> CELLS = List.of("INV-1", "Zoë, \"Käufer\"; a|b\tc", "1250", "stripe");

    @TempDir
    Path folder;

    static Stream<Arguments> dialects() {
        return Stream.of(",", ";", "\t", "|")
                .flatMap(delimiter -> Stream.of("", "sep=" + delimiter + "\n", "\"SEP=" + delimiter + "\"\r\n")
                        .flatMap(name -> Stream.of(
                                Arguments.of(delimiter, name, StandardCharsets.UTF_8, ""),
                                Arguments.of(delimiter, name, StandardCharsets.UTF_8, "\uFEFF"),
                                Arguments.of(delimiter, name, StandardCharsets.UTF_16LE, "\uFEFF"),
                                Arguments.of(delimiter, name, StandardCharsets.UTF_16BE, "\uFEFF"))));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aFileIsReadAsItIsWrittenAndSoAreItsRejects(String delimiter, String name, Charset charset, String mark)
            throws IOException {
        String quoted =
                "INV-1,\"Zoë, \"\"Käufer\"\"; a|b\tc\",1250,stripe".replace(",1250,", delimiter + "1250" + delimiter);
        String row = "INV-1" + delimiter + quoted.substring("INV-1,".length());
        String text = mark + name + HEADER.replace(",", delimiter) + "\n" + row + "\n";
        SalesFile file = open(write(folder, "sales.csv", text.getBytes(charset)));

        assertThat(rows(file)).singleElement().satisfies(read -> {
            assertThat(read.cells()).isEqualTo(CELLS);
            assertThat(read.line()).isEqualTo(name.isEmpty() ? 2 : 3);
        });

        Path rejects = folder.resolve("rejects.csv");
        try (RejectsFile written = RejectsFile.create(rejects, file)) {
            written.add(2, CELLS, new Finding(Outcome.REFUSED, "bad_request", "no; such, thing"));
            written.publish();
        }

        assertThat(Files.readString(rejects, charset))
                .startsWith(
                        mark + (name.isEmpty() ? "" : "sep=" + delimiter + "\r\n") + HEADER.replace(",", delimiter));
        assertThat(RejectsFile.mayStandAt(rejects)).isTrue();
        assertThat(rows(open(rejects)))
                .singleElement()
                .satisfies(read -> assertThat(read.cells()).isEqualTo(CELLS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-1", "utf-16le"})
    void anEncodingWithoutAMarkIsSaidInTheMapping(String name) throws IOException {
        Charset charset = Charset.forName(name);
        Path mapping = write(folder, "mapping.yml", "encoding: " + name + "\ncolumns:\n  externalId: Käufer\n");
        String text = HEADER.replace("externalId", "Käufer") + "\nINV-1,Zoë,1250,stripe\n";
        SalesFile file = open(
                write(folder, "sales.csv", text.getBytes(charset)), Mapping.read(mapping), MissingInvoiceId.INVALID);

        assertThat(rows(file))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains("Zoë"));
        assertThat(file.dialectNote()).contains(charset + ", columns separated by commas");

        Path rejects = folder.resolve("rejects.csv");
        try (RejectsFile written = RejectsFile.create(rejects, file)) {
            written.add(2, rows(file).get(0).cells(), new Finding(Outcome.REFUSED, "bad_request", "cut off …"));
            written.publish();
        }

        assertThat(Files.readString(rejects, charset)).contains("INV-1,Zoë,1250,stripe,2,refused,bad_request,cut off ");
        assertThat(RejectsFile.mayStandAt(rejects)).isEqualTo(!name.equals("utf-16le"));
        assertThat(rows(open(rejects, Mapping.read(mapping), MissingInvoiceId.INVALID)))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains("Zoë"));
    }

    @Test
    void aMarkSaysMoreThanTheMapping() {
        Path mapping = write(folder, "mapping.yml", "encoding: windows-1252\n");
        Path file = write(folder, "sales.csv", "\uFEFF" + HEADER + "\nINV-1,Zoë,1250,stripe\n");

        assertThat(rows(open(file, Mapping.read(mapping), MissingInvoiceId.INVALID)))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains("Zoë"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-1"})
    void aFileThatIsUtf8IsNotReadAsWhatTheMappingSays(String name) {
        Mapping mapping = Mapping.parse(folder, "encoding: " + name + "\n");
        Path file = write(folder, "sales.csv", HEADER + "\nINV-1,Möbel,1250,stripe\n");
        SalesFile opened = open(file, mapping, MissingInvoiceId.INVALID);

        assertThatThrownBy(() -> Survey.of(opened))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(file + ": the mapping says " + Charset.forName(name)
                        + ", but the file is valid UTF-8 (\"Möbel\" on line 2); remove the `encoding` from the mapping,"
                        + " or save the file as " + Charset.forName(name));
    }

    @Test
    void allOfALongFileTellsWhetherItIsUtf8() throws IOException {
        Mapping mapping = Mapping.parse(folder, "encoding: windows-1252\n");
        String rows = "INV-1,c,1250,stripe\r\n".repeat(10_000);
        String start = HEADER + "\r\nINV-1,Jürgen,1250,stripe\r\n" + rows;
        Path utf8 = write(folder, "utf-8.csv", start);
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(start.getBytes(StandardCharsets.UTF_8));
        mixed.write("INV-2,Jürgen,1250,stripe\r\n".getBytes(Charset.forName("windows-1252")));
        Path both = write(folder, "both.csv", mixed.toByteArray());

        SalesFile opened = open(utf8, mapping, MissingInvoiceId.INVALID);

        assertThatThrownBy(() -> Survey.of(opened))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("\"Jürgen\" on line 2");
        assertThat(Survey.of(open(both, mapping, MissingInvoiceId.INVALID)).rows())
                .isEqualTo(10_002);
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, Straße", "windows-1250, SPÓŁKA", "iso-8859-2, ÓŁ ÓŁ", "windows-1252, Strauß’"})
    void whatIsUtf8ByChanceIsReadAsTheMappingSays(String name, String customer) {
        Mapping mapping = Mapping.parse(folder, "encoding: " + name + "\n");
        byte[] bytes = (HEADER + "\nINV-1," + customer + ",1250,stripe\n").getBytes(Charset.forName(name));

        assertThat(rows(open(write(folder, "sales.csv", bytes), mapping, MissingInvoiceId.INVALID)))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains(customer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Żabka", "Привет", "ó", "日本", "12 €"})
    void whatChanceDoesNotMakeIsUtf8(String customer) {
        Mapping mapping = Mapping.parse(folder, "encoding: iso-8859-1\n");
        Path file = write(folder, "sales.csv", HEADER + "\nINV-1," + customer + ",1250,stripe");
        SalesFile opened = open(file, mapping, MissingInvoiceId.INVALID);

        assertThatThrownBy(() -> Survey.of(opened))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("the file is valid UTF-8");
    }

    @Test
    void whatIsNotUsualIsSaid() {
        assertThat(open(folder, HEADER + "\n").dialectNote()).isEmpty();
        assertThat(open(folder, HEADER.replace(',', ';') + "\n").dialectNote())
                .contains("UTF-8, columns separated by semicolons");
        assertThat(open(folder, HEADER.replace(',', '|') + "\n").dialectNote())
                .contains("UTF-8, columns separated by |");
    }

    @Test
    void theDelimiterIsTheOneThatFindsTheColumns() {
        String header = "note; a, b; c;" + HEADER.replace(",", ";");

        assertThat(open(folder, header + "\n").header()).hasSize(7);
    }

    @Test
    void whatIsWrongIsToldOfTheLikeliestDelimiter() {
        assertThatThrownBy(() -> open(folder, "invoiceId;externalId;amount;kind\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(
                        "no column \"paymentProcessor\"; the file has: invoiceId, externalId, amount, kind;");
    }

    @Test
    void aRaggedRowIsToldOfTheDelimiterOfItsFile() {
        SalesFile file = open(folder, HEADER.replace(',', ';') + "\nINV-1;a;b;1250;stripe\n");

        assertThat(SalesFiles.messages(rows(file).get(0)))
                .singleElement()
                .asString()
                .contains("a cell that holds a semicolon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=,", "sep=;\n", "\uFEFF", "\uFEFFsep=;\n"})
    void aFileWithoutAHeaderIsEmpty(String text) {
        assertThatThrownBy(() -> open(folder, text)).isInstanceOf(UnusableFile.class);
    }

    @Test
    void anOddNumberOfBytesIsNoUtf16() {
        byte[] bytes = ("\uFEFF" + HEADER + "\n").getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> rows(open(write(folder, "sales.csv", Arrays.copyOf(bytes, bytes.length - 1)))))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("not UTF-16LE");
    }
}

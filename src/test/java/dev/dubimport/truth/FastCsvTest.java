package dev.dubimport.truth;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.dubimport.csv.CsvLine;
import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ours and FastCSV on the same text. What the two decide otherwise, by {@code csv/package-info} and by FastCSV's documentation:
 *
 * <ul>
 *   <li>A quote that is never closed: here a malformed row and the lines below it, there one cell to the end of the file.
 *   <li>Blanks between a closing quote and the delimiter: here they belong to nothing, there they are an error.
 *   <li>Text behind a closing quote: here one malformed row, there the end of the reading.
 *   <li>A carriage return in quotes, and a lone line feed behind the record: two records here, of which FastCSV 4.1.0 loses one. So
 *       line breaks are of one kind here.
 *   <li>A line of blanks only, also in quotes: here no row, there a record of one cell.
 * </ul>
 */
class FastCsvTest {
    private static final List<String> HEADER = List.of("invoiceId", "externalId", "amount", "paymentProcessor", "note");
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final String CHARACTERS = "ab ,;|\t\"\n\r'=#\\é😀\u00a0\u0085\u2028";

    /** Few of them, so that they meet; a line feed stands for any line break. */
    private static final String DIRT = "aa,,\"\"\"\n\n ";

    private static final Pattern BLANKS_BEHIND_QUOTE = Pattern.compile("\"[ \t]+");

    private final Die die = new Die(20_261_124);

    @TempDir
    private Path folder;

    @Test
    void whatFastCsvWritesIsReadAsItWasWritten() throws IOException {
        for (int i = 0; i < 150; i++) {
            char delimiter = die.anyOf(DELIMITERS);
            List<List<String>> records = anyRecords();
            StringWriter text = new StringWriter();
            try (CsvWriter writer = writer(delimiter).build(text)) {
                writer.writeRecord(HEADER);
                records.forEach(writer::writeRecord);
            }

            assertThat(Reading.rows(open(text.toString())))
                    .as(text.toString())
                    .extracting(Row::cells)
                    .isEqualTo(records);
        }
    }

    @Test
    void whatWeWriteIsReadByFastCsvAsItWasWritten() throws IOException {
        for (int i = 0; i < 50; i++) {
            char delimiter = die.anyOf(DELIMITERS);
            SalesFile source = open(String.join(Character.toString(delimiter), HEADER) + "\r\n");
            List<List<String>> records = anyRecords();
            Path target = folder.resolve("rejects-" + i + ".csv");
            try (RejectsFile rejects = RejectsFile.create(target, source)) {
                records.forEach(cells ->
                        rejects.add(7, cells, new Finding(Outcome.INVALID, "code", "a \"message\", and\nmore")));
                rejects.publish();
            }

            List<List<String>> read = read(Files.readString(target), delimiter).stream()
                    .map(CsvRecord::getFields)
                    .toList();

            assertThat(read.get(0)).startsWith(HEADER.toArray(String[]::new));
            assertThat(read.subList(1, read.size()))
                    .as(Files.readString(target))
                    .map(cells -> cells.subList(HEADER.size(), cells.size()))
                    .allMatch(List.of("7", "invalid", "code", "a \"message\", and\nmore")::equals);
            assertThat(read.subList(1, read.size()))
                    .as(Files.readString(target))
                    .map(cells -> cells.subList(0, HEADER.size()))
                    .map(FastCsvTest::withoutApostrophes)
                    .isEqualTo(records.stream()
                            .map(FastCsvTest::withoutApostrophes)
                            .toList());
        }
    }

    @Test
    void linesForSpreadsheetsAreReadByFastCsvAsTheyWereWritten() {
        for (List<String> cells : anyRecords()) {
            assertThat(read(CsvLine.of(cells), ','))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(withoutApostrophes(record.getFields())).isEqualTo(withoutApostrophes(cells)));
        }
    }

    @Test
    void whatBothAcceptHasTheSameCellsOnTheSameLines() {
        int accepted = 0;
        for (int i = 0; i < 1500; i++) {
            String text = (String.join(",", HEADER) + "\n" + some(DIRT, die.between(1, 40)))
                    .replace("\n", die.anyOf(List.of("\n", "\r", "\r\n")));
            List<Row> ours = Reading.rows(open(text));
            List<Row> malformed =
                    ours.stream().filter(row -> malformed(row).isPresent()).toList();
            Optional<List<CsvRecord>> theirs = readIfAccepted(text);

            if (theirs.isEmpty()) {
                assertThat(!malformed.isEmpty()
                                || BLANKS_BEHIND_QUOTE.matcher(text).find())
                        .as(text)
                        .isTrue();
            } else if (malformed.isEmpty()) {
                accepted++;
                assertThat(ours.stream().map(row -> row.line() + " " + row.cells()))
                        .as(text)
                        .isEqualTo(theirs.get().stream()
                                .skip(1)
                                .filter(record -> !isBlank(record))
                                .map(record -> record.getStartingLineNumber() + " " + record.getFields())
                                .toList());
            } else {
                assertThat(malformed(malformed.get(0)).orElseThrow().rule())
                        .as(text)
                        .isEqualTo("a quote opened here is never closed");
            }
        }
        assertThat(accepted).isGreaterThan(200);
    }

    private CsvWriter.CsvWriterBuilder writer(char delimiter) {
        CsvWriter.CsvWriterBuilder builder = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(die.anyOf(List.of(LineDelimiter.LF, LineDelimiter.CR, LineDelimiter.CRLF)));
        return die.percent(30)
                ? builder
                : builder.quoteStrategy(die.anyOf(List.of(
                        QuoteStrategies.REQUIRED,
                        QuoteStrategies.ALWAYS,
                        QuoteStrategies.EMPTY,
                        QuoteStrategies.NON_EMPTY)));
    }

    private static List<CsvRecord> read(String text, char delimiter) {
        try (Stream<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)
                .stream()) {
            return records.toList();
        }
    }

    private static Optional<List<CsvRecord>> readIfAccepted(String text) {
        try {
            return Optional.of(read(text, ','));
        } catch (CsvParseException refused) {
            return Optional.empty();
        }
    }

    private SalesFile open(String text) {
        try {
            Path file = Files.writeString(folder.resolve("sales.csv"), text, StandardCharsets.UTF_8);
            return SalesFile.open(Source.in(file).get(0), Mapping.NONE, MissingInvoiceId.INVALID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Violation> malformed(Row row) {
        return row.verdict() instanceof Verdict.Invalid invalid
                ? invalid.violations().stream()
                        .filter(violation -> violation.code().equals("row_malformed"))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isBlank(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isBlank();
    }

    /** An apostrophe before what a spreadsheet would run is ours; the file's own one looks the same to others. */
    private static List<String> withoutApostrophes(List<String> cells) {
        return cells.stream().map(cell -> cell.replaceFirst("^'+", "")).toList();
    }

    private List<List<String>> anyRecords() {
        List<List<String>> records = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            records.add(Stream.generate(() -> some(CHARACTERS, die.below(8)))
                    .limit(HEADER.size())
                    .toList());
        }
        return records;
    }

    private String some(String choices, int count) {
        int[] codePoints = choices.codePoints().toArray();
        return Stream.generate(() -> Character.toString(codePoints[die.below(codePoints.length)]))
                .limit(count)
                .collect(Collectors.joining());
    }
}

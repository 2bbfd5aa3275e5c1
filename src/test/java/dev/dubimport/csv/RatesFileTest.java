package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.ExchangeRates;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesFileTest {
    /** Invented numbers in the form of the European Central Bank's file. */
    private static final String FILE = """
            Date,USD,JPY,CYP,ZZZ,
            2026-04-03,1.25,160.5,N/A,7.5,
            2026-04-02,1.5,N/A,0.58,N/A,
            """;

    private static final String HINT = "take eurofxref-hist.csv as the European Central Bank has it";

    @TempDir
    Path folder;

    @Test
    void theRatesAreThoseOfTheColumnsThatAreCurrencies() {
        assertThat(read(FILE).digest()).isEqualTo(expected().digest());
    }

    @Test
    void blanksAWindowsFileAndAByteOrderMarkMakeNoDifference() {
        assertThat(read("\uFEFF" + FILE.replace(",", ", ").replace("\n", "\r\n") + "   \r\n")
                        .digest())
                .isEqualTo(expected().digest());
        assertThat(read(FILE.replace(",\n", "\n")).digest())
                .isEqualTo(expected().digest());
        assertThat(read(FILE.replace(",7.5,", ",\"about 7\",")).digest())
                .isEqualTo(expected().digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.25   | 0            | :2 USD "0": not above 0; write N/A where there is no rate
                    1.25   | 0.000        | :2 USD "0.000": not above 0; write N/A where there is no rate
                    1.25   | -1.25        | :2 USD "-1.25": not above 0; write N/A where there is no rate
                    160.5  | 160.5O       | :2 JPY "160.5O": not a number; write a rate such as 1.0823, or N/A where there is none
                    160.5  | 1e3          | :2 JPY "1e3": not a number; write a rate such as 1.0823, or N/A where there is none
                    160.5  | ''           | :2 JPY "": not a number; write a rate such as 1.0823, or N/A where there is none
                    0.58   | 0.5800000001 | :3 CYP "0.5800000001": more than 9 digits on one side of the point; round it
                    0.58   | 1000000000   | :3 CYP "1000000000": more than 9 digits on one side of the point; round it
                    """)
    void whatIsNoRateIsToldWithItsPlace(String rate, String other, String message) {
        assertRefused(FILE.replace(rate, other), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-04-02 | 2026-02-30   | :3 Date "2026-02-30": not a day such as 2026-04-02; HINT
                    2026-04-02 | 2 April 2026 | :3 Date "2 April 2026": not a day such as 2026-04-02; HINT
                    2026-04-02 | ''           | :3 Date "": not a day such as 2026-04-02; HINT
                    2026-04-02 | 2026-04-03   | :3 Date "2026-04-03": line 2 is of that day too; remove one of the two
                    Date       | Day          | :1 header: the first column is not "Date"; HINT
                    USD        | UDS          | :1 header: no column "USD", what a euro cost in US dollars; HINT
                    JPY        | EUR          | :1 header: a column "EUR", so these are no rates per euro; HINT
                    """)
    void whatIsNotThatFileIsToldWithItsPlace(String text, String other, String message) {
        assertRefused(FILE.replace(text, other), message.replace("HINT", HINT));
    }

    @Test
    void aHeaderWithACurrencyTwiceIsRefused() {
        assertRefused(FILE.replace("CYP", "JPY"), ": column \"JPY\" stands twice in the header; rename or remove one");
    }

    @Test
    void semicolonsAreToldAsAMissingColumn() {
        assertThatThrownBy(() -> read(FILE.replace(',', ';')))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("the first column is not \"Date\"")
                .hasMessageContaining("no column \"USD\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.5,N/A,0.58,N/A, | 1.5,N/A,0.58      | 4 cells
                    1.5,N/A,0.58,N/A, | 1.5,N/A,0.58,N/A  | 5 cells
                    1.5,N/A,0.58,N/A, | 1,5,N/A,0.58,N/A, | 7 cells
                    """)
    void aLineThatWasCutOffOrHasDecimalCommasIsRefused(String cells, String other, String found) {
        assertRefused(FILE.replace(cells, other), ":3 row: " + found + " where the header has 6; " + HINT);
    }

    @Test
    void aLineWithBrokenQuotesIsToldAndTheNextOneReadOn() {
        assertThatThrownBy(() -> read(FILE.replace("160.5", "\"160\".5").replace("1.5,", "-1,")))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(":2 row \"2026-04-03,1.25,\"160\".5,N/A,7.5,\": text after a closing quote")
                .hasMessageContaining(":3 USD \"-1\": not above 0");
        assertThatThrownBy(() -> read(FILE.replace("Date", "\"Da\"te")))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(":1 header row \"\"Da\"te,USD");
    }

    @Test
    void ofManyMistakesTheFirstTwentyAreTold() {
        StringBuilder file = new StringBuilder("Date,USD\n");
        for (int day = 1; day <= 28; day++) {
            file.append("2026-02-").append(day < 10 ? "0" : "").append(day).append(",0\n");
        }

        assertThatThrownBy(() -> read(file.toString()))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(":21 USD")
                .message()
                .doesNotContain(":22 USD");
    }

    @Test
    void aFileWithoutDaysIsRefused() {
        assertRefused("Date,USD,\n", ": no days below the header; " + HINT);
        assertRefused("\n", ": empty; take eurofxref-hist.csv as the European Central Bank has it");
        assertRefused("", ": empty; take eurofxref-hist.csv as the European Central Bank has it");
    }

    @Test
    void theZipThatTheBankHasIsReadAsItIs() throws IOException {
        Path archive = folder.resolve("eurofxref-hist.zip");
        zip(archive, "eurofxref-hist.csv");

        assertThat(RatesFile.read(archive).digest()).isEqualTo(expected().digest());
    }

    @Test
    void aZipOfSeveralFilesIsRefused() throws IOException {
        Path archive = folder.resolve("rates.zip");
        zip(archive, "eurofxref-hist.csv", "readme.csv");

        assertThatThrownBy(() -> RatesFile.read(archive))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(archive + ": holds 2 files; take eurofxref-hist.csv as the European Central Bank has it");
    }

    private static void zip(Path archive, String... names) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(FILE.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aFileThatIsNotThereIsToldAsOfSales() {
        Path missing = folder.resolve("none.csv");

        assertThatThrownBy(() -> RatesFile.read(missing))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(missing + ": no such file; check the path");
    }

    private static ExchangeRates expected() {
        Currency dollar = Currency.getInstance("USD");
        Currency yen = Currency.getInstance("JPY");
        Currency pound = Currency.getInstance("CYP");
        return new ExchangeRates.Builder(List.of(dollar, yen, pound))
                .add(LocalDate.of(2026, 4, 3), Map.of(dollar, new BigDecimal("1.25"), yen, new BigDecimal("160.5")))
                .add(LocalDate.of(2026, 4, 2), Map.of(dollar, new BigDecimal("1.5"), pound, new BigDecimal("0.58")))
                .build();
    }

    private ExchangeRates read(String text) {
        return RatesFile.read(write(folder, "rates.csv", text));
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnusableFile.class)
                .hasMessage(folder.resolve("rates.csv") + message);
    }
}

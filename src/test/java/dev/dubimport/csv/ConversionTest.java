package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {
    /** Invented rates, in the form of the European Central Bank's file. */
    private static final String RATES = """
            Date,USD,JPY,GBP,
            2025-03-04,1.25,150,0.8,
            2025-03-03,1.20,160,N/A,
            2025-02-28,1.10,155,0.9,
            """;

    private static final String SHOP = """
            columns:
              invoiceId: Order
              externalId: Customer
              amount: Total
              currency: Currency
            constants:
              paymentProcessor: custom
            amounts: major
            date:
              column: Paid at
              order: day-first
            """;

    @TempDir
    private Path folder;

    @Test
    void amountsBecomeUsDollarsOfTheirOwnDayAndTheMetadataTellHow() {
        List<Row> rows = converted("""
                Order,Customer,Total,Currency,Paid at
                1,c,100.00,EUR,03/03/2025
                2,c,8000,JPY,04.03.2025 23:59
                3,c,9.00,GBP,2025-03-03
                4,c,12.50,USD,2025-03-03
                """);

        assertThat(rows)
                .extracting(row -> sale(row).sale().amount().toString())
                .containsExactly("120.00 USD", "66.67 USD", "11.00 USD", "12.50 USD");
        assertThat(rows)
                .extracting(row -> sale(row).original().map(Money::toString).orElse("as it is"))
                .containsExactly("100.00 EUR", "8000 JPY", "9.00 GBP", "as it is");
        assertThat(rows)
                .extracting(row -> sale(row).sale().metadata().json())
                .containsExactly(
                        "{\"exchangeRate\":\"1.2\",\"exchangeRateDate\":\"2025-03-03\",\"originalAmount\":\"100.00\","
                                + "\"originalCurrency\":\"EUR\",\"paidAt\":\"2025-03-03\"}",
                        "{\"exchangeRate\":\"0.008333333333\",\"exchangeRateDate\":\"2025-03-04\","
                                + "\"originalAmount\":\"8000\",\"originalCurrency\":\"JPY\","
                                + "\"paidAt\":\"2025-03-04T23:59:00\"}",
                        "{\"exchangeRate\":\"1.222222222\",\"exchangeRateDate\":\"2025-02-28\","
                                + "\"originalAmount\":\"9.00\",\"originalCurrency\":\"GBP\",\"paidAt\":\"2025-03-03\"}",
                        "{\"paidAt\":\"2025-03-03\"}");
    }

    @Test
    void whatCannotBeConvertedIsInvalidAndKeepsTheAmountOfTheFile() {
        List<Row> rows = converted("""
                Order,Customer,Total,Currency,Paid at
                1,c,100.00,EUR,
                2,c,100.00,CHF,2025-03-03
                3,c,100.00,EUR,2025-03-05
                4,c,100.00,EUR,2025-02-27
                5,c,100.00,EUR,3 o'clock
                6,c,0.00,EUR,
                7,c,5.00,USD,
                """);

        assertThat(rows)
                .extracting(row -> row.verdict() instanceof Verdict.Filtered
                        ? "filtered"
                        : SalesFiles.messages(row).stream().findFirst().orElse("as it is"))
                .containsExactly(
                        "Paid at: missing; the exchange rate is that of the sale's day;"
                                + " give the day, or import without --fx-rates",
                        "Total \"100.00 CHF\": no exchange rates of CHF;"
                                + " give the amount in US dollars, or rates that have that currency",
                        "Total \"100.00 EUR\": of 2025-03-05, after the exchange rates end on 2025-03-04;"
                                + " fetch a newer file of rates",
                        "Total \"100.00 EUR\": of 2025-02-27, before the exchange rates begin on 2025-02-28;"
                                + " give rates that reach back to that day",
                        "Paid at \"3 o'clock\": not a date; write 2026-04-05, or 2026-04-05T21:06:21+02:00 with a time",
                        "filtered",
                        "as it is");
        assertThat(rows)
                .extracting(row -> row.verdict().amount().map(Money::toString).orElse("none"))
                .containsExactly(
                        "100.00 EUR", "100.00 CHF", "100.00 EUR", "100.00 EUR", "100.00 EUR", "0.00 EUR", "5.00 USD");
    }

    @Test
    void theSurveyHasBothSums() {
        SalesFile file = open(
                "Order,Customer,Total,Currency,Paid at\n1,c,100.00,EUR,2025-03-03\n2,c,5.00,USD,2025-03-03\n",
                mapping().convertedBy(RatesFile.read(write(folder, "rates.csv", RATES))));

        assertThat(Survey.of(file).valid().minorUnits()).isEqualTo(Map.of("USD", 12_500L));
        assertThat(Survey.of(file).valid().originals()).isEqualTo(new TreeMap<>(Map.of("EUR", 10_000L)));
    }

    @Test
    void aKeyOfTheFileIsNotTakenForEvidence() {
        Row row = converted("""
                        Order,Customer,Total,Currency,Paid at,metadata.exchangeRate
                        1,c,100.00,EUR,2025-03-03,1.5
                        """).get(0);

        assertThat(SalesFiles.codes(row)).containsExactly("metadata_key_twice");
    }

    @Test
    void theDayIsSentAsIso8601AndInTheZoneThatWasNamed() {
        SalesFile file = open(
                "Order,Customer,Total,Currency,Paid at\n1,c,5.00,USD,04/07/2025 9:06 PM\n2,c,5.00,USD,\n",
                mapping().inZone(ZoneId.of("Europe/Berlin")));

        assertThat(SalesFiles.rows(file))
                .extracting(row -> sale(row).sale().metadata().json())
                .containsExactly("{\"paidAt\":\"2025-07-04T21:06:00+02:00\"}", "{}");
    }

    @Test
    void withoutAnOrderADateThatCouldBeTwoIsInvalid() {
        Mapping unsaid = Mapping.read(write(folder, "mapping.yml", SHOP.replace("  order: day-first\n", "")));
        SalesFile file = open("Order,Customer,Total,Currency,Paid at\n1,c,5.00,USD,04/07/2025\n", unsaid);

        assertThat(SalesFiles.messages(SalesFiles.rows(file).get(0)))
                .containsExactly("Paid at \"04/07/2025\": may have the day or the month first;"
                        + " name `day-first` or `month-first` under `date` in the mapping");
    }

    @Test
    void ratesAndZonesMakeAnotherMapping() {
        Mapping plain = mapping();

        assertThat(List.of(
                        plain.digest(),
                        plain.inZone(ZoneId.of("UTC")).digest(),
                        plain.convertedBy(RatesFile.read(write(folder, "rates.csv", RATES)))
                                .digest(),
                        plain.convertedBy(RatesFile.read(write(folder, "rates.csv", RATES.replace("1.25", "1.26"))))
                                .digest()))
                .doesNotHaveDuplicates();
    }

    private List<Row> converted(String text) {
        return SalesFiles.rows(open(text, mapping().convertedBy(RatesFile.read(write(folder, "rates.csv", RATES)))));
    }

    private Mapping mapping() {
        return Mapping.read(write(folder, "mapping.yml", SHOP));
    }

    private SalesFile open(String text, Mapping mapping) {
        return SalesFiles.open(write(folder, "sales.csv", text), mapping, MissingInvoiceId.INVALID);
    }

    private static Verdict.Valid sale(Row row) {
        assertThat(row.verdict()).as(row.toString()).isInstanceOf(Verdict.Valid.class);
        return (Verdict.Valid) row.verdict();
    }
}

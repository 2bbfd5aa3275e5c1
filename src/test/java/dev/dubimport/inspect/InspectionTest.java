package dev.dubimport.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.UnusableFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    private static final Path EXPORTS = Path.of("samples/exports");
    private static final String BOOKKEEPERS = """
            Umsatzbericht 2025;;;;;;
            Zeitraum: 01.01.2025 - 31.03.2025;;;;;;
            ;;;;;;
            Bestellnr;Kundennummer;Datum;Betrag;Währung;Status;Erstattet
            B-1001;K-17;03.01.2025 09:12;1.234,50 €;EUR;bezahlt;0,00
            B-1002;K-18;04.01.2025 10:00;49,90 €;EUR;bezahlt;0,00
            B-1003;K-19;05.01.2025 11:30;49,90 €;EUR;storniert;0,00
            B-1004;K-20;06.01.2025 12:45;99,00 €;EUR;bezahlt;20,00
            Summe;;;1.433,30 €;;;
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "stripe-payments.csv, stripe-payments, comma",
        "stripe-payments-older.csv, stripe-payments, semicolon",
        "stripe-balance.csv, stripe-balance, comma",
        "shopify-orders.csv, shopify-orders, comma",
        "polar-orders.csv, polar-orders, comma",
        "paddle-transactions.csv, paddle-transactions, comma"
    })
    void namesTheExportAndItsDelimiter(String file, String preset, String delimiter) {
        Inspected found = Inspected.file(EXPORTS.resolve(file));

        assertThat(found.proposed("extends")).isEqualTo(preset + " (certain)");
        assertThat(found.form("delimiter")).isEqualTo(delimiter + " (certain)");
        assertThat(found.form("encoding")).isEqualTo("UTF-8 (certain)");
        assertThat(found.findings().isSettled()).isTrue();
    }

    @Test
    void ofAnExportThatWritesCommasOnlyThatIsSaidBesides() {
        Findings found =
                Inspected.file(EXPORTS.resolve("stripe-payments-older.csv")).findings();

        assertThat(found.mapping()).isEqualTo("""
                        extends: stripe-payments # Stripe's payments export
                        decimals: comma # "12,50" on line 2 can be read in no other way
                        """);
        assertThat(found.preset()).isEmpty();
        assertThat(Inspected.file(EXPORTS.resolve("stripe-payments.csv"))
                        .findings()
                        .preset())
                .contains("stripe-payments");
    }

    @Test
    void idsOfAnotherKindMakeAnExportAGuess() {
        Inspected found = Inspected.file(folder, """
                id,status,customer_id,total,currency
                A-1,completed,c1,10.00,usd
                """);

        assertThat(found.form("known export")).isEqualTo("Paddle's transactions export (a guess)");
    }

    @Test
    void saysWhatAnExportThatIsNearlyOneLacks() {
        Findings found = Inspected.file(folder, """
                        Name,Email,Total,Currency,Paid at
                        #1,a@example.com,10.00,usd,2026-01-01
                        """).findings();

        assertThat(found.form())
                .filteredOn(each -> each.about().equals("known export"))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.reason())
                                .isEqualTo(
                                        "nearest is Shopify's orders export, which must have \"Refunded Amount\", \"Financial Status\" too"));
    }

    @Test
    void proposesColumnsByTheirNames() {
        Inspected found = Inspected.file(folder, """
                Rechnungsnummer;Kundennr.;Bruttobetrag;Währung;Rechnungsdatum
                R-1;K-1;12,50;EUR;25.04.2026
                R-2;K-2;8,00;EUR;26.04.2026
                """);

        assertThat(found.findings().mapping()).isEqualTo("""
                        columns:
                          invoiceId: Rechnungsnummer # likely: by its name; no value stands twice, such as R-1, R-2
                          externalId: Kundennr. # likely: by its name; such as K-1, K-2
                          amount: Bruttobetrag # likely: by its name; such as 12,50, 8,00
                          currency: "Währung" # by its name; such as EUR
                        constants:
                          paymentProcessor: custom # likely: no column tells it; stripe, shopify, polar and paddle are the others
                        amounts: major # "12,50" on line 2 has decimals
                        decimals: comma # "12,50" on line 2 can be read in no other way
                        date:
                          column: Rechnungsdatum # likely: by its name; such as 25.04.2026, 26.04.2026
                        """);
        assertThat(found.findings().isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "columns.invoiceId, Numéro de facture",
        "columns.invoiceId, Número de pedido",
        "columns.invoiceId, orderId",
        "columns.externalId, ID client",
        "columns.externalId, E-Mail-Adresse",
        "columns.amount, Importe total",
        "columns.amount, MONTANT TTC",
        "date.column, Fecha de factura",
        "date.column, created_at"
    })
    void knowsHeadingsOfSeveralLanguages(String key, String heading) {
        String cell = key.equals("date.column") ? "2026-01-01" : "12";

        Inspected found = Inspected.file(folder, heading + ",x\n" + cell + ",y\n" + cell + ",z\n");

        assertThat(found.proposed(key)).startsWith(heading + " (");
    }

    @Test
    void proposesColumnsByWhatStandsInThem() {
        Inspected found = Inspected.file(folder, """
                ref,who,paid,cur,on
                A1,a@example.com,10.50,eur,2026-01-01
                A2,a@example.com,10.50,usd,2026-01-01
                """);

        assertThat(found.proposed("columns.invoiceId")).isEqualTo("ref (a guess)");
        assertThat(found.proposed("columns.externalId")).isEqualTo("who (a guess)");
        assertThat(found.proposed("columns.amount")).isEqualTo("paid (a guess)");
        assertThat(found.proposed("columns.currency")).isEqualTo("cur (likely)");
        assertThat(found.proposed("date.column")).isEqualTo("on (a guess)");
    }

    @Test
    void ofTwoColumnsForOneFieldAPersonTakesOne() {
        Inspected found = Inspected.file(folder, """
                Invoice,Customer,Gross,Total,Currency
                1,c1,10.00,12.00,EUR
                2,c2,11.00,13.00,EUR
                """);

        assertThat(found.open()).containsExactly("columns.amount: Gross or Total");
        assertThat(found.findings().isSettled()).isFalse();
        assertThat(found.findings().mapping()).contains("\n  amount: # say which; nothing is imported before that\n");
    }

    @Test
    void aFieldThatNoColumnLooksLikeIsAskedFor() {
        Inspected found = Inspected.file(folder, "a,b\nx,y\nx,y\n");

        assertThat(found.open())
                .containsExactly(
                        "columns.invoiceId: ",
                        "columns.externalId: ",
                        "columns.amount: ",
                        "constants.currency: usd or eur or gbp");
        assertThat(found.findings().sales()).isEmpty();
    }

    @Test
    void wholeNumbersMayBeCentsOrNotUnderTheContractsNamesToo() {
        Inspected found = Inspected.file(folder, """
                invoiceId,externalId,amount,paymentProcessor
                1,c1,4900,custom
                2,c2,1250,custom
                """);

        assertThat(found.proposed("extends")).isEqualTo("generic (certain)");
        assertThat(found.open()).containsExactly("amounts: minor or major");
        assertThat(found.findings().mapping()).endsWith("""
                        # UNDECIDED: no amount in "amount" has decimals: cents, or whole units of money.
                        # Look up the sale on line 2 where you know what was paid: the two differ by a hundred.
                        amounts: # say which; nothing is imported before that
                        # amounts: minor # "4900" is 49.00 (cents)
                        # amounts: major # "4900" is 4,900.00
                        """);
        assertThatThrownBy(
                        () -> Mapping.parse(Path.of("m.yml"), found.findings().mapping()))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("amounts: no value");
    }

    @Test
    void oneDecimalAmongManyWholeNumbersDecidesNothing() {
        Inspected found = Inspected.file(folder, """
                invoiceId,externalId,amount,paymentProcessor
                1,c1,4900,custom
                2,c2,1250,custom
                3,c2,1250,custom
                4,c2,1250,custom
                5,c2,1250,custom
                6,c2,12.50,custom
                """);

        assertThat(found.open()).containsExactly("amounts: minor or major");
    }

    @Test
    void wholeYenAreTheSameInEitherUnit() {
        Inspected found = Inspected.file(folder, "Invoice,Customer,Total,Currency\n1,c1,4900,JPY\n2,c2,1250,JPY\n");

        assertThat(found.open()).isEmpty();
        assertThat(found.proposed("amounts")).isEqualTo("major (certain)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.234   | 2.500      | ''      | decimals: point or comma
                    1,234   | 2,500      | ''      | decimals: point or comma
                    12,50   | 1.234,50   | comma   | ''
                    12,5    | 1.234      | comma   | ''
                    12.50   | 1234.50    | ''      | ''
                    12.50   | '1,234.50' | point   | ''
                    12.50   | 1.000      | point   | ''
                    12.50   | 12,50      | ''      | decimals: point or comma
                    1 234   | 12,00      | comma   | ''
                    """)
    void onlyACellThatCanBeReadInOneWayDecidesTheDecimalMark(String one, String other, String decimals, String open) {
        Inspected found = Inspected.file(
                folder, "Invoice;Customer;Total;Currency\n1;c1;" + one + ";EUR\n2;c2;" + other + ";EUR\n");

        assertThat(found.proposed("decimals")).isEqualTo(decimals.isEmpty() ? "" : decimals + " (certain)");
        assertThat(String.join(", ", found.open())).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    05/04/2026 | 06/04/2026 | ''          | date.order: day-first or month-first
                    05/04/2026 | 25/04/2026 | day-first   | ''
                    05/04/2026 | 04/25/2026 | month-first | ''
                    25/04/2026 | 04/25/2026 | ''          | date.order: day-first or month-first
                    05.04.2026 | 06.04.2026 | ''          | ''
                    2026-04-05 | 2026-04-06 | ''          | ''
                    """)
    void onlyADateThatCanBeReadInOneWayDecidesTheOrder(String one, String other, String order, String open) {
        Inspected found = Inspected.file(
                folder,
                "Invoice,Customer,Total,Currency,Date\n1,c1,1.50,EUR," + one + "\n2,c2,2.50,EUR," + other + "\n");

        assertThat(found.proposed("date.column")).isEqualTo("Date (likely)");
        assertThat(found.proposed("date.order")).isEqualTo(order.isEmpty() ? "" : order + " (certain)");
        assertThat(String.join(", ", found.open())).isEqualTo(open);
    }

    @Test
    void theCurrencyThatStandsBesideEveryAmountIsThatOfTheFile() {
        Inspected euros = Inspected.file(folder, "Invoice;Customer;Total\n1;c1;12,50 €\n2;c2;8,00 €\n");
        Inspected dollars = Inspected.file(folder, "Invoice;Customer;Total\n1;c1;$12.50\n2;c2;$8.00\n");

        assertThat(euros.proposed("constants.currency")).isEqualTo("eur (likely)");
        assertThat(dollars.open()).containsExactly("constants.currency: usd or eur or gbp");
    }

    @Test
    void theCurrencyThatStandsBesideNearlyAllAmountsIsProposedAndTheOthersAreNamed() {
        Findings found = Inspected.file(folder, """
                        Rechnung;Kunde;Betrag
                        1;c1;12,50 EUR
                        2;c2;8,00 €
                        3;c3;9,00 USD
                        4;c4;1,00 eur
                        5;c5;2,00 EUR
                        6;c6;3,00 EUR
                        7;c7;4,00 EUR
                        8;c8;5,00 EUR
                        9;c9;7,00
                        10;d;6,00 EUR
                        """).findings();

        assertThat(found.mapping())
                .contains(
                        "  currency: eur # likely: it stands beside 8 of 10 amounts, but not beside \"9,00 USD\" on line 4,"
                                + " \"7,00\" on line 10\n");
        assertThat(found.undecided()).isEmpty();
        assertThat(found.sales().orElseThrow().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("amount_other_currency");
            assertThat(reason.firstLine()).isEqualTo(4);
        });
    }

    @Test
    void namesTheEncodingOfAFileThatIsNotUtf8AndTheBytesThatProveIt() {
        Inspected found = Inspected.file(folder, """
                Rechnung;Kunde;Betrag;Währung
                1;Müller & Söhne;12,50;EUR
                2;Bäckerei Grün;8,00;EUR
                """, Charset.forName("windows-1252"));

        assertThat(found.proposed("encoding")).isEqualTo("windows-1252 (likely)");
        assertThat(found.findings().form().get(0).reason())
                .isEqualTo("not UTF-8; read so, it has \"Währung\" on line 1 (E4), \"Müller\" on line 2 (FC)");
        assertThat(found.findings().sales().orElseThrow().first().get(0).externalId())
                .isEqualTo("Müller & Söhne");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void seesUtf16WithoutAMark(String charset) {
        Inspected found =
                Inspected.file(folder, "Invoice,Customer,Total,Currency\n1,c1,1.50,EUR\n", Charset.forName(charset));

        assertThat(found.proposed("encoding")).isEqualTo(charset.toLowerCase(Locale.ROOT) + " (likely)");
        assertThat(found.form("rows")).isEqualTo("1 row (certain)");
    }

    @Test
    void anEncodingThatAMappingCannotNameIsLeftToAPerson() {
        Inspected found = Inspected.file(folder, """
                Invoice,Customer,Total,Currency
                1,Иван Иванович Петров из города Москва,1.50,EUR
                2,Мария Ивановна и её хорошие друзья,1.50,EUR
                """, Charset.forName("KOI8-R"));

        assertThat(found.open()).containsExactly("encoding: windows-1252 or windows-1250 or windows-1251");
        assertThat(found.findings().mapping()).startsWith("# UNDECIDED: the file is not UTF-8");
    }

    @Test
    void tellsMixedLineEndsButNotThoseInsideCells() {
        Inspected mixed = Inspected.file(folder, "Invoice,Customer,Total,Currency\r\n1,c1,1.50,EUR\n");
        Inspected inCells = Inspected.file(folder, "Invoice,Customer,Total,Currency\r\n1,\"c\n1\",1.50,EUR\r\n");

        assertThat(mixed.form("line ends")).isEqualTo("mixed (certain)");
        assertThat(inCells.form("line ends")).isEmpty();
    }

    @Test
    void findsTheHeaderBelowATitle() {
        Inspected found =
                Inspected.file(folder, "Sales 2026\nall of them\n\nInvoice,Customer,Total,Currency\n1,c1,1.50,EUR\n");

        assertThat(found.form("header")).isEqualTo("4 columns on line 4 (certain)");
        assertThat(found.findings().sales().orElseThrow().totals().read().count())
                .isEqualTo(1);
    }

    @Test
    void aTitleThatASpreadsheetFilledUpWithDelimitersIsNoHeader() {
        Inspected found = Inspected.file(folder, BOOKKEEPERS, Charset.forName("windows-1252"));

        assertThat(found.form("header")).isEqualTo("7 columns on line 4 (certain)");
        assertThat(found.form("above")).startsWith("3 lines above the header skipped: \"Umsatzbericht 2025;;;;;;\", ");
        assertThat(found.form("rows")).isEqualTo("5 rows (certain)");
        assertThat(found.proposed("columns.invoiceId")).isEqualTo("Bestellnr (likely)");
        assertThat(found.proposed("date.column")).isEqualTo("Datum (likely)");
        Findings.Sales sales = found.findings().sales().orElseThrow();
        assertThat(sales.first().get(0).date()).isEqualTo("2025-01-03");
        assertThat(sales.months().keySet().toString()).isEqualTo("[2025-01]");
    }

    @Test
    void whichRowsAreSalesIsLeftToAPersonAndTotalsAndRefundsAreNotSent() {
        Findings found = Inspected.file(folder, BOOKKEEPERS, Charset.forName("windows-1252"))
                .findings();

        assertThat(found.isSettled()).isFalse();
        assertThat(found.mapping()).endsWith("""
                        refunded: Erstattet # likely: by its name; what was given back
                        refunds: report # a part was given back: not sent but told; net sends the rest, ignore the whole
                        # UNDECIDED: which of these are sales? "Status" may tell.
                        #   bezahlt: "Status" in 3 rows
                        #   storniert: "Status" in 1 row
                        # Write a rule under `filter` that names those that are none; if all are sales, remove `filter`.
                        filter: # say which rows are no sales; nothing is imported before that
                          # no_sale: ONE_OF(COLUMN("Status"), "storniert")
                        totals: [Summe] # the last row is a total of others
                        """);
        assertThatThrownBy(() -> Mapping.parse(Path.of("m.yml"), found.mapping()))
                .hasMessageContaining("filter: no keys below it");
        Mapping decided = Mapping.parse(Path.of("m.yml"), found.mapping().replace("# no_sale", "no_sale"));
        assertThat(decided.neededColumns()).contains(List.of("Status"));
        Findings.Sales sales = found.sales().orElseThrow();
        assertThat(sales.assumed()).containsExactly("every row is a sale");
        assertThat(sales.reasons().stream().map(Findings.Reason::code))
                .containsExactly("refunded_in_part", "total_line");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Payment status | paid     | paid     | ''
                    Payment status | paid     | open     | filter: paid or open
                    Zahlungsstatus | offen    | offen    | filter: offen
                    Estado         | pagado   | ''       | 'filter: pagado or '
                    Refunded       | yes      | no       | filter: yes or no
                    Colour         | red      | blue     | ''
                    """)
    void aStatusThatIsNotAlwaysPaidIsAskedAbout(String heading, String one, String other, String open) {
        Inspected found = Inspected.file(
                folder,
                "Invoice,Customer,Total,Currency," + heading + "\n1,c1,1.50,EUR," + one + "\n2,c2,2.50,EUR," + other
                        + "\n");

        assertThat(String.join(", ", found.open())).isEqualTo(open);
    }

    @Test
    void theColumnsThatAreNotUsedAreListed() {
        Inspected found = Inspected.file(folder, "Invoice,Customer,Total,Currency,Shop,Notes\n1,c1,1.50,EUR,a,b\n");

        assertThat(found.findings().unused()).containsExactly("Shop", "Notes");
    }

    @Test
    void aColumnWithoutANameIsNeverProposed() {
        Inspected found = Inspected.file(folder, "Invoice,Customer,,Currency\n1,c1,12.50,EUR\n2,c2,8.00,EUR\n");

        assertThat(found.open()).containsExactly("columns.amount: ");
    }

    @Test
    void aGivenMappingSaysWhichRecordIsTheHeader() {
        Inspected found = Inspected.fileWith(folder, """
                columns: {invoiceId: A, externalId: B, amount: C}
                constants: {paymentProcessor: custom, currency: eur}
                amounts: major
                date: D
                """, "Report,2026,,\nA,B,C,D\n1,c1,12.50,2026-01-31\n");

        assertThat(found.form("header")).isEqualTo("4 columns on line 2 (certain)");
        assertThat(found.form("rows")).isEqualTo("1 row (certain)");
        assertThat(found.findings().sales().orElseThrow().months().keySet().toString())
                .isEqualTo("[2026-01]");
    }

    @Test
    void sumsTheSalesOfEachMonth() {
        Inspected found = Inspected.file(folder, """
                Invoice,Customer,Total,Currency,Paid at
                1,c1,10.50,EUR,2026-01-31
                2,c1,10.50,EUR,2026-02-01T00:00:00Z
                3,c1,1.00,USD,2026-02-28
                4,c1,1.00,USD,
                """);

        Findings.Sales sales = found.findings().sales().orElseThrow();
        assertThat(sales.months().toString())
                .isEqualTo("{2026-01=Line[count=1, withoutAmount=0, minorUnits={EUR=1050}, originals={}],"
                        + " 2026-02=Line[count=2, withoutAmount=0, minorUnits={EUR=1050, USD=100}, originals={}]}");
        assertThat(sales.undated()).isEqualTo(1);
    }

    @Test
    void aNameThatIsMoreThanAWordIsSafeInTheMapping() {
        Inspected found = Inspected.file(
                folder, "\"Invoice: #\",Customer,\"Total \"\"net\"\" # paid\",Currency\n1,c1,10.50,EUR\n");

        assertThat(found.findings().mapping())
                .contains("  invoiceId: \"Invoice: #\" # ")
                .contains("  amount: \"Total \\\"net\\\" # paid\" # ");
        assertThat(found.findings().isSettled()).isTrue();
    }

    @Test
    void whatIsNoTextCannotBeRead() {
        assertThatThrownBy(() -> Inspected.file(folder, "a,b\0c\n1,2\n", StandardCharsets.UTF_8))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("a NUL character");
    }

    @Test
    void aMappingThatNamesAnotherEncodingThanTheFileHasIsRefused() {
        assertThatThrownBy(() -> Inspected.fileWith(
                        folder,
                        "encoding: windows-1252\n",
                        "invoiceId,externalId,amount,paymentProcessor\n1,Möbel,5,stripe\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(
                        "the mapping says windows-1252, but the file is valid UTF-8 (\"Möbel\" on line 2)");
    }

    @Test
    void whatIsSaidToStandTwiceDoes() {
        Findings found = Inspected.file(folder, """
                Invoice No,Customer ID,Total,Currency
                RE-1,c1,10.00,EUR
                RE-2,c2,11.00,EUR
                RE-3,c3,12.00,EUR
                RE-3,c3,12.00,EUR
                RE-3,c3,12.00,EUR
                """).findings();

        assertThat(found.mapping())
                .contains("invoiceId: Invoice No # likely: by its name; some values stand twice, such as RE-3\n");
    }

    @Test
    void ofAnExportWhoseCustomersAreEmptyAPersonTakesAnotherColumn() {
        Inspected found = Inspected.file(folder, """
                id,Created date (UTC),Amount,Amount Refunded,Currency,Customer ID,Status,dubCustomerId (metadata),userId (metadata)
                ch_1,2025-09-01 08:15:09,49.00,0.00,usd,cus_1,Paid,,user_1
                ch_2,2025-09-01 09:15:09,50.00,0.00,usd,cus_2,Paid,,user_2
                ch_3,2025-09-01 10:15:09,51.00,0.00,usd,cus_3,Paid,,
                """);

        assertThat(found.findings().mapping()).isEqualTo("""
                extends: stripe-payments # Stripe's payments export
                columns:
                  # UNDECIDED: "dubCustomerId (metadata)", by which stripe-payments knows the customer, is empty in all 3 rows.
                  # Take the one that has the ids by which Dub knows your customers.
                  externalId: # say which; nothing is imported before that
                  # externalId: userId (metadata) # filled in 2 rows, such as user_1, user_2
                  # externalId: Customer ID # filled in 3 rows, such as cus_1, cus_2
                """);
        assertThat(found.findings().isSettled()).isFalse();
        assertThat(found.findings().preset()).isEmpty();
        assertThat(found.findings().sales().orElseThrow().first().get(0).externalId())
                .isEqualTo("user_1");
    }

    @Test
    void ofAnExportThatNamesNoCustomerAtAllTheColumnIsAskedFor() {
        Inspected found = Inspected.file(folder, """
                id,Created date (UTC),Amount,Amount Refunded,Currency,Customer ID,Status,dubCustomerId (metadata)
                ch_1,2025-09-01 08:15:09,49.00,0.00,usd,,Paid,
                """);

        assertThat(found.open()).containsExactly("columns.externalId: ");
        assertThat(found.findings().undecided().get(0).howToDecide())
                .isEqualTo(
                        "No other column looks like a customer's id: export the file again with one, or name its column.");
        assertThat(found.findings().isSettled()).isFalse();
    }
}

package dev.dubimport.csv;

import static dev.dubimport.csv.SalesFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final String SHOP = """
            columns:
              invoiceId: Order
              externalId: Customer
              amount: Total
            constants:
              paymentProcessor: custom
              currency: eur
            amounts: major
            """;

    @TempDir
    private Path folder;

    @Test
    void aRowThatARuleFiltersIsNoSaleHoweverInvalidItIs() {
        List<Row> rows = rows(
                SHOP + "filter:\n  failed: ONE_OF(Status, \"failed\")\n",
                "Order,Customer,Total,Status\n1,c,5.00,paid\n2,,5.00,Failed\n3,,x,FAILED \n4,,5.00,\n");

        assertThat(rows)
                .extracting(SelectionTest::code)
                .containsExactly("sale", "failed", "failed", "externalId_missing");
        assertThat(rows.get(1).verdict()).isInstanceOfSatisfying(Verdict.Filtered.class, filtered -> {
            assertThat(filtered.reason())
                    .isEqualTo("no sale by the rule `failed` of the mapping: ONE_OF(Status, \"failed\")");
            assertThat(filtered.amount()).map(Money::toString).contains("5.00 EUR");
        });
        assertThat(rows.get(2).verdict().amount()).isEmpty();
    }

    @Test
    void whatARuleRequiresAndIsNotSoIsAMistake() {
        List<Row> rows = rows(
                SHOP + "require:\n  known_status: ONE_OF(Status, \"paid\", \"failed\")\n",
                "Order,Customer,Total,Status\n1,c,5.00,paid\n2,c,5.00,bezahlt\n");

        assertThat(rows).extracting(SelectionTest::code).containsExactly("sale", "known_status");
        assertThat(SalesFiles.messages(rows.get(1)))
                .containsExactly("row: not as the mapping requires: ONE_OF(Status, \"paid\", \"failed\");"
                        + " mend the row, or the rule `known_status` under `require`");
    }

    @Test
    void aRuleThatIsNeitherTrueNorFalseIsRefused() {
        assertThatThrownBy(
                        () -> rows(SHOP + "filter:\n  odd: Status\n", "Order,Customer,Total,Status\n1,c,5.00,paid\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageEndingWith("filter.odd \"Status\": comes to a text, and must come to true or false");
    }

    @Test
    void anEmptyTotalIsRefused() {
        assertThatThrownBy(() -> rows(SHOP + "totals: [Total, \"\"]\n", "Order,Customer,Total\n1,c,5.00\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageEndingWith("totals: an empty text; every row begins so; remove it");
    }

    @Test
    void aRuleIsShownSafely() {
        Row row = rows(
                        SHOP + "filter:\n  odd: \"Status == \\\"\\u001b[31m\\\"\"\n",
                        "Order,Customer,Total,Status\n1,c,5.00,\"\u001b[31m\"\n")
                .get(0);

        assertThat(((Verdict.Filtered) row.verdict()).reason()).endsWith("Status == \"\\u001b[31m\"");
    }

    @Test
    void givenBackByItsStatusAndByItsFigureAreTwoReasons() {
        assertThat(rows(
                        SHOP + "refunded: Back\nfilter:\n  refunded: Status == \"refunded\"\n",
                        "Order,Customer,Total,Back,Status\n1,c,5.00,0,refunded\n2,c,5.00,5.00,paid\n"))
                .extracting(SelectionTest::code)
                .containsExactly("refunded", "refunded_in_full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero",
                "refunded_in_full",
                "order_line",
                "total_line",
                "rule_not_computed",
                "row_malformed",
                "row_ragged",
                "conflict_in_file"
            })
    void aCodeOfOursIsNoNameForARule(String code) {
        assertThatThrownBy(() -> rows(SHOP + "filter:\n  " + code + ": TRUE\n", "Order,Customer,Total\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageEndingWith(
                        "filter." + code + ": a name that the importer uses itself; give the rule another name");
    }

    @Test
    void theFurtherLinesOfAnOrderAreThoseBelowItWithoutAnAmount() {
        List<Row> rows = rows(SHOP + "order: Order\n", """
                Order,Customer,Total,Item
                1,c,5.00,first
                1,c,,second
                1,,,third
                2,c,,an order whose first line is missing
                3,c,5.00,first
                3,c,7.00,an amount of its own
                ,,,an order without a number
                ,,,another
                """);

        assertThat(rows)
                .extracting(SelectionTest::code)
                .containsExactly(
                        "sale",
                        "order_line",
                        "order_line",
                        "amount_missing",
                        "sale",
                        "sale",
                        "invoiceId_missing+externalId_missing+amount_missing",
                        "invoiceId_missing+externalId_missing+amount_missing");
    }

    @Test
    void totalsAreNoSalesHoweverManyCellsTheyHave() {
        assertThat(rows(SHOP + "totals: [Total, Grand total]\n", """
                        Order,Customer,Total
                        1,c,5.00
                        ,TOTAL: 1 order,5.00
                        grand total,5.00
                        subtotal,c,5.00
                        """))
                .extracting(SelectionTest::code)
                .containsExactly("sale", "total_line", "total_line", "sale");
    }

    @Test
    void aRowOfDelimitersOnlyIsNoSaleAndNoMistake() {
        List<Row> rows = rows(SHOP + "order: Order\n", """
                        Order,Customer,Total
                        1,c,5.00
                        ,,
                        1,c,
                        ,
                        "",  ,\u00a0,,,
                        ,,x
                        """);

        assertThat(rows)
                .extracting(SelectionTest::code)
                .containsExactly(
                        "sale",
                        "empty_row",
                        "order_line",
                        "empty_row",
                        "empty_row",
                        "invoiceId_missing+externalId_missing+amount_not_a_number");
        assertThat(((Verdict.Filtered) rows.get(1).verdict()).reason()).isEqualTo("nothing in it");
    }

    @Test
    void aSaleIsNoTotalHoweverItsFirstCellBegins() {
        assertThat(rows(SHOP + "totals: Total\n", """
                        Customer,Order,Total
                        Total Fitness GmbH,1,5.00
                        Total,,5.00
                        """))
                .extracting(SelectionTest::code)
                .containsExactly("sale", "total_line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Status ", "\u00a0STATUS", " status\u00a0"})
    void aColumnOfARuleIsFoundWhateverBlanksAreAroundItsName(String name) {
        assertThat(rows(
                        SHOP + "filter:\n  failed: ONE_OF(COLUMN(\"" + name + "\"), \"failed\")\n",
                        "Order,Customer,Total,Status\n1,c,5.00,paid\n2,c,5.00,failed\n"))
                .extracting(SelectionTest::code)
                .containsExactly("sale", "failed");
    }

    @Test
    void aTotalBeginsWithTheWholeWord() {
        assertThat(rows(SHOP + "totals: [Sum, \"Umsatz:\", Summe 20]\n", """
                        Customer,Order,Total
                        Summer Ltd,,5.00
                        Sum2,,5.00
                        "Sum, all",,5.00
                        SUM,,5.00
                        Sum: 7 orders,,5.00
                        Umsatz:7,,5.00
                        Summe 20,,5.00
                        """))
                .extracting(SelectionTest::code)
                .containsExactly(
                        "invoiceId_missing",
                        "invoiceId_missing",
                        "total_line",
                        "total_line",
                        "total_line",
                        "total_line",
                        "total_line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Total",
                "TOTAL:,,,,,",
                ",,Total,12.50,,,,",
                "Total 12.50",
                "Total (3),\"1.234,50 EUR\"",
                "grand total,5.00",
                "Total;,-5",
            })
    void aRaggedRowIsATotalIfItSaysNothingElse(String row) {
        assertThat(rows(SHOP + "totals: [Total, Grand total]\n", "Customer,Order,Total,Note\n" + row + "\n"))
                .extracting(SelectionTest::code)
                .containsExactly("total_line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Total Wine, Inc,7,5.00,",
                "Total Wine",
                "Total Wine,7",
                "Total,7,5.00",
                "Total,INV-7",
                "Total,c,7,5.00,",
                "Totals,5.00",
                "Total 2 go,5.00",
                "Total,,7,,5.00",
            })
    void aRaggedRowThatMayBeASaleIsReported(String row) {
        assertThat(rows(SHOP + "totals: [Total, Grand total]\n", "Customer,Order,Total,Note\n" + row + "\n"))
                .extracting(SelectionTest::code)
                .containsExactly("row_ragged");
    }

    @Test
    void theFirstNameThatTheFileHasIsMeant() {
        assertThat(rows(
                                SHOP.replace("amount: Total", "amount: [Grand total, Total]")
                                        + "metadata:\n  plan: [Plan, \"\"]\n",
                                "Order,Customer,Total,Grand Total\n1,c,5.00,6.00\n")
                        .get(0)
                        .verdict()
                        .amount())
                .map(Money::toString)
                .contains("6.00 EUR");
    }

    @Test
    void whereTheFileHasNoneOfTheNamesAllAreSaid() {
        assertThatThrownBy(() -> rows(
                        SHOP.replace("amount: Total", "amount: [Grand sum, Summe]"),
                        "Order,Customer,Total\n1,c,5.00\n"))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(
                        "no column \"Grand sum\" or \"Summe\", which the mapping names for amount; the file has");
    }

    @Test
    void columnsOfAPatternGiveTheirKeys() {
        Row row = rows(
                        SHOP + "metadata:\n  \"*\": \"* (metadata)\"\n",
                        "Order,Customer,Total,plan (metadata), (metadata),seats (Metadata)\n1,c,5.00,pro,x,3\n")
                .get(0);

        assertThat(((Verdict.Valid) row.verdict()).sale().metadata().json()).isEqualTo("{\"plan\":\"pro\"}");
    }

    @Test
    void fieldsCanBeComputed() {
        Row row = rows(
                        SHOP.replace("  invoiceId: Order\n", "")
                                + "expressions:\n  invoiceId: COLUMN(\"Shop\") + \"-\" + COLUMN(\"Order\")\n",
                        "Shop,Order,Customer,Total\nBerlin,7,c,5.00\n")
                .get(0);

        assertThat(row.invoiceId()).isEqualTo("Berlin-7");
        assertThat(((Verdict.Valid) row.verdict()).sale().invoiceId()).isEqualTo("Berlin-7");
    }

    @Test
    void aCurrencyThatComesToNothingIsMissingUnlessAConstantStandsForIt() {
        String computed =
                SHOP.replace("  currency: eur\n", "") + "expressions:\n  currency: STR_UPPER(COLUMN(\"Cur\"))\n";
        String sales = "Order,Customer,Total,Cur\n1,c,5.00,gbp\n2,c,5.00,\n3,c,5.00, \n";

        assertThat(rows(computed, sales))
                .extracting(SelectionTest::code)
                .containsExactly("sale", "currency_missing", "currency_missing");
        assertThat(rows(computed.replace("constants:\n", "constants:\n  currency: eur\n"), sales))
                .extracting(row -> row.verdict().amount().map(Money::toString).orElse("none"))
                .containsExactly("5.00 GBP", "5.00 EUR", "5.00 EUR");
    }

    @Test
    void aTotalThatStandsInTheCustomersColumnIsOneWhereTheIdIsComputed() {
        assertThat(rows(
                        SHOP.replace("  invoiceId: Order\n", "")
                                + "expressions:\n  invoiceId: OPTIONAL(\"Order\") + \"-\" + OPTIONAL(\"No such\")\n"
                                + "totals: Total\n",
                        "Order,Customer,Total\n,Total,5.00\n7,Total Fitness GmbH,5.00\nTotal,,5.00\n"))
                .extracting(SelectionTest::code)
                .containsExactly("total_line", "sale", "total_line");
    }

    @Test
    void aCustomerByAConstantMakesNoTotalASale() {
        assertThat(rows(
                        SHOP.replace("  externalId: Customer\n", "")
                                        .replace("constants:\n", "constants:\n  externalId: all\n")
                                + "totals: Total\n",
                        "Order,Total\n1,5.00\nTotal,5.00\n"))
                .extracting(SelectionTest::code)
                .containsExactly("sale", "total_line");
    }

    @Test
    void anInvoiceIdOfWhichAPartIsBlankIsMissing() {
        String computed = SHOP.replace("  invoiceId: Order\n", "") + "expressions:\n  invoiceId: ";
        String sales = "Shop,Order,Customer,Total\nBerlin,7,c,5.00\nBerlin,,c,5.00\n , ,c,5.00\n";

        List<Row> rows = rows(computed + "COLUMN(\"Shop\", \"Branch\") + \"-\" + Order\n", sales);

        assertThat(rows)
                .extracting(SelectionTest::code)
                .containsExactly("sale", "invoiceId_missing", "invoiceId_missing");
        assertThat(SalesFiles.messages(rows.get(1)))
                .containsExactly("Order: blank, and the mapping makes the invoice id of it; fill it in, or write"
                        + " OPTIONAL(\"Order\") in the mapping if ids are all different without it");
        assertThat(SalesFiles.messages(rows.get(2)).get(0)).startsWith("Order, Shop: blank, ");
        assertThat(rows).extracting(Row::invoiceId).containsExactly("Berlin-7", "", "");
        assertThat(rows(computed + "COLUMN(\"Shop\") + \"-\" + OPTIONAL(\"Order\")\n", sales))
                .extracting(Row::invoiceId)
                .containsExactly("Berlin-7", "Berlin-", "");
    }

    @Test
    void anInvoiceIdOfWhichAPartIsBlankIsDerivedWhereMissingOnesAre() {
        Path file = write(folder, "sales.csv", "Shop,Order,Customer,Total\nBerlin,,c,5.00\nBerlin,,d,5.00\n");
        Path mapping = write(
                folder,
                "mapping.yml",
                SHOP.replace("  invoiceId: Order\n", "") + "expressions:\n  invoiceId: Shop + \"-\" + Order\n");

        assertThat(SalesFiles.rows(SalesFiles.open(file, Mapping.read(mapping), MissingInvoiceId.DERIVE)))
                .extracting(row -> ((Verdict.Valid) row.verdict()).sale().invoiceId())
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.startsWith("Berlin"));
    }

    private List<Row> rows(String mapping, String text) {
        Path file = write(folder, "sales.csv", text);
        return SalesFiles.rows(
                SalesFiles.open(file, Mapping.read(write(folder, "mapping.yml", mapping)), MissingInvoiceId.INVALID));
    }

    @Test
    void aCurrencyThatStandsInTheAmountsOnlyIsToldByAnExpression() {
        List<Row> rows = rows("""
                columns: {invoiceId: Nr, externalId: Kunde, amount: Betrag}
                constants: {paymentProcessor: custom}
                expressions:
                  currency: IF(STR_ENDS_WITH(Betrag, "USD"), "usd", "eur")
                amounts: major
                decimals: comma
                """, """
                Nr;Kunde;Betrag
                1;c;12,50 EUR
                2;c;9,00 USD
                3;c;7,00
                """);

        assertThat(rows)
                .extracting(row -> row.verdict().amount().map(Money::toString).orElse(""))
                .containsExactly("12.50 EUR", "9.00 USD", "7.00 EUR");
    }

    private static String code(Row row) {
        if (row.verdict() instanceof Verdict.Filtered filtered) {
            return filtered.code();
        }
        return row.verdict() instanceof Verdict.Valid ? "sale" : String.join("+", SalesFiles.codes(row));
    }
}

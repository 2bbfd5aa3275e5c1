package dev.dubimport.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionTest {
    private static final String HEADER = "Invoice,Customer,Total,Currency,Paid at\n";

    private static final String AS_MAPPED = """
            columns: {invoiceId: Invoice, externalId: Customer, amount: Total}
            constants: {paymentProcessor: custom}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "exports/paddle-transactions.csv, ''",
        "exports/polar-orders.csv, ''",
        "exports/shopify-orders.csv, ''",
        "exports/stripe-balance.csv, stripe_live_integration",
        "exports/stripe-payments.csv, stripe_live_integration",
        "exports/stripe-payments-older.csv, stripe_live_integration",
        "clean.csv, ''",
        "shop-export.csv, ''"
    })
    void nothingIsSuspiciousInTheSamplesButThatStripeMayBeConnected(String sample, String codes) {
        Inspected found = Inspected.file(Path.of("samples").resolve(sample));

        assertThat(found.findings().suspicions().stream()
                        .map(Findings.Suspicion::code)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(codes);
    }

    @Test
    void largeWholeAmountsReadAsMajorUnits() {
        String mapping = AS_MAPPED + "amounts: major\n";

        assertThat(Inspected.fileWith(folder, mapping, HEADER + "1,c,4999,EUR,\n2,c,12950,EUR,\n3,c,1999,EUR,\n")
                        .suspicions())
                .containsExactly("looks_like_minor_units 3 from line 2 \"4999\"");
        assertThat(Inspected.fileWith(folder, mapping, HEADER + "1,c,49,EUR,\n2,c,129,EUR,\n3,c,19,EUR,\n")
                        .suspicions())
                .isEmpty();
        assertThat(Inspected.fileWith(folder, mapping, HEADER + "1,c,4999,JPY,\n2,c,12950,JPY,\n3,c,1999,JPY,\n")
                        .suspicions())
                .isEmpty();
    }

    @Test
    void decimalsAndSmallAmountsReadAsMinorUnits() {
        String mapping = AS_MAPPED;

        assertThat(Inspected.fileWith(folder, mapping, HEADER + "1,c,49,EUR,\n2,c,12.50,EUR,\n3,c,19,EUR,\n")
                        .suspicions())
                .containsExactly(
                        "looks_like_major_units 1 from line 3 \"12.50\"",
                        "looks_like_major_units 2 from line 2 \"49\"");
        assertThat(Inspected.fileWith(folder, mapping, HEADER + "1,c,4900,EUR,\n2,c,1250,EUR,\n")
                        .suspicions())
                .isEmpty();
    }

    @Test
    void emailAddressesForInvoicesAndCustomers() {
        assertThat(Inspected.file(
                                folder,
                                "Order,Customer,Total,Currency\na@example.com,a@example.com,1.50,EUR\nx,c,2.50,EUR\n")
                        .suspicions())
                .containsExactly(
                        "invoice_id_is_email 1 from line 2 \"a@example.com\"",
                        "customer_is_email 1 from line 2 \"a@example.com\"");
    }

    @Test
    void salesOfTomorrowAndOfLongAgo() {
        assertThat(rows("1,c,1.50,EUR,2026-05-03", "2,c,1.50,EUR,2016-04-30", "3,c,1.50,EUR,2016-05-01")
                        .suspicions())
                .containsExactly("in_the_future 1 from line 2 \"2026-05-03\"", "very_old 1 from line 3 \"2016-04-30\"");
    }

    @Test
    void rowsOfATestModeThatWouldBeSent() {
        assertThat(Inspected.file(
                                folder,
                                "Invoice,Customer,Total,Currency,Livemode\n1,c,1.50,EUR,true\n2,c,2.50,EUR,false\n")
                        .suspicions())
                .containsExactly("test_mode 1 from line 3 \"Livemode: false\"");
    }

    @Test
    void invoicesOfStripe() {
        assertThat(rows("in_1NaB01,c,1.50,EUR,", "inv_2,c,1.50,EUR,").suspicions())
                .containsExactly("stripe_live_integration 1 from line 2 \"in_1NaB01\"");
    }

    @Test
    void invoiceIdsThatStandTwice() {
        assertThat(rows("1,c,1.50,EUR,", "1,c,1.50,EUR,", "1,c,2.50,EUR,", "2,c,2.50,EUR,")
                        .suspicions())
                .containsExactly(
                        "duplicate_invoice_ids 1 from line 3 \"1\"", "conflicting_invoice_ids 1 from line 4 \"1\"");
    }

    @ParameterizedTest
    @CsvSource({"1.23E+05, 1", "'1,23E+05', 1", "12E4, 0", "1E+15, 1"})
    void scientificNotation(String id, int count) {
        assertThat(Inspected.file(folder, "Invoice;Customer;Total;Currency\n" + id + ";c;1.50;EUR\nB2;c;1.50;EUR\n")
                        .suspicions())
                .hasSize(count)
                .allMatch(each -> each.equals("scientific_notation 1 from line 2 \"" + id + "\""));
    }

    @Test
    void idsThatLostTheirZeros() {
        assertThat(rows("00123,c,1.50,EUR,", "124,c,1.50,EUR,", "00125,c,1.50,EUR,")
                        .suspicions())
                .containsExactly("lost_leading_zeros 1 from line 3 \"124\"");
    }

    @Test
    void aFewIdsShorterThanAllOthers() {
        String[] rows = IntStream.range(0, 40)
                .mapToObj(i -> (i == 20 ? 777 : 12_345 + i) + ",c,1.50,EUR,")
                .toArray(String[]::new);

        assertThat(rows(rows).suspicions()).containsExactly("lost_leading_zeros 1 from line 22 \"777\"");
    }

    @Test
    void countingIsNoLossOfZeros() {
        String[] rows =
                IntStream.range(9_998, 10_100).mapToObj(i -> i + ",c,1.50,EUR,").toArray(String[]::new);

        assertThat(rows(rows).suspicions()).isEmpty();
    }

    @Test
    void invoiceIdsThatDifferInCaseOrBlanksOnly() {
        assertThat(rows("INV 1,c,1.50,EUR,", "inv1,c,1.50,EUR,", "INV-1,c,1.50,EUR,")
                        .suspicions())
                .containsExactly("invoice_ids_differ_in_case_or_blanks 1 from line 3 \"INV 1 and inv1\"");
    }

    @Test
    void theHeaderWithinTheFile() {
        assertThat(rows("1,c,1.50,EUR,", HEADER.strip(), "2,c,1.50,EUR,").suspicions())
                .containsExactly("header_repeated 1 from line 3");
    }

    @Test
    void aCurrencyInTheCellOfAnAmount() {
        assertThat(rows("1,c,€ 1.50,EUR,", "2,c,1.50,EUR,").suspicions())
                .containsExactly("currency_in_cell 1 from line 2 \"€ 1.50\"");
    }

    private Inspected rows(String... rows) {
        return Inspected.file(folder, HEADER + String.join("\n", rows) + "\n");
    }
}

package dev.dubimport.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PresetsTest {
    private static final Path EXPORTS = Path.of("samples/exports");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("dev.dubimport.csv.Presets#NAMES")
    void eachIsAMappingThatSaysWhatItIsFor(String name) {
        assertThat(Mapping.named(name).digest()).matches("[0-9a-f]{64}");
        assertThat(Presets.title(name)).isNotBlank();
        assertThat(Presets.text(name)).startsWith("# " + name + ": ");
    }

    @Test
    void theGenericOneIsWhatIsReadWithoutAny() {
        assertThat(Mapping.named("generic")).isEqualTo(Mapping.NONE);
    }

    @Test
    void paymentsOfStripe() {
        assertThat(read("stripe-payments.csv", "stripe-payments"))
                .containsExactly(
                        "2 ch_3Qa01 of user_501: 49.00 USD",
                        "3 ch_3Qa02 of user_502: 1200.50 EUR",
                        "4 failed",
                        "5 refunded",
                        "6 refunded_in_part",
                        "7 test_mode",
                        "8 ch_3Qa07 of user_507: 9800 JPY",
                        "9 zero",
                        "10 not_yet_paid");
    }

    @Test
    void olderPaymentsOfStripeFromAEuropeanDashboard() {
        assertThat(read("stripe-payments-older.csv", "samples/mappings/stripe-european.yml"))
                .containsExactly("2 ch_1Na01 of cus_Na1: 12.50 EUR", "3 ch_1Na02 of cus_Na2: 1234.50 EUR", "4 failed");
    }

    @Test
    void theBalanceOfStripe() {
        assertThat(read("stripe-balance.csv", "stripe-balance"))
                .containsExactly(
                        "2 ch_3Ra01 of user_601: 49.00 USD",
                        "3 ch_3Ra02 of user_602: 120.00 USD",
                        "4 no_payment",
                        "5 no_payment",
                        "6 no_payment");
    }

    @Test
    void ordersOfShopifyAreOneSaleEachHoweverManyLinesTheyHave() {
        assertThat(read("shopify-orders.csv", "shopify-orders"))
                .containsExactly(
                        "2 #2001 of ada@example.com: 59.00 USD",
                        "4 order_line",
                        "5 #2002 of bo@example.com: 120.00 EUR",
                        "6 not_yet_paid",
                        "7 refunded",
                        "8 refunded_in_part",
                        "9 voided",
                        "10 test_mode",
                        "11 zero");
    }

    @Test
    void ordersOfPolar() {
        assertThat(read("polar-orders.csv", "polar-orders"))
                .containsExactly(
                        "2 ACME-0001 of ada@example.com: 29.00 USD",
                        "3 refunded",
                        "4 ACME-0003 of cy@example.com: 99.00 USD",
                        "5 refunded_in_part",
                        "6 not_yet_paid");
    }

    @Test
    void transactionsOfPaddle() {
        assertThat(read("paddle-transactions.csv", "paddle-transactions"))
                .containsExactly(
                        "2 txn_01aa of ctm_01aa: 34.51 USD",
                        "3 txn_01ab of ctm_01ab: 30.00 GBP",
                        "4 not_yet_paid",
                        "5 canceled",
                        "6 not_yet_paid");
    }

    @Test
    void aStatusThatNobodyKnowsIsReportedAndNotGuessed() {
        Path file = SalesFiles.write(folder, "orders.csv", """
                Name,Email,Financial Status,Currency,Total,Refunded Amount
                #1,a@example.com,bezahlt,EUR,10.00,0.00
                """);

        assertThat(described(SalesFiles.open(file, Mapping.named("shopify-orders"), MissingInvoiceId.INVALID)))
                .containsExactly("2 known_status");
    }

    @ParameterizedTest
    @CsvSource({
        "stripe-payments, 'id,Amount,Amount Refunded,Currency,Status,Customer ID', 'ch_1,10.00,0.00,usd,Partially Refunded,c'",
        "stripe-payments, 'id,Amount,Amount Refunded,Currency,Status,Customer ID', 'ch_1,10.00,,usd,Partial refund,c'",
        "shopify-orders, 'Name,Email,Financial Status,Currency,Total,Refunded Amount', '#1,a@x.de,partially_refunded,EUR,10.00,'",
        "polar-orders, 'Email,Net Amount,Currency,Status,Invoice number', 'a@x.de,10.00,usd,partially_refunded,A-1'",
        "polar-orders, 'Email,Net Amount,Currency,Status,Invoice number,Refunded Amount',"
                + " 'a@x.de,10.00,usd,partially_refunded,A-1,0.00'",
    })
    void aPartRefundOfWhichTheFileDoesNotSayHowMuchIsReported(String mapping, String header, String row) {
        Path file = SalesFiles.write(folder, "sales.csv", header + "\n" + row + "\n");

        assertThat(described(SalesFiles.open(file, Mapping.named(mapping), MissingInvoiceId.INVALID)))
                .containsExactly("2 refund_told");
    }

    @Test
    void aCurrencyForRowsWithoutOneDoesNotTakeTheOthersTheirs() {
        Path file = SalesFiles.write(folder, "sales.csv", """
                id,Amount,Amount Refunded,Currency,Status,Customer ID
                ch_1,10.00,0.00,eur,Paid,c
                ch_2,10.00,0.00,,Paid,c
                """);
        Path mapping =
                SalesFiles.write(folder, "mapping.yml", "extends: stripe-payments\nconstants: {currency: usd}\n");

        assertThat(described(SalesFiles.open(file, Mapping.read(mapping), MissingInvoiceId.INVALID)))
                .containsExactly("2 ch_1 of c: 10.00 EUR", "3 ch_2 of c: 10.00 USD");
    }

    @Test
    void aPaymentOfStripeWhoseDisputeIsLostIsMoneyGivenBack() {
        Path file = SalesFiles.write(folder, "payments.csv", """
                id,Amount,Amount Refunded,Currency,Status,Customer ID,Disputed Amount,Dispute Status
                ch_1,49.00,0.00,usd,Paid,c,49.00,lost
                ch_2,49.00,0.00,usd,Paid,c,,Lost
                ch_3,49.00,0.00,usd,Paid,c,20.00,lost
                ch_4,49.00,0.00,usd,Paid,c,49.00,won
                ch_5,49.00,0.00,usd,Paid,c,49.00,under_review
                ch_6,49.00,0.00,usd,Paid,c,,
                """);

        assertThat(described(SalesFiles.open(file, Mapping.named("stripe-payments"), MissingInvoiceId.INVALID)))
                .containsExactly(
                        "2 dispute_lost",
                        "3 dispute_lost",
                        "4 dispute_told",
                        "5 ch_4 of c: 49.00 USD",
                        "6 ch_5 of c: 49.00 USD",
                        "7 ch_6 of c: 49.00 USD");
    }

    @Test
    void aColumnThatARuleNeedsMustBeThere() {
        Path file = SalesFiles.write(
                folder, "orders.csv", "Name,Email,Currency,Total,Refunded Amount\n#1,a@example.com,EUR,10.00,0.00\n");

        assertThatThrownBy(() -> SalesFiles.open(file, Mapping.named("shopify-orders"), MissingInvoiceId.INVALID))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining(
                        "no column \"Financial Status\", which the mapping names for the rule `not_yet_paid`");
    }

    @Test
    void aMappingOfOursIsFoundByItsNameOnly() {
        assertThat(Presets.find("generic")).contains(Presets.text("generic"));
        assertThat(Presets.find("Generic")).isEmpty();
        assertThat(Presets.nearest("generik", "")).isEqualTo("did you mean \"generic\"?");
        assertThat(Presets.nearest("sales.yml", "check the path, or "))
                .isEqualTo("check the path, or use one of " + String.join(", ", Presets.NAMES));
    }

    @Test
    void ofAnUnknownNameTheNearestIsOffered() {
        assertThatThrownBy(() -> Mapping.named("stripe-payment"))
                .isInstanceOf(UnusableFile.class)
                .hasMessage("stripe-payment: no such file, and no mapping of ours; did you mean \"stripe-payments\"?");
    }

    private static List<String> read(String file, String mapping) {
        return described(SalesFiles.open(EXPORTS.resolve(file), Mapping.named(mapping), MissingInvoiceId.INVALID));
    }

    private static List<String> described(SalesFile file) {
        return SalesFiles.rows(file).stream()
                .map(row -> row.line() + " " + described(row))
                .toList();
    }

    private static String described(Row row) {
        if (row.verdict() instanceof Verdict.Valid valid) {
            return valid.sale().invoiceId() + " of " + valid.sale().externalId() + ": "
                    + valid.sale().amount();
        }
        return row.verdict() instanceof Verdict.Filtered filtered
                ? filtered.code()
                : String.join("+", SalesFiles.codes(row));
    }
}

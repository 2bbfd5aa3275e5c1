package dev.dubimport.sale;

import static dev.dubimport.sale.Row.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dubimport.sale.AmountFormat.Unit;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleRulesTest {
    private static final Currency GBP = Currency.getInstance("GBP");

    private final SaleRules rules = new SaleRules(AmountFormat.MINOR_UNITS, MissingInvoiceId.INVALID, Map.of());
    private final SaleRules deriving = new SaleRules(AmountFormat.MINOR_UNITS, MissingInvoiceId.DERIVE, Map.of());

    @Test
    void aRowThatKeepsAllRulesIsASale() {
        Row row = paidInvoice().with(Field.EVENT_NAME, "Renewal").with(Field.LEAD_EVENT_NAME, "Sign up");

        assertThat(sale(row))
                .isEqualTo(new Sale(
                        "536365",
                        "cus_17850",
                        new Money(13_912, GBP),
                        PaymentProcessor.CUSTOM,
                        "Renewal",
                        Optional.of("Sign up"),
                        new Metadata("{\"invoiceDate\":\"2010-12-01\"}")));
    }

    @Test
    void whatIsNotGivenIsWhatTheContractTakesForIt() {
        Sale sale = sale(paidInvoice().without(Field.CURRENCY).withMetadata("{}"));

        assertThat(sale.eventName()).isEqualTo("Purchase");
        assertThat(sale.amount()).isEqualTo(new Money(13_912, Currency.getInstance("USD")));
        assertThat(sale.leadEventName()).isEmpty();
        assertThat(sale.metadata().isEmpty()).isTrue();
    }

    @Test
    void nothingPaidIsNoSaleWhateverElseIsWrong() {
        assertThat(rules.check(paidInvoice().with(Field.AMOUNT, "0").draft()))
                .isEqualTo(new Verdict.Filtered(
                        "zero", "nothing was paid: the API records no sale of 0", Optional.of(new Money(0, GBP))));
        assertThat(rules.check(paidInvoice()
                        .with(Field.AMOUNT, "0")
                        .without(Field.EXTERNAL_ID)
                        .draft()))
                .isInstanceOf(Verdict.Filtered.class);
        assertThat(messages(paidInvoice().with(Field.AMOUNT, "0").with(Field.CURRENCY, "quid")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        // paid, given back, ignore, net, report
        "10.00, '', 10.00 GBP, 10.00 GBP, 10.00 GBP",
        "10.00, 0.00, 10.00 GBP, 10.00 GBP, 10.00 GBP",
        "10.00, 2.50, 10.00 GBP, 7.50 GBP, refunded_in_part",
        "10.00, 10.00, refunded_in_full, refunded_in_full, refunded_in_full",
        "10.00, 10.01, refunded_more_than_amount, refunded_more_than_amount, refunded_more_than_amount",
        "10.00, -2.50, refunded_negative, refunded_negative, refunded_negative",
        "10.00, some, refunded_not_a_number, refunded_not_a_number, refunded_not_a_number",
        "0.00, 0.00, zero, zero, zero",
    })
    void whatWasGivenBackIsTakenIntoAccountAsTheMappingSays(
            String paid, String back, String ignore, String net, String report) {
        assertThat(of(Refunds.IGNORE, paid, back)).isEqualTo(ignore);
        assertThat(of(Refunds.NET, paid, back)).isEqualTo(net);
        assertThat(of(Refunds.REPORT, paid, back)).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-2.50       | Given back \"-2.50\": negative; write what was given back without a sign",
                "42949672.96 | Given back \"42949672.96\": more than the service can store, 4294967295 minor units;"
                        + " correct it: no more can be given back than was paid",
            })
    void whatIsWrongWithWhatWasGivenBackIsMendedThere(String back, String message) {
        assertThat(((Verdict.Invalid) verdict(Refunds.NET, "10.00", back)).violations())
                .extracting(Violation::message)
                .containsExactly(message);
    }

    private static Verdict verdict(Refunds refunds, String paid, String back) {
        SaleRules major = new SaleRules(
                        new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.empty()),
                        MissingInvoiceId.INVALID,
                        Map.of())
                .with(refunds, "Given back");
        Draft row = paidInvoice().with(Field.AMOUNT, paid).draft();
        return major.check(new Draft(row.texts(), back, row.metadata(), row.violations()));
    }

    private static String of(Refunds refunds, String paid, String back) {
        Verdict verdict = verdict(refunds, paid, back);
        if (verdict instanceof Verdict.Valid valid) {
            return valid.sale().amount().toString();
        }
        if (verdict instanceof Verdict.Filtered filtered) {
            return filtered.code();
        }
        Violation violation = ((Verdict.Invalid) verdict).violations().get(0);
        assertThat(violation.column()).isEqualTo("Given back");
        return violation.code();
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void anEmptyCellIsAMissingField(Field field, String message) {
        assertThat(messages(paidInvoice().without(field))).containsExactly(message);
        assertThat(messages(paidInvoice().with(field, ""))).containsExactly(message);
    }

    static Stream<Arguments> requiredFields() {
        return Stream.of(
                arguments(Field.EXTERNAL_ID, "externalId: missing; give the customer's id"),
                arguments(Field.AMOUNT, "amount: missing; give the amount"),
                arguments(
                        Field.PAYMENT_PROCESSOR,
                        "paymentProcessor: missing; give one of stripe, shopify, polar, paddle, custom, or a constant in the mapping"),
                arguments(
                        Field.INVOICE_ID,
                        "invoiceId: missing; give the invoice id: without it nothing protects the sale from being recorded twice (or use --missing-invoice-id derive)"));
    }

    @ParameterizedTest
    @MethodSource("brokenCells")
    void aCellThatBreaksARuleIsNamedWithItsRuleAndItsMend(Field field, String cell, String code, String message) {
        assertThat(violations(rules, paidInvoice().with(field, cell)))
                .extracting(Violation::code, Violation::message)
                .containsExactly(tuple(code, message));
    }

    static Stream<Arguments> brokenCells() {
        return Stream.of(
                arguments(
                        Field.EXTERNAL_ID,
                        "  ",
                        "externalId_blank",
                        "externalId \"  \": blank; give the customer's id"),
                arguments(
                        Field.EXTERNAL_ID,
                        "c".repeat(101),
                        "externalId_too_long",
                        "externalId \"" + "c".repeat(60) + "…\": 101 characters, at most 100 are allowed; shorten it"),
                arguments(
                        Field.EXTERNAL_ID,
                        "cus\t1",
                        "externalId_control_character",
                        "externalId \"cus\\u00091\": holds a control character; remove it (a line break, a tab, ...)"),
                arguments(
                        Field.INVOICE_ID,
                        "'＋12",
                        "invoiceId_neutralised",
                        "invoiceId \"'＋12\": begins with the apostrophe that keeps a spreadsheet from running a formula; remove the apostrophe, or leave the last four columns of a rejects file as they are"),
                arguments(
                        Field.INVOICE_ID,
                        "\u00a0",
                        "invoiceId_blank",
                        "invoiceId \"\\u00a0\": blank; give the invoice id: without it nothing protects the sale from being recorded twice (or use --missing-invoice-id derive)"),
                arguments(
                        Field.INVOICE_ID,
                        "i".repeat(501),
                        "invoiceId_too_long",
                        "invoiceId \"" + "i".repeat(60) + "…\": 501 characters, at most 500 are allowed; shorten it"),
                arguments(Field.AMOUNT, " ", "amount_blank", "amount \" \": blank; give the amount"),
                arguments(
                        Field.AMOUNT,
                        "12.5O",
                        "amount_not_a_number",
                        "amount \"12.5O\": not a number; use digits and one decimal point"),
                arguments(
                        Field.AMOUNT,
                        "9".repeat(1_000_000),
                        "amount_too_long",
                        "amount \"" + "9".repeat(60) + "…\": 1,000,000 characters, at most 40 are allowed; shorten it"),
                arguments(
                        Field.PAYMENT_PROCESSOR,
                        "paypal",
                        "paymentProcessor_unknown",
                        "paymentProcessor \"paypal\": not a payment processor of the API; use one of stripe, shopify, polar, paddle, custom"),
                arguments(
                        Field.CURRENCY,
                        "pounds",
                        "currency_unknown",
                        "currency \"pounds\": not a currency of ISO 4217; use a code such as usd or EUR"),
                arguments(
                        Field.CURRENCY,
                        " ",
                        "currency_blank",
                        "currency \" \": blank; give a value, or leave the cell empty"),
                arguments(
                        Field.EVENT_NAME,
                        "e".repeat(256),
                        "eventName_too_long",
                        "eventName \"" + "e".repeat(60) + "…\": 256 characters, at most 255 are allowed; shorten it"),
                arguments(
                        Field.LEAD_EVENT_NAME,
                        "Sign\r\nup",
                        "leadEventName_control_character",
                        "leadEventName \"Sign\\u000d\\u000aup\": holds a control character; remove it (a line break, a tab, ...)"));
    }

    @ParameterizedTest
    @MethodSource("longestCells")
    void theLongestAllowedIsTaken(Field field, int characters) {
        assertThat(messages(paidInvoice().with(field, "x".repeat(characters)))).isEmpty();
    }

    static Stream<Arguments> longestCells() {
        return Stream.of(
                arguments(Field.EXTERNAL_ID, 100),
                arguments(Field.INVOICE_ID, 500),
                arguments(Field.EVENT_NAME, 255),
                arguments(Field.LEAD_EVENT_NAME, 255));
    }

    @Test
    void aRowHearsOfAllThatItBreaksAtOnce() {
        Row row = paidInvoice()
                .without(Field.INVOICE_ID)
                .with(Field.EXTERNAL_ID, " ")
                .with(Field.AMOUNT, "abc")
                .with(Field.CURRENCY, "XXX")
                .with(Field.PAYMENT_PROCESSOR, "cash")
                .with(Field.EVENT_NAME, "\u0007bell")
                .with(Field.LEAD_EVENT_NAME, " ")
                .withMetadata(jsonOf(10_001));

        assertThat(violations(rules, row))
                .extracting(Violation::code)
                .containsExactly(
                        "invoiceId_missing",
                        "externalId_blank",
                        "currency_unknown",
                        "amount_not_a_number",
                        "paymentProcessor_unknown",
                        "eventName_control_character",
                        "leadEventName_blank",
                        "metadata_too_long");
    }

    @Test
    void whatWasFoundBeforeComesFirst() {
        Violation earlier = new Violation("metadata", "metadata_not_json", "{", "not JSON", "close the brace");
        Draft draft = new Draft(paidInvoice().without(Field.AMOUNT).cells(), "", Metadata.NONE, List.of(earlier));

        assertThat(rules.check(draft))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::code)
                                .containsExactly("metadata_not_json", "amount_missing"));
    }

    @Test
    void anInvalidRowStillBringsTheMoneyThatCanBeReadInIt() {
        assertThat(rules.check(paidInvoice().without(Field.INVOICE_ID).draft()).amount())
                .contains(new Money(13_912, GBP));
        assertThat(rules.check(paidInvoice().with(Field.CURRENCY, "XXX").draft())
                        .amount())
                .isEmpty();
        assertThat(rules.check(paidInvoice().draft()).amount()).contains(new Money(13_912, GBP));
    }

    @Test
    void anAmountIsCheckedAsFarAsItCanBeWhereTheCurrencyIsUnknown() {
        SaleRules major = new SaleRules(
                new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.empty()), MissingInvoiceId.INVALID, Map.of());
        Row row = paidInvoice().with(Field.CURRENCY, "XYZ");

        assertThat(violations(rules, row.with(Field.AMOUNT, "4294967296")))
                .extracting(Violation::code)
                .containsExactly("currency_unknown", "amount_too_large");
        assertThat(violations(major, row.with(Field.AMOUNT, "-1")))
                .extracting(Violation::code)
                .containsExactly("currency_unknown", "amount_negative");
        assertThat(violations(major, row.with(Field.AMOUNT, "12.505")))
                .extracting(Violation::code)
                .containsExactly("currency_unknown");
    }

    @Test
    void messagesNameTheColumnsOfTheFile() {
        SaleRules mapped = new SaleRules(
                AmountFormat.MINOR_UNITS, MissingInvoiceId.INVALID, Map.of(Field.AMOUNT, "Total\u202eecirP"));

        assertThat(violations(mapped, paidInvoice().with(Field.AMOUNT, "x").without(Field.EXTERNAL_ID)))
                .extracting(Violation::message)
                .containsExactly(
                        "externalId: missing; give the customer's id",
                        "Total\\u202eecirP \"x\": not a number; use digits and one decimal point");
    }

    @Test
    void metadataIsMeasuredAsItIsSent() {
        assertThat(messages(paidInvoice().withMetadata(jsonOf(10_000)))).isEmpty();
        assertThat(messages(paidInvoice().withMetadata(jsonOf(10_001))))
                .containsExactly(
                        "metadata: as JSON 10,001 characters, at most 10,000 are allowed; put fewer or shorter columns into the metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INV-1",
                " INV-1",
                "INV-1\t",
                "\u00a0INV-1\u2007",
                "\ufeffINV-1",
                "INV-1\u200b",
                "\u202aINV-1\u202c",
                "\u2066INV-1\u2069",
                "\u200f\u202eINV-1\u2066\u202f",
                "\u2060INV-1\r\n",
                "\u3000INV-1\u2028"
            })
    void blanksAroundAnInvoiceIdMakeNoOtherInvoice(String cell) {
        assertThat(sale(paidInvoice().with(Field.INVOICE_ID, cell)).invoiceId()).isEqualTo("INV-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000INV-1", "INV-1\u001f", "INV-1\u0085", "\u007fINV-1", "INV\n1"})
    void controlCharactersAreRefusedAndNotStripped(String cell) {
        assertThat(violations(rules, paidInvoice().with(Field.INVOICE_ID, cell)))
                .extracting(Violation::code)
                .containsExactly("invoiceId_control_character");
    }

    @Test
    void blanksInsideAValueBelongToIt() {
        Sale sale = sale(paidInvoice().with(Field.EXTERNAL_ID, "Zoë\u00a0 von\u200dX"));

        assertThat(sale.externalId()).isEqualTo("Zoë\u00a0 von\u200dX");
    }

    @Test
    void aMissingInvoiceIdIsDerivedFromTheContentWhereThatWasAskedFor() {
        Row row = paidInvoice().without(Field.INVOICE_ID);

        assertThat(derivedId(row)).isEqualTo("derived-029d11a597d82855b5f0fcaac6fd0b44");
        assertThat(derivedId(row.with(Field.INVOICE_ID, ""))).isEqualTo(derivedId(row));
        assertThat(derivedId(row.with(Field.CURRENCY, " GBP "))).isEqualTo(derivedId(row));
    }

    @ParameterizedTest
    @MethodSource("otherContent")
    void otherContentDerivesAnotherInvoiceId(Row other) {
        assertThat(derivedId(other)).isNotEqualTo(derivedId(paidInvoice().without(Field.INVOICE_ID)));
    }

    static Stream<Row> otherContent() {
        Row row = paidInvoice().without(Field.INVOICE_ID);
        return Stream.of(
                row.with(Field.EXTERNAL_ID, "cus_17851"),
                row.with(Field.AMOUNT, "13913"),
                row.with(Field.CURRENCY, "eur"),
                row.with(Field.PAYMENT_PROCESSOR, "stripe"),
                row.with(Field.EVENT_NAME, "Renewal"),
                row.with(Field.LEAD_EVENT_NAME, "Sign up"),
                row.withMetadata("{\"invoiceDate\":\"2010-12-02\"}"));
    }

    @Test
    void anInvoiceIdThatIsGivenIsNeverDerived() {
        assertThat(derivedId(paidInvoice())).isEqualTo("536365");
        assertThat(violations(deriving, paidInvoice().with(Field.INVOICE_ID, " ")))
                .extracting(Violation::message)
                .containsExactly("invoiceId \" \": blank; give a value, or leave the cell empty");
    }

    private Sale sale(Row row) {
        return saleOf(rules.check(row.draft()));
    }

    private String derivedId(Row row) {
        return saleOf(deriving.check(row.draft())).invoiceId();
    }

    private static Sale saleOf(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        return ((Verdict.Valid) verdict).sale();
    }

    private List<String> messages(Row row) {
        return violations(rules, row).stream().map(Violation::message).toList();
    }

    private static List<Violation> violations(SaleRules rules, Row row) {
        return rules.check(row.draft()) instanceof Verdict.Invalid invalid ? invalid.violations() : List.of();
    }

    private static String jsonOf(int characters) {
        String frame = "{\"note\":\"\"}";
        return "{\"note\":\"" + "n".repeat(characters - frame.length()) + "\"}";
    }
}

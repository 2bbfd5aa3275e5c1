package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the package: names people and machines see, and values that cannot be. */
class SaleTest {
    private static final Currency GBP = Currency.getInstance("GBP");

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aSaleWithoutAnInvoiceIdCannotBe(String invoiceId) {
        assertThatThrownBy(() -> new Sale(
                        invoiceId,
                        "cus_1",
                        new Money(1, GBP),
                        PaymentProcessor.CUSTOM,
                        "Purchase",
                        Optional.empty(),
                        Metadata.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no invoice id: nothing would protect the sale from a second recording");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_296L, Long.MIN_VALUE, Long.MAX_VALUE})
    void moneyOutOfRangeCannotBe(long minorUnits) {
        assertThatThrownBy(() -> new Money(minorUnits, GBP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("amount out of range: " + minorUnits);
    }

    @ParameterizedTest
    @CsvSource({
        "1250, GBP, 12.50 GBP",
        "0, GBP, 0.00 GBP",
        "5, USD, 0.05 USD",
        "1250, JPY, 1250 JPY",
        "490, KWD, 4.90 KWD",
        "100000, ISK, 1000.00 ISK",
        "12, MGA, 12 MGA",
        "4294967295, EUR, 42949672.95 EUR"
    })
    void moneyIsWrittenInMajorUnitsWithTheDigitsThatTheServiceCounts(long minorUnits, String currency, String written) {
        assertThat(new Money(minorUnits, Currency.getInstance(currency))).hasToString(written);
    }

    @Test
    void sumsMayBeMoreThanOneSale() {
        assertThat(Money.majorUnits(89_087_266_300L, GBP)).isEqualByComparingTo("890872663.00");
    }

    @Test
    void outcomesGoByTheirOwnWordsAndKeys() {
        assertThat(Outcome.values())
                .extracting(Outcome::word)
                .containsExactly(
                        "recorded",
                        "skipped",
                        "duplicate",
                        "filtered",
                        "conflict",
                        "invalid",
                        "unattributed",
                        "refused",
                        "failed",
                        "in doubt");
        assertThat(Outcome.values())
                .extracting(Outcome::jsonKey)
                .containsExactly(
                        "recorded",
                        "skipped",
                        "duplicate",
                        "filtered",
                        "conflict",
                        "invalid",
                        "unattributed",
                        "refused",
                        "failed",
                        "inDoubt");
    }

    @Test
    void fieldsGoByTheNamesOfTheContract() {
        assertThat(Field.values())
                .extracting(Field::contractName)
                .containsExactly(
                        "externalId",
                        "amount",
                        "paymentProcessor",
                        "eventName",
                        "invoiceId",
                        "currency",
                        "leadEventName",
                        "metadata");
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void aFieldIsFoundWithoutRegardToCase(Field field) {
        assertThat(Field.parse(field.contractName().toUpperCase(Locale.ROOT))).contains(field);
        assertThat(Field.parse(field.contractName() + "s")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stripe, STRIPE", "Shopify, SHOPIFY", "POLAR, POLAR", "paddle, PADDLE", "custom, CUSTOM"})
    void aProcessorIsFoundWithoutRegardToCase(String name, PaymentProcessor processor) {
        assertThat(PaymentProcessor.parse(name)).contains(processor);
    }

    @Test
    void aProcessorThatTheContractDoesNotNameIsNone() {
        assertThat(PaymentProcessor.parse("apple")).isEmpty();
    }

    @Test
    void anInvalidRowBreaksAtLeastOneRule() {
        assertThatThrownBy(() -> new Verdict.Invalid(List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an invalid row breaks at least one rule");
    }
}

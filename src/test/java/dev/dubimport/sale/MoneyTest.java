package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @Test
    void anAmountIsReadAsTheServiceWritesIt() {
        assertThat(Money.parse(1_250, "usd")).contains(new Money(1_250, Currency.getInstance("USD")));
        assertThat(Money.parse(0, "JPY")).contains(new Money(0, Currency.getInstance("JPY")));
    }

    @ParameterizedTest
    @CsvSource({"-1, usd", "4294967296, usd", "5, doubloons", "5, ''"})
    void whatCouldNotBeSentIsNoAmount(long minorUnits, String currencyCode) {
        assertThat(Money.parse(minorUnits, currencyCode)).isEmpty();
    }
}

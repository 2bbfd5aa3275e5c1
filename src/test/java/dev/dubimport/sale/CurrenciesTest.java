package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
    @ParameterizedTest
    @CsvSource({
        "USD, USD",
        "usd, USD",
        "gBp, GBP",
        "jpy, JPY",
        "KWD, KWD",
        "clf, CLF",
        "DEM, DEM",
        "itl, ITL",
        "ZWL, ZWL"
    })
    void aCodeIsFoundWithoutRegardToCaseAndOldOnesToo(String code, String currency) {
        assertThat(Currencies.parse(code)).contains(Currency.getInstance(currency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XXX",
                "XAU",
                "XAG",
                "XTS",
                "XDR",
                "xau",
                "",
                "US",
                "USDD",
                "ABC",
                "£",
                "$",
                "uѕd",
                "DK\u212a",
                "gbp "
            })
    void whatIsNoMoneyToPayWithIsNoCurrency(String code) {
        assertThat(Currencies.parse(code)).isEmpty();
    }
}

package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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

    @Test
    void theServiceCountsTheseInWholeUnitsAndAllOthersInHundredths() {
        assertThat(codes(currency -> Currencies.digitsOf(currency) == 0))
                .isEqualTo("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF");
        assertThat(codes(currency -> Currencies.digitsOf(currency) != 0 && Currencies.digitsOf(currency) != 2))
                .isEmpty();
    }

    /** The exponents of ISO 4217 come with Java: one that a newer Java changes shows here, and is then a decision. */
    @Test
    void isoAndTheServiceDisagreeOnTheseOnly() {
        assertThat(counted(0, 2)).isEqualTo("ADP BEF BYB BYR ESP GRD ISK ITL LUF MGF PTE ROL TPE TRL UYI");
        assertThat(counted(2, 0)).isEqualTo("MGA");
        assertThat(counted(3, 2)).isEqualTo("BHD IQD JOD KWD LYD OMR TND");
        assertThat(counted(4, 2)).isEqualTo("CLF");
        assertThat(codes(currency -> Currencies.isoDigitsOf(currency) != Currencies.digitsOf(currency))
                        .split(" "))
                .hasSize(24);
    }

    private static String counted(int isoDigits, int serviceDigits) {
        return codes(currency ->
                Currencies.isoDigitsOf(currency) == isoDigits && Currencies.digitsOf(currency) == serviceDigits);
    }

    private static String codes(Predicate<Currency> which) {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .flatMap(code -> Currencies.parse(code).stream())
                .filter(which)
                .map(Currency::getCurrencyCode)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}

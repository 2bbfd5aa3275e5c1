package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.ExchangeRates.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All rates here are invented. 3 April 2026 is a Friday. */
class ExchangeRatesTest {
    private static final Currency DOLLAR = Currency.getInstance("USD");

    private static final ExchangeRates RATES = rates().add(
                    day("2026-04-03"), perEuro("USD 1.1 GBP 0.88 JPY 165 KWD 0.33 IDR 18000 CHF 0.9"))
            .add(day("2026-04-02"), perEuro("USD 1.2 GBP 0.8 JPY 150"))
            .add(day("2026-04-01"), perEuro("GBP 0.5"))
            .add(day("2026-03-31"), perEuro("USD 1.25 GBP 0.75 CHF 0.95"))
            .add(day("2026-03-02"), perEuro("USD 1.5 RUB 100"))
            .build();

    @ParameterizedTest
    @CsvSource({
        "100.00 GBP,  2026-04-03, 125.00, 1.25,         2026-04-03",
        "100.00 EUR,  2026-04-03, 110.00, 1.1,          2026-04-03",
        "1000 JPY,    2026-04-03, 6.67,   0.006666666667, 2026-04-03",
        "1.250 KWD,   2026-04-03, 4.17,   3.333333333,  2026-04-03",
        "100000.00 IDR, 2026-04-03, 6.11, 0.00006111111111, 2026-04-03",
        "100.00 GBP,  2026-04-02, 150.00, 1.5,          2026-04-02",
        "100.00 EUR,  2026-03-31, 125.00, 1.25,         2026-03-31",
        "100.00 RUB,  2026-03-02, 1.50,   0.015,        2026-03-02",
        "0.00 GBP,    2026-04-03, 0.00,   1.25,         2026-04-03"
    })
    void anAmountIsConvertedAtTheRateOfItsDay(
            String original, String day, String dollars, String rate, String rateDate) {
        assertThat(convert(money(original), day(day)))
                .isEqualTo(
                        new Conversion(money(dollars + " USD"), money(original), new BigDecimal(rate), day(rateDate)));
    }

    @Test
    void anAmountInDollarsNeedsNoRate() {
        ExchangeRates.Reading reading = RATES.convert(money("12.50 USD"), day("1990-01-01"));

        assertThat(reading.conversion()).isEmpty();
        assertThat(reading.flaw()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.03 EUR, 0.5,   0.02", // 1.5 cents
        "0.05 EUR, 0.5,   0.02", // 2.5 cents
        "0.07 EUR, 0.5,   0.04", // 3.5 cents
        "0.05 EUR, 0.500000001, 0.03",
        "0.07 EUR, 0.499999999, 0.03"
    })
    void halfACentGoesToTheEvenOne(String original, String dollarsPerEuro, String dollars) {
        ExchangeRates rates = rates().add(day("2026-04-03"), Map.of(DOLLAR, new BigDecimal(dollarsPerEuro)))
                .build();

        assertThat(rates.convert(money(original), day("2026-04-03")).conversion())
                .map(Conversion::converted)
                .contains(money(dollars + " USD"));
    }

    @ParameterizedTest
    @CsvSource({
        "GBP, 2026-04-01, 2026-03-31", // without US dollars on the day itself
        "CHF, 2026-04-02, 2026-03-31", // without francs on the days between
        "CHF, 2026-04-01, 2026-03-31",
        "RUB, 2026-03-09, 2026-03-02", // seven days
        "GBP, 2026-04-04, 2026-04-03", // Saturday after the last day
        "GBP, 2026-04-05, 2026-04-03", // Sunday after the last day
        "RUB, 2026-03-02, 2026-03-02" // the first day
    })
    void aDayWithoutRatesTakesTheLastOnesBeforeIt(String currency, String day, String rateDate) {
        assertThat(convert(money("100.00 " + currency), day(day)).rateDate()).isEqualTo(rateDate);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    RUB | 2026-03-10 | no exchange rate of RUB on 2026-03-10 or in the 7 days before; give the amount in US dollars, or rates that have that day
                    EUR | 2026-03-10 | no exchange rate of EUR on 2026-03-10 or in the 7 days before; give the amount in US dollars, or rates that have that day
                    JPY | 2026-03-31 | no exchange rate of JPY on 2026-03-31 or in the 7 days before; give the amount in US dollars, or rates that have that day
                    DEM | 2026-04-03 | no exchange rates of DEM; give the amount in US dollars, or rates that have that currency
                    """)
    void aRateThatIsTooOldOrMissingIsNotReplaced(String currency, String day, String message) {
        Flaw flaw = flaw(new Money(1000, Currency.getInstance(currency)), day(day));

        assertThat(flaw.code()).isEqualTo("no_rate");
        assertThat(flaw.rule() + "; " + flaw.mend()).isEqualTo(message);
    }

    @Test
    void aSaleFromBeforeTheRatesIsRefused() {
        assertThat(flaw(money("1.00 GBP"), day("2026-03-01")))
                .isEqualTo(new Flaw(
                        "before_rates",
                        "of 2026-03-01, before the exchange rates begin on 2026-03-02",
                        "give rates that reach back to that day"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-06", "2026-04-07", "2026-04-11", "2026-12-31", "2100-12-31"})
    void anOldFileConvertsNoLaterSaleButOverTheWeekend(String day) {
        assertThat(flaw(money("1.00 GBP"), day(day)))
                .isEqualTo(new Flaw(
                        "after_rates",
                        "of " + day + ", after the exchange rates end on 2026-04-03",
                        "fetch a newer file of rates"));
    }

    @Test
    void anOldFileThatEndsWithinTheWeekDoesNotEvenConvertTheNextDay() {
        ExchangeRates rates = rates().add(day("2026-04-02"), perEuro("USD 1.1")).build();

        assertThat(rates.convert(money("1.00 EUR"), day("2026-04-03")).flaw()).isPresent();
        assertThat(rates.convert(money("1.00 EUR"), day("2026-04-04")).flaw()).isPresent();
    }

    @Test
    void moreThanTheServiceCanStoreIsRefused() {
        ExchangeRates rates =
                rates().add(day("2026-04-03"), perEuro("USD 2 GBP 0.000000001")).build();

        assertThat(rates.convert(new Money(2_147_483_647, Currency.getInstance("EUR")), day("2026-04-03"))
                        .conversion()
                        .orElseThrow()
                        .converted()
                        .minorUnits())
                .isEqualTo(4_294_967_294L);
        for (Money tooMuch : List.of(
                new Money(2_147_483_648L, Currency.getInstance("EUR")),
                new Money(Money.MOST_MINOR_UNITS, Currency.getInstance("GBP")))) {
            assertThat(rates.convert(tooMuch, day("2026-04-03")).flaw())
                    .contains(new Flaw(
                            "too_large",
                            "in US dollars more than the service can store, 4294967295 minor units",
                            "split the sale, each part with an invoice id of its own"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01 IDR", "81.81 IDR"})
    void anAmountOfWhichNoCentIsLeftIsRefused(String original) {
        assertThat(flaw(money(original), day("2026-04-03")))
                .isEqualTo(new Flaw(
                        "converts_to_nothing",
                        "no cent is left of it in US dollars",
                        "leave the row out: a sale of 0 is not recorded"));
    }

    @Test
    void theSmallestAmountOfWhichACentIsLeftIsConverted() {
        assertThat(convert(money("81.82 IDR"), day("2026-04-03")).converted()).isEqualTo(money("0.01 USD"));
    }

    @Test
    void convertingStaysWithinHalfACentOfTheExactAmountAndKeepsTheOrder() {
        Random random = new Random(20260403);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal dollars = BigDecimal.valueOf(random.nextLong(500_000_000, 2_000_000_000), 9);
            BigDecimal pounds = BigDecimal.valueOf(random.nextLong(100_000_000, 100_000_000_000L), 9);
            ExchangeRates rates = rates().add(
                            day("2026-04-03"), Map.of(DOLLAR, dollars, Currency.getInstance("GBP"), pounds))
                    .build();
            long pence = random.nextLong(1000, 200_000_000);

            long cents = cents(rates, pence);

            // cents / 100 * pounds = pence / 100 * dollars, but for half a cent
            BigDecimal difference = BigDecimal.valueOf(cents)
                    .multiply(pounds)
                    .subtract(BigDecimal.valueOf(pence).multiply(dollars))
                    .abs();
            assertThat(difference.multiply(BigDecimal.valueOf(2)))
                    .as("%s pence at %s / %s", pence, dollars, pounds)
                    .isLessThanOrEqualTo(pounds);
            assertThat(cents(rates, pence + 1)).isGreaterThanOrEqualTo(cents);
        }
    }

    @Test
    void theDigestIsOfTheRatesAndOfNothingElse() {
        ExchangeRates one = rates("GBP USD JPY")
                .add(day("2026-04-02"), perEuro("USD 1.20 GBP 0.8"))
                .add(day("2026-04-03"), perEuro("USD 1.1"))
                .build();
        ExchangeRates same = rates("CHF USD GBP")
                .add(day("2026-04-03"), perEuro("USD 1.10"))
                .add(day("2026-04-02"), perEuro("GBP 0.8 USD 1.2"))
                .build();
        ExchangeRates otherRate = rates("USD GBP")
                .add(day("2026-04-02"), perEuro("USD 1.2 GBP 0.800000001"))
                .add(day("2026-04-03"), perEuro("USD 1.1"))
                .build();
        ExchangeRates otherDay = rates("USD GBP")
                .add(day("2026-04-01"), perEuro("USD 1.2 GBP 0.8"))
                .add(day("2026-04-03"), perEuro("USD 1.1"))
                .build();
        ExchangeRates otherCurrency = rates("USD CHF")
                .add(day("2026-04-02"), perEuro("USD 1.2 CHF 0.8"))
                .add(day("2026-04-03"), perEuro("USD 1.1"))
                .build();

        assertThat(one.digest()).matches("[0-9a-f]{64}").isEqualTo(same.digest());
        assertThat(List.of(one.digest(), otherRate.digest(), otherDay.digest(), otherCurrency.digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoRateIsABug() {
        assertThatThrownBy(() -> rates().add(day("2026-04-03"), perEuro("USD 0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rates().add(day("2026-04-03"), perEuro("USD -1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rates().add(day("2026-04-03"), perEuro("USD 1.0000000001")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(
                        () -> rates().add(day("2026-04-03"), perEuro("USD 1")).add(day("2026-04-03"), perEuro("USD 1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rates().build()).isInstanceOf(IllegalStateException.class);
    }

    private static long cents(ExchangeRates rates, long pence) {
        return rates.convert(new Money(pence, Currency.getInstance("GBP")), day("2026-04-03"))
                .conversion()
                .orElseThrow()
                .converted()
                .minorUnits();
    }

    private static Conversion convert(Money original, LocalDate day) {
        ExchangeRates.Reading reading = RATES.convert(original, day);
        assertThat(reading.flaw()).isEmpty();
        return reading.conversion().orElseThrow();
    }

    private static Flaw flaw(Money original, LocalDate day) {
        ExchangeRates.Reading reading = RATES.convert(original, day);
        assertThat(reading.conversion()).isEmpty();
        return reading.flaw().orElseThrow();
    }

    private static ExchangeRates.Builder rates() {
        return rates("USD GBP JPY KWD IDR CHF RUB");
    }

    private static ExchangeRates.Builder rates(String codes) {
        return new ExchangeRates.Builder(List.of(codes.split(" ", -1)).stream()
                .map(Currency::getInstance)
                .toList());
    }

    /** {@code USD 1.1 GBP 0.88}. */
    private static Map<Currency, BigDecimal> perEuro(String text) {
        String[] words = text.split(" ", -1);
        Map<Currency, BigDecimal> rates = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            rates.put(Currency.getInstance(words[i]), new BigDecimal(words[i + 1]));
        }
        return rates;
    }

    /** {@code 12.50 GBP}. */
    private static Money money(String text) {
        String[] words = text.split(" ", -1);
        Currency currency = Currency.getInstance(words[1]);
        int decimals = Money.majorUnits(0, currency).scale();
        return new Money(new BigDecimal(words[0]).movePointRight(decimals).longValueExact(), currency);
    }

    private static LocalDate day(String iso8601) {
        return LocalDate.parse(iso8601);
    }
}

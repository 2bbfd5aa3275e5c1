package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.AmountFormat.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountFormatTest {
    private static final AmountFormat MAJOR = new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "139.12,     GBP, 13912",
        "0,          GBP, 0",
        "-0.00,      GBP, 0",
        "7,          GBP, 700",
        ".5,         GBP, 50",
        "5.,         GBP, 500",
        "007.50,     GBP, 750",
        "12.5000,    GBP, 1250",
        "42949672.95, GBP, 4294967295",
        "1250,       JPY, 1250",
        "1250.00,    JPY, 1250",
        "4294967295, JPY, 4294967295",
        "4.900,      KWD, 490",
        "4.9,        KWD, 490",
        "4,          KWD, 400",
        "42949672.95, KWD, 4294967295",
        "1000,       ISK, 100000",
        "12.5,       ISK, 1250",
        "30.1200,    CLF, 3012",
        "12,         MGA, 12",
        "12.00,      MGA, 12",
        "12.5,       DEM, 1250",
        "1500,       ITL, 150000"
    })
    void majorUnitsAreExactDecimalsWithTheDigitsThatTheServiceCounts(String text, String currency, long minorUnits) {
        assertThat(read(MAJOR, text, currency)).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource({
        "22.200000000000003, GBP, 2220",
        "70.05000000000001,  GBP, 7005",
        "22.2000000000003,   GBP, 2220",
        "1919.1399999999999, GBP, 191914",
        "314.99999999999994, GBP, 31500",
        "4.949999999999999,  GBP, 495",
        "10901.539999999999, GBP, 1090154",
        "0.30000000000000004, GBP, 30",
        "42949672.949999996, GBP, 4294967295",
        "99.99999999999999,  JPY, 100",
        "1.2499999999999998, KWD, 125"
    })
    void floatingPointNoiseIsTheAmountThatItMeans(String text, String currency, long minorUnits) {
        assertThat(read(MAJOR, text, currency)).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2042.761",
                "222.831",
                "400.681",
                "15.001",
                "22.200000000003",
                "12.50000100000001",
                "0.001",
                "12.345000000000001",
                "12.3449999999999999",
                "12.500001",
                "12.50000999999999"
            })
    void aTrueFractionOfAMinorUnitIsRefused(String text) {
        assertThat(flaw(MAJOR, text, "GBP"))
                .isEqualTo(new Flaw(
                        "finer_than_minor_unit",
                        "finer than the hundredths in which the service counts GBP",
                        "use at most 2 decimals, or name a `rounding` in the mapping"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.000,   EUR, could be 1000 or 1",
        "12.500,  EUR, could be 12500 or 12.5",
        "999.990, USD, could be 999990 or 999.99",
        "1.000,   JPY, could be 1000 or 1",
        "12.500,  JPY, could be 12500 or 12.5",
        "30.120,  CLF, could be 30120 or 30.12",
    })
    void whatAEuropeanWritesForThousandsIsNotGuessed(String text, String currency, String rule) {
        assertThat(flaw(MAJOR, text, currency))
                .isEqualTo(new Flaw("ambiguous", rule, "say `decimals: point` or `decimals: comma` in the mapping"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.000,    KWD, PLAIN, '',      100",
        "12.500,   EUR, POINT, '',      1250",
        "12.500,   EUR, COMMA, '',      1250000",
        "12.500,   EUR, PLAIN, HALF_UP, 1250",
        "0.500,    EUR, PLAIN, '',      50",
        "1000.000, EUR, PLAIN, '',      100000",
        "012.500,  EUR, PLAIN, '',      1250",
        "12.5000,  EUR, PLAIN, '',      1250",
    })
    void whatCanBeThousandsIsReadWhereSomethingDecides(
            String text, String currency, Notation notation, String rounding, long minorUnits) {
        AmountFormat format = new AmountFormat(
                notation,
                Unit.MAJOR,
                Optional.of(rounding).filter(name -> !name.isEmpty()).map(RoundingMode::valueOf));

        assertThat(read(format, text, currency)).isEqualTo(minorUnits);
    }

    @Test
    void whatTheServiceDoesNotCountIsRefusedWhateverIsoSays() {
        assertThat(flaw(MAJOR, "4.905", "KWD"))
                .isEqualTo(new Flaw(
                        "finer_than_minor_unit",
                        "finer than the hundredths in which the service counts KWD",
                        "use at most 2 decimals, or name a `rounding` in the mapping"));
        assertThat(flaw(MAJOR, "1.2509999999999999", "KWD").code()).isEqualTo("finer_than_minor_unit");
        assertThat(flaw(MAJOR, "30.1234", "CLF").code()).isEqualTo("finer_than_minor_unit");
        assertThat(flaw(MAJOR, "12.50", "MGA"))
                .isEqualTo(new Flaw(
                        "finer_than_minor_unit",
                        "finer than the whole units in which the service counts MGA",
                        "use no decimals, or name a `rounding` in the mapping"));
        assertThat(flaw(MAJOR, "1250.5", "JPY").mend())
                .isEqualTo("use no decimals, or name a `rounding` in the mapping");
    }

    @Test
    void aRoundingRoundsToWhatTheServiceCounts() {
        AmountFormat rounding = new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.of(RoundingMode.HALF_UP));

        assertThat(read(rounding, "4.905", "KWD")).isEqualTo(491);
        assertThat(read(rounding, "12.50", "MGA")).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({
        "2.675,              HALF_UP,   268",
        "2.675,              HALF_EVEN, 268",
        "2.665,              HALF_EVEN, 266",
        "2.679,              DOWN,      267",
        "2.671,              UP,        268",
        "2.67,               UP,        267",
        "2.6749999999999998, HALF_UP,   268",
        "22.200000000000003, UP,        2220",
        "1919.1399999999999, DOWN,      191914"
    })
    void aRoundingRoundsWhatWasMeantAndNotTheNoise(String text, RoundingMode mode, long minorUnits) {
        assertThat(read(new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.of(mode)), text, "GBP"))
                .isEqualTo(minorUnits);
    }

    @Test
    void noAmountInRangeIsLostThroughADouble() {
        Random random = new Random(20101201);
        for (int i = 0; i < 20_000; i++) {
            long pence = random.nextLong(Money.MOST_MINOR_UNITS + 1);
            double sumOfLines = pence / 300.0 + pence / 300.0 + pence / 300.0;
            String printed = new BigDecimal(Double.toString(sumOfLines)).toPlainString();

            assertThat(read(MAJOR, printed, "GBP")).as(printed).isEqualTo(pence);
        }
    }

    @ParameterizedTest
    @CsvSource({"1250, 1250", "0, 0", "0007, 7", "-0, 0", "4294967295, 4294967295"})
    void minorUnitsAreTakenAsTheyAre(String text, long minorUnits) {
        assertThat(read(AmountFormat.MINOR_UNITS, text, "JPY")).isEqualTo(minorUnits);
        assertThat(read(AmountFormat.MINOR_UNITS, text, "GBP")).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource({
        "4900,       KWD, 3, 2",
        "4900.5,     KWD, 3, 2",
        "4294967296, BHD, 3, 2",
        "301234,     CLF, 4, 2",
        "1000,       ISK, 0, 2",
        "1500,       ITL, 0, 2",
        "1250,       MGA, 2, 0"
    })
    void minorUnitsThatIsoAndTheServiceCountDifferentlyAreNotGuessedAt(
            String text, String currency, int isoDecimals, int serviceDecimals) {
        assertThat(flaw(AmountFormat.MINOR_UNITS, text, currency))
                .isEqualTo(new Flaw(
                        "ambiguous_unit",
                        "unclear in which unit: ISO 4217 gives " + currency + " " + isoDecimals
                                + " decimals, and the service counts " + serviceDecimals,
                        "write such rows in major units, in a file of their own with `amounts: major` in its mapping"));
    }

    @Test
    void nothingIsNothingInAnyUnit() {
        for (String currency : List.of("KWD", "CLF", "ISK", "MGA")) {
            assertThat(read(AmountFormat.MINOR_UNITS, "0", currency)).isZero();
        }
    }

    @Test
    void aNegativeAmountIsNegativeInAnyUnit() {
        assertThat(flaw(AmountFormat.MINOR_UNITS, "-4900", "KWD").code()).isEqualTo("negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "1250.0", "1250.00000000000001"})
    void decimalsInMinorUnitsAreAMistakeThatIsNotGuessedAt(String text) {
        assertThat(flaw(AmountFormat.MINOR_UNITS, text, "GBP"))
                .isEqualTo(new Flaw(
                        "not_in_minor_units",
                        "not a whole number of minor units",
                        "write 1250 for 12.50, or say `amounts: major` in the mapping"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5O",
                "12,50",
                "1,250.00",
                "1 250",
                "1\u00a0250",
                "$12.50",
                "12.50 GBP",
                "1.2.3",
                "1e3",
                "1.25E+3",
                "+12",
                "--12",
                "12-",
                "(12.50)",
                "-",
                ".",
                "-.",
                "NaN",
                "Infinity",
                "0x1F",
                "١٢",
                "１２",
                "१२",
                "½",
                "12f",
                "12d"
            })
    void whatIsNotAPlainDecimalIsNotANumber(String text) {
        for (AmountFormat format : List.of(MAJOR, AmountFormat.MINOR_UNITS)) {
            Flaw flaw = flaw(format, text, "GBP");
            assertThat(flaw.code()).isEqualTo("not_a_number");
            assertThat(flaw.rule()).isEqualTo("not a number");
            assertThat(flaw.mend()).startsWith("use digits and one decimal point");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.01", "-99999999999999999999"})
    void aNegativeAmountIsRefused(String text) {
        assertThat(flaw(MAJOR, text, "GBP"))
                .isEqualTo(new Flaw(
                        "negative", "negative", "the API takes no refunds; leave the row out or give the amount sold"));
    }

    @ParameterizedTest
    @CsvSource({
        "MINOR, 4294967296,  GBP",
        "MINOR, 18446744073709551617, GBP",
        "MINOR, 9999999999999999999999999999999999999999, GBP",
        "MAJOR, 42949672.96, GBP",
        "MAJOR, 4294967296,  JPY",
        "MAJOR, 42949672.96, KWD",
        "MAJOR, 42949672.96, ISK",
        "MAJOR, 4294967296,  MGA",
        "MAJOR, 9999999999999999999999999999999999999999, GBP"
    })
    void moreThanTheServiceCanStoreIsRefused(Unit unit, String text, String currency) {
        assertThat(flaw(new AmountFormat(Notation.PLAIN, unit, Optional.empty()), text, currency))
                .isEqualTo(new Flaw(
                        "too_large",
                        "more than the service can store, 4294967295 minor units",
                        "split the sale, each part with an invoice id of its own"));
    }

    @Test
    void roundingUpCannotLeaveTheRange() {
        assertThat(flaw(
                                new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.of(RoundingMode.UP)),
                                "42949672.951",
                                "GBP")
                        .code())
                .isEqualTo("too_large");
    }

    @Test
    void aRoundingThatDoesNotRoundIsRefusedAtOnce() {
        assertThatThrownBy(() -> new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.of(RoundingMode.UNNECESSARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("UNNECESSARY does not round; leave the rounding empty");
    }

    private static long read(AmountFormat format, String text, String currency) {
        AmountFormat.Reading reading = format.read(text, Optional.of(Currency.getInstance(currency)));
        assertThat(reading.flaw()).as(text).isEmpty();
        return reading.money().orElseThrow().minorUnits();
    }

    private static Flaw flaw(AmountFormat format, String text, String currency) {
        AmountFormat.Reading reading = format.read(text, Optional.of(Currency.getInstance(currency)));
        assertThat(reading.money()).as(text).isEmpty();
        return reading.flaw().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.234    | 1.234 | 1.234 | 1234
                    1,234    | none   | 1234  | 1.234
                    1.234,50 | none   | none   | 1234.50
                    € -12.50 | none   | 12.50 | none
                    (12)     | none   | 12    | 12
                    12 EUR   | none   | 12    | 12
                    -7       | 7     | 7     | 7
                    1.2E+05  | none   | none   | none
                    """)
    void aCellHasTheNumbersThatItsNotationsRead(String cell, String plain, String point, String comma) {
        assertThat(number(cell, Notation.PLAIN)).isEqualTo(plain);
        assertThat(number(cell, Notation.POINT)).isEqualTo(point);
        assertThat(number(cell, Notation.COMMA)).isEqualTo(comma);
    }

    @Test
    void aCellThatIsTooLongHasNoNumber() {
        assertThat(AmountFormat.number("1".repeat(41), Notation.POINT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12.50 EUR, EUR", "$12.50, $", "12.50, ''"})
    void theCurrencyInACell(String cell, String mark) {
        assertThat(AmountFormat.currencyIn(cell)).isEqualTo(mark);
    }

    private static String number(String cell, Notation notation) {
        return AmountFormat.number(cell, notation)
                .map(BigDecimal::toPlainString)
                .orElse("none");
    }
}

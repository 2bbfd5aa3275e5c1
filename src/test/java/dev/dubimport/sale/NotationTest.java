package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.AmountFormat.Unit;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {
    private static final AmountFormat POINT = new AmountFormat(Notation.POINT, Unit.MAJOR, Optional.empty());
    private static final AmountFormat COMMA = new AmountFormat(Notation.COMMA, Unit.MAJOR, Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,234.50; EUR; 123450",
                "1 234.50; EUR; 123450",
                "1\u00a0234.50; EUR; 123450",
                "1\u202f234\u202f567.50; EUR; 123456750",
                "1'234.50; CHF; 123450",
                "1’234.50; CHF; 123450",
                "1234.5; EUR; 123450",
                "12,345,678; EUR; 1234567800",
                "1,250; JPY; 1250",
                ".5; EUR; 50",
                "€1,234.50; EUR; 123450",
                "€ 1,234.50; EUR; 123450",
                "1,234.50 EUR; EUR; 123450",
                "eur1,234.50; EUR; 123450",
                "$12.50; CAD; 1250",
                "R$ 12.50; BRL; 1250",
                "CHF 12.50; CHF; 1250",
                "(0.00); EUR; 0"
            })
    void aDecimalPoint(String text, String currency, long minorUnits) {
        assertThat(read(POINT, text, currency)).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.234,50; EUR; 123450",
                "1 234,50; EUR; 123450",
                "1.234; EUR; 123400",
                "0,25; EUR; 25",
                ",5; EUR; 50",
                "1234,5; EUR; 123450",
                "12,50 €; EUR; 1250",
                "12,50 zł; PLN; 1250",
                "12,50 kr; SEK; 1250",
                "1.250 ¥; JPY; 1250",
                "1.234.567,890; KWD; 123456789"
            })
    void aDecimalComma(String text, String currency, long minorUnits) {
        assertThat(read(COMMA, text, currency)).isEqualTo(minorUnits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POINT; 1.234,50",
                "POINT; 12,50",
                "POINT; 1,23",
                "POINT; 1,2345",
                "POINT; 1,234 567",
                "POINT; 1,,234",
                "POINT; ,234",
                "POINT; 1,234,",
                "POINT; 1.2.3",
                "POINT; 0x10",
                "POINT; 1e3",
                "POINT; €",
                "POINT; EUR",
                "POINT; EUR 12 EUR",
                "POINT; €€12",
                "POINT; --1",
                "POINT; ()",
                "POINT; (1",
                "POINT; +1",
                "POINT; 1 2",
                "POINT; ١٢",
                "COMMA; 1,234.50",
                "COMMA; 12.50",
                "COMMA; 1234.50",
                "COMMA; 1,2,3",
                "COMMA; 1.23,4",
                "COMMA; 1.2345",
                "COMMA; ,"
            })
    void whatIsNotWrittenSoIsNoNumber(Notation notation, String text) {
        assertThat(flaw(new AmountFormat(notation, Unit.MAJOR, Optional.empty()), text, "EUR")
                        .code())
                .isEqualTo("not_a_number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(12.50)", "-12.50", "12.50-", "€ -12.50", "-12.50 EUR", "($1)"})
    void whatIsGivenBackIsNegative(String text) {
        assertThat(flaw(POINT, text, "EUR").code()).isIn("negative", "not_a_number");
    }

    @ParameterizedTest
    @CsvSource({"$12.50, EUR", "€ 12.50, USD", "12.50 USD, CAD", "¥100, KRW", "£5, EUR"})
    void aCurrencyInTheCellMustNotBeAnother(String text, String currency) {
        assertThat(flaw(POINT, text, currency))
                .isEqualTo(
                        new Flaw(
                                "other_currency",
                                "not in " + currency + ", which is the row's currency",
                                "mend one of the two, or name the column of the currency in the mapping; where there is none, tell it by"
                                        + " the amount: `expressions: currency: IF(STR_ENDS_WITH(Total, \"USD\"), \"usd\", \"eur\")`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "49,00; ', or say `decimals: comma` in the mapping'",
                "1,234.50; ', or say `decimals: point` in the mapping'",
                "1,234; ', or say `decimals: comma` or `decimals: point` in the mapping'",
                "€ 49; ', or say `decimals: comma` or `decimals: point` in the mapping'",
                "4O.00; ''"
            })
    void aPlainAmountThatIsNoneSaysWhatCouldReadIt(String text, String hint) {
        AmountFormat plain = new AmountFormat(Notation.PLAIN, Unit.MAJOR, Optional.empty());

        assertThat(flaw(plain, text, "EUR").mend()).isEqualTo("use digits and one decimal point" + hint);
    }

    @ParameterizedTest
    @EnumSource
    void anApostropheThatWasLeftInFrontIsToBeRemoved(Notation notation) {
        assertThat(flaw(new AmountFormat(notation, Unit.MAJOR, Optional.empty()), "'50", "EUR"))
                .isEqualTo(new Flaw("not_a_number", "not a number", "remove the apostrophe in front of it"));
    }

    @Test
    void whatJavaWritesInAnyLanguageIsRead() {
        Random random = new Random(20261124);
        for (Locale locale :
                new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE, new Locale("de", "CH"), new Locale("pl")}) {
            DecimalFormat format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(locale));
            boolean comma = format.getDecimalFormatSymbols().getDecimalSeparator() == ',';
            for (int i = 0; i < 500; i++) {
                long cents = (long) (random.nextDouble() * Math.pow(10, random.nextInt(10)));
                String text = format.format(BigDecimal.valueOf(cents, 2));
                assertThat(read(comma ? COMMA : POINT, text, "EUR")).as(text).isEqualTo(cents);
            }
        }
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
}

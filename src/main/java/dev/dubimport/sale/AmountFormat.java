package dev.dubimport.sale;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a file writes amounts.
 *
 * @param notation how numbers are written
 * @param unit minor ({@code 1250}) or major units ({@code 12.50})
 * @param rounding what to do with a true fraction of a minor unit where amounts are in major units; empty makes the row
 *     invalid
 */
public record AmountFormat(Notation notation, Unit unit, Optional<RoundingMode> rounding) {

    /** What the numbers of a file count. */
    public enum Unit {
        /** The unit that the service counts: cents, pence, whole yen. */
        MINOR,
        /** The unit people write: dollars, pounds, yen. */
        MAJOR
    }

    /** The contract's own form: whole minor units. */
    public static final AmountFormat MINOR_UNITS = new AmountFormat(Notation.PLAIN, Unit.MINOR, Optional.empty());

    /** The longest text that may be read: far more than a printed double has, and few enough to compute with. */
    static final int MOST_CHARACTERS = 40;

    static final String NEGATIVE = "negative";
    static final String TOO_LARGE = "too_large";

    private static final BigDecimal MOST_MINOR_UNITS = BigDecimal.valueOf(Money.MOST_MINOR_UNITS);

    private static final int DIGITS_OF_THOUSANDS = 3;
    private static final Pattern COULD_BE_THOUSANDS = Pattern.compile("[1-9]\\d{0,2}\\.\\d\\d0");

    /** From this many significant digits on, a printed double may carry binary noise; with fewer it says what was meant. */
    private static final int DIGITS_OF_NOISE = 15;

    /** How many decimals of a minor unit are still meant in a number that carries noise. */
    private static final int DECIMALS_MEANT = 4;

    public AmountFormat {
        if (rounding.equals(Optional.of(RoundingMode.UNNECESSARY))) {
            throw new IllegalArgumentException("UNNECESSARY does not round; leave the rounding empty");
        }
    }

    /**
     * What a text comes to.
     *
     * @param money empty where there is a flaw, and where the currency is unknown
     * @param flaw what is wrong with the text; where the currency is unknown, only what is wrong in any
     */
    record Reading(Optional<Money> money, Optional<Flaw> flaw) {
        static Reading flawed(String code, String rule, String mend) {
            return new Reading(Optional.empty(), Optional.of(new Flaw(code, rule, mend)));
        }
    }

    /**
     * The number in a cell as a notation reads it, whatever its unit, without sign and currency; empty where that notation
     * reads none.
     *
     * @param cell without blanks around it
     */
    public static Optional<BigDecimal> number(String cell, Notation notation) {
        if (cell.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        AmountFormat format = new AmountFormat(notation, Unit.MAJOR, Optional.empty());
        String rest =
                notation == Notation.PLAIN ? cell : CurrencyMark.split(cell).rest();
        return notation.plain(format.withoutSign(rest)).map(BigDecimal::new);
    }

    /**
     * The currency that stands in an amount's cell, by code or sign; empty where there is none.
     *
     * @param cell without blanks around it
     */
    public static String currencyIn(String cell) {
        return CurrencyMark.split(cell).mark();
    }

    /** Reads a text of at most {@link #MOST_CHARACTERS} characters. */
    Reading read(String text, Optional<Currency> currency) {
        CurrencyMark.Split amount =
                notation == Notation.PLAIN ? new CurrencyMark.Split(text, "") : CurrencyMark.split(text);
        boolean isNegative = isNegative(amount.rest());
        Optional<String> number = notation.plain(withoutSign(amount.rest()));
        if (number.isEmpty()) {
            return Reading.flawed("not_a_number", "not a number", mend(text));
        }
        if (currency.filter(known -> !amount.agreesWith(known)).isPresent()) {
            return Reading.flawed(
                    "other_currency",
                    "not in " + currency.get().getCurrencyCode() + ", which is the row's currency",
                    "mend one of the two, or name the column of the currency in the mapping; where there is none, tell it by"
                            + " the amount: `expressions: currency: IF(STR_ENDS_WITH(Total, \"USD\"), \"usd\", \"eur\")`");
        }
        BigDecimal written = new BigDecimal(number.get());
        if (isNegative && written.signum() != 0) {
            return Reading.flawed(
                    NEGATIVE, "negative", "the API takes no refunds; leave the row out or give the amount sold");
        }
        return switch (unit) {
            case MINOR -> inMinorUnits(written, currency);
            case MAJOR ->
                currency.map(known -> couldBeThousands(number.get(), known)
                                ? thousandsOrNot(written)
                                : inMajorUnits(written, known))
                        .orElseGet(() -> new Reading(Optional.empty(), Optional.empty()));
        };
    }

    /** A minus before or behind, or the parentheses of bookkeepers; a plain number has a minus before it only. */
    private boolean isNegative(String text) {
        return text.startsWith("-") || (notation != Notation.PLAIN && (text.endsWith("-") || isInParentheses(text)));
    }

    private String withoutSign(String text) {
        if (!isNegative(text)) {
            return text;
        }
        if (isInParentheses(text)) {
            return Blanks.strip(text.substring(1, text.length() - 1));
        }
        return text.startsWith("-") ? text.substring(1) : text.substring(0, text.length() - 1);
    }

    private static boolean isInParentheses(String text) {
        return text.startsWith("(") && text.endsWith(")");
    }

    private String mend(String text) {
        if (text.startsWith("'")) {
            return "remove the apostrophe in front of it";
        }
        return switch (notation) {
            case PLAIN -> {
                String notations = Stream.of(Notation.COMMA, Notation.POINT)
                        .filter(other -> new AmountFormat(other, unit, rounding)
                                .read(text, Optional.empty())
                                .flaw()
                                .isEmpty())
                        .map(other -> "`decimals: " + other.name().toLowerCase(Locale.ROOT) + "`")
                        .collect(Collectors.joining(" or "));
                yield "use digits and one decimal point"
                        + (notations.isEmpty() ? "" : ", or say " + notations + " in the mapping");
            }
            case POINT -> "write 1,234.50 or 1234.50";
            case COMMA -> "write 1.234,50 or 1234,50";
        };
    }

    private static Reading inMinorUnits(BigDecimal written, Optional<Currency> currency) {
        if (written.signum() != 0 && currency.filter(AmountFormat::isAmbiguous).isPresent()) {
            return ambiguous(currency.get());
        }
        if (written.scale() > 0) {
            return Reading.flawed(
                    "not_in_minor_units",
                    "not a whole number of minor units",
                    "write 1250 for 12.50, or say `amounts: major` in the mapping");
        }
        return inRange(written, currency);
    }

    /** A file may have its minor units from ISO 4217 or from the service: where these differ, a guess is ten times wrong. */
    private static boolean isAmbiguous(Currency currency) {
        return Currencies.isoDigitsOf(currency) != Currencies.digitsOf(currency);
    }

    private static Reading ambiguous(Currency currency) {
        return Reading.flawed(
                "ambiguous_unit",
                "unclear in which unit: ISO 4217 gives " + currency.getCurrencyCode() + " "
                        + Currencies.isoDigitsOf(currency) + " decimals, and the service counts "
                        + Currencies.digitsOf(currency),
                "write such rows in major units, in a file of their own with `amounts: major` in its mapping");
    }

    /**
     * Whether a plain number is one that a European writes for a thousand times as much: {@code 12.500}. Without a rounding, all
     * others with three decimals are refused as too fine; of some currencies they are the usual ones.
     */
    private boolean couldBeThousands(String number, Currency currency) {
        return notation == Notation.PLAIN
                && rounding.isEmpty()
                && Currencies.isoDigitsOf(currency) != DIGITS_OF_THOUSANDS
                && COULD_BE_THOUSANDS.matcher(number).matches();
    }

    private static Reading thousandsOrNot(BigDecimal written) {
        return Reading.flawed(
                "ambiguous",
                "could be " + written.movePointRight(DIGITS_OF_THOUSANDS).toPlainString() + " or "
                        + written.stripTrailingZeros().toPlainString(),
                "say `decimals: point` or `decimals: comma` in the mapping");
    }

    private Reading inMajorUnits(BigDecimal written, Currency currency) {
        BigDecimal meant = withoutNoise(written, currency);
        BigDecimal whole = meant.setScale(0, rounding.orElse(RoundingMode.DOWN));
        if (rounding.isEmpty() && meant.compareTo(whole) != 0) {
            int decimals = Currencies.digitsOf(currency);
            return Reading.flawed(
                    "finer_than_minor_unit",
                    "finer than the " + (decimals == 0 ? "whole units" : "hundredths") + " in which the service counts "
                            + currency.getCurrencyCode(),
                    (decimals == 0 ? "use no decimals" : "use at most " + decimals + " decimals")
                            + ", or name a `rounding` in the mapping");
        }
        return inRange(whole, Optional.of(currency));
    }

    /** The minor units that were meant: noise lies far beyond the decimals that rounding could turn on. */
    private static BigDecimal withoutNoise(BigDecimal written, Currency currency) {
        BigDecimal minorUnits = written.movePointRight(Currencies.digitsOf(currency));
        return written.precision() < DIGITS_OF_NOISE
                ? minorUnits
                : minorUnits.setScale(DECIMALS_MEANT, RoundingMode.HALF_EVEN);
    }

    private static Reading inRange(BigDecimal minorUnits, Optional<Currency> currency) {
        if (minorUnits.compareTo(MOST_MINOR_UNITS) > 0) {
            return Reading.flawed(
                    TOO_LARGE,
                    "more than the service can store, " + Money.MOST_MINOR_UNITS + " minor units",
                    "split the sale, each part with an invoice id of its own");
        }
        return new Reading(currency.map(known -> new Money(minorUnits.longValue(), known)), Optional.empty());
    }
}

package dev.dubimport.sale;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/**
 * How a file writes amounts.
 *
 * @param unit minor ({@code 1250}) or major units ({@code 12.50})
 * @param rounding what to do with a true fraction of a minor unit; empty makes the row invalid
 */
public record AmountFormat(Unit unit, Optional<RoundingMode> rounding) {

    public enum Unit {
        MINOR,
        MAJOR
    }

    /** The contract's own form: whole minor units. */
    public static final AmountFormat MINOR_UNITS = new AmountFormat(Unit.MINOR, Optional.empty());

    /**
     * A printed double shows at least this many significant digits where it carries binary noise: up to 15 digits a double
     * prints what was meant.
     */
    private static final int DIGITS_OF_NOISE = 15;

    /** How far, in minor units, binary noise may lie from the amount that was meant. */
    private static final BigDecimal MOST_NOISE = new BigDecimal("0.0001");

    private static final int MOST_CHARACTERS = 40;

    /** What was read: the minor units, or why there are none. */
    record Reading(long minorUnits, String code, String rule, String mend) {
        static Reading of(long minorUnits) {
            return new Reading(minorUnits, "", "", "");
        }

        static Reading refused(String code, String rule, String mend) {
            return new Reading(-1, code, rule, mend);
        }

        boolean isRefused() {
            return !code.isEmpty();
        }
    }

    Reading read(String text, Currency currency) {
        if (!isPlainDecimal(text)) {
            return Reading.refused("not_a_number", "not a number", "use digits and one decimal point");
        }
        BigDecimal written = new BigDecimal(text);
        if (written.signum() < 0) {
            return Reading.refused(
                    "negative", "negative", "the API takes no refunds; leave the row out or give the amount sold");
        }
        return inRange(unit == Unit.MINOR ? wholeMinorUnits(written) : majorUnits(written, currency), currency);
    }

    private static Reading inRange(Reading reading, Currency currency) {
        if (reading.minorUnits <= Money.MOST_MINOR_UNITS) {
            return reading;
        }
        return Reading.refused(
                "too_large",
                "more than the service can store",
                "at most " + new Money(Money.MOST_MINOR_UNITS, currency) + "; record it by hand, in parts");
    }

    private static Reading wholeMinorUnits(BigDecimal written) {
        if (written.scale() > 0) {
            return Reading.refused(
                    "not_in_minor_units",
                    "not a whole number of minor units",
                    "write cents (1250 for 12.50), or say `amounts: major` in the mapping");
        }
        return Reading.of(clamped(written));
    }

    private Reading majorUnits(BigDecimal written, Currency currency) {
        BigDecimal minor = written.movePointRight(currency.getDefaultFractionDigits());
        BigDecimal whole = minor.setScale(0, RoundingMode.HALF_EVEN);
        if (minor.compareTo(whole) == 0 || isNoise(written, minor.subtract(whole))) {
            return Reading.of(clamped(whole));
        }
        if (rounding.isPresent()) {
            return Reading.of(clamped(minor.setScale(0, rounding.get())));
        }
        return Reading.refused(
                "finer_than_minor_unit",
                "finer than the smallest unit of " + currency.getCurrencyCode(),
                "use at most " + currency.getDefaultFractionDigits()
                        + " decimals, or name a `rounding` in the mapping");
    }

    private static boolean isNoise(BigDecimal written, BigDecimal distance) {
        return written.precision() >= DIGITS_OF_NOISE && distance.abs().compareTo(MOST_NOISE) < 0;
    }

    /** Keeps what is far out of range in a long: all of it is refused alike. */
    private static long clamped(BigDecimal minorUnits) {
        return minorUnits.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    /** Digits with at most one decimal point and a minus sign: no exponent, no grouping, no other script's digits. */
    private static boolean isPlainDecimal(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int points = 0;
        int digits = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1 && text.length() <= MOST_CHARACTERS;
    }
}

package dev.dubimport.report;

import dev.dubimport.sale.Shown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Numbers, times and texts as a page shows them. */
final class Figures {
    private static final int MOST_CHARACTERS = 1_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Figures() {}

    /** {@code 1 sale}, {@code 18,528 sales}. */
    static String counted(long count, String one, String several) {
        return Numbers.count(count) + " " + (count == 1 ? one : several);
    }

    /** {@code 8,908,726.63}, with a true minus sign; a currency that this Java does not know counts in hundredths. */
    static String amount(long minorUnits, String currencyCode) {
        String amount = isKnown(currencyCode)
                ? Numbers.amount(minorUnits, currencyCode)
                : String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(minorUnits, 2));
        return amount.replace('-', '−');
    }

    /** {@code 8,908,726.63 GBP}. */
    static String money(long minorUnits, String currencyCode) {
        return amount(minorUnits, currencyCode) + " " + Shown.shortened(currencyCode, 12);
    }

    /** A line for each currency. */
    static List<String> money(SortedMap<String, Long> minorUnits) {
        return minorUnits.entrySet().stream()
                .map(sum -> money(sum.getValue(), sum.getKey()))
                .toList();
    }

    /** {@code +12.50}, {@code −12.50}, {@code 0.00}. */
    static String difference(long minorUnits, String currencyCode) {
        return (minorUnits > 0 ? "+" : "") + amount(minorUnits, currencyCode);
    }

    /** {@code +3}, {@code −3}, {@code 0}. */
    static String difference(long count) {
        return (count > 0 ? "+" : "") + Numbers.count(count).replace('-', '−');
    }

    static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((currency, units) -> sum.merge(currency, units, Math::addExact));
        return sum;
    }

    /** The currencies of either, in order. */
    static Set<String> currencies(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        Set<String> currencies = new TreeSet<>(one.keySet());
        currencies.addAll(other.keySet());
        return currencies;
    }

    /** {@code 24 November 2026, 18:52:40 UTC}. */
    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** {@code 24 Nov 2026}. */
    static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** Somebody else's text: whole but for the absurd, with nothing in it that hides or turns what it says. */
    static String text(String text) {
        return Shown.shortened(text, MOST_CHARACTERS);
    }

    private static boolean isKnown(String currencyCode) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(currencyCode));
    }
}

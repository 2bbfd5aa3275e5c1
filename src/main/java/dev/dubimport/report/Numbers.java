package dev.dubimport.report;

import dev.dubimport.sale.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Numbers as people read them, the same on every machine. */
public final class Numbers {
    private Numbers() {}

    /** {@code 18,528}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 18,528 rows}, {@code 1 row}. */
    public static String rows(long count) {
        return count(count) + (count == 1 ? " row" : " rows");
    }

    /**
     * Minor units as major ones, with as many decimals as the service counts: {@code 8,908,726.63}; of a currency that nobody
     * knows, as they are.
     */
    public static String amount(long minorUnits, String currencyCode) {
        BigDecimal majorUnits = majorUnits(minorUnits, currencyCode);
        return String.format(Locale.ROOT, "%,." + majorUnits.scale() + "f", majorUnits);
    }

    /** {@code 8908726.63}, for programs; of a currency that nobody knows, the minor units as they are. */
    public static String plainAmount(long minorUnits, String currencyCode) {
        return majorUnits(minorUnits, currencyCode).toPlainString();
    }

    private static BigDecimal majorUnits(long minorUnits, String currencyCode) {
        // Sums are larger than what one sale may be: only the currency is asked for.
        return Money.parse(0, currencyCode)
                .map(none -> Money.majorUnits(minorUnits, none.currency()))
                .orElseGet(() -> BigDecimal.valueOf(minorUnits));
    }

    /** {@code 8,908,726.63 GBP + 12.00 USD}; {@code no money} where there is none. */
    public static String amounts(SortedMap<String, Long> minorUnits) {
        if (minorUnits.isEmpty()) {
            return "no money";
        }
        return minorUnits.entrySet().stream()
                .map(sum -> amount(sum.getValue(), sum.getKey()) + " " + sum.getKey())
                .collect(Collectors.joining(" + "));
    }

    /** {@code 2 h 5 min}, {@code 3 min 20 s}, {@code 4 s}, {@code 0.3 s}. */
    public static String duration(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (duration.toSeconds() >= 10) {
            return duration.toSeconds() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}

package dev.dubimport.torture;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Rows and money, counted apart from the program's own control totals so that these cannot agree with themselves.
 *
 * @param minorUnits by currency code
 */
record Tally(long count, long withoutAmount, SortedMap<String, Long> minorUnits) {
    static final Tally NOTHING = new Tally(0, 0, new TreeMap<>());

    static Tally of(String currency, long minorUnits) {
        return new Tally(1, 0, new TreeMap<>(Map.of(currency, minorUnits)));
    }

    static Tally ofNoAmount() {
        return new Tally(1, 1, new TreeMap<>());
    }

    /** One outcome of a summary in JSON. */
    static Tally from(JsonNode line) {
        SortedMap<String, Long> sums = new TreeMap<>();
        line.get("amounts")
                .properties()
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue().longValue()));
        return new Tally(
                line.get("count").longValue(), line.get("withoutAmount").longValue(), sums);
    }

    Tally plus(Tally other) {
        SortedMap<String, Long> sums = new TreeMap<>(minorUnits);
        other.minorUnits.forEach((currency, sum) -> sums.merge(currency, sum, Long::sum));
        return new Tally(count + other.count, withoutAmount + other.withoutAmount, sums);
    }
}

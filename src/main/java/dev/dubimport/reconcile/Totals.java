package dev.dubimport.reconcile;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sales that stand in one way, or of one month: how many, and their money on both sides, in minor units by currency code.
 *
 * @param sales sales, each counted once; of those recorded twice, too
 * @param sold what the files have for them
 * @param events how often the service has them
 * @param recorded what the service has for them
 */
public record Totals(long sales, SortedMap<String, Long> sold, long events, SortedMap<String, Long> recorded) {
    public static final Totals ZERO = new Totals(0, new TreeMap<>(), 0, new TreeMap<>());

    public Totals {
        sold = Collections.unmodifiableSortedMap(new TreeMap<>(sold));
        recorded = Collections.unmodifiableSortedMap(new TreeMap<>(recorded));
    }
}

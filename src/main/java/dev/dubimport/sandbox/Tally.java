package dev.dubimport.sandbox;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened. Thread-safe. */
final class Tally<K extends Comparable<K>> {
    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    void count(K what) {
        counts.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    SortedMap<K, Long> sums() {
        SortedMap<K, Long> sums = new TreeMap<>();
        counts.forEach((what, count) -> sums.put(what, count.sum()));
        return sums;
    }
}

package dev.dubimport.sale;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and sums of money per outcome and currency. What was read is the sum of all outcomes by construction: a row is
 * counted when, and only when, its outcome is.
 *
 * @param lines one line for every outcome
 */
public record ControlTotals(Map<Outcome, Line> lines) {

    /**
     * The rows of one outcome.
     *
     * @param count rows
     * @param withoutAmount those of them whose amount could not be read: they count as rows, not as money
     * @param minorUnits sums by currency code, in minor units
     * @param originals of the money that was converted, what the file has for it, likewise
     */
    public record Line(
            long count, long withoutAmount, SortedMap<String, Long> minorUnits, SortedMap<String, Long> originals) {
        static final Line ZERO = new Line(0, 0, new TreeMap<>());

        public Line {
            minorUnits = Collections.unmodifiableSortedMap(new TreeMap<>(minorUnits));
            originals = Collections.unmodifiableSortedMap(new TreeMap<>(originals));
        }

        /** Rows of which nothing was converted. */
        public Line(long count, long withoutAmount, SortedMap<String, Long> minorUnits) {
            this(count, withoutAmount, minorUnits, new TreeMap<>());
        }

        Line plus(Line other) {
            return new Line(
                    Math.addExact(count, other.count),
                    Math.addExact(withoutAmount, other.withoutAmount),
                    sum(minorUnits, other.minorUnits),
                    sum(originals, other.originals));
        }

        private static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
            SortedMap<String, Long> sum = new TreeMap<>(one);
            other.forEach((currency, units) -> sum.merge(currency, units, Math::addExact));
            return sum;
        }
    }

    /** No rows at all. */
    public static final ControlTotals ZERO = new ControlTotals(Map.of());

    public ControlTotals {
        Map<Outcome, Line> complete = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            complete.put(outcome, lines.getOrDefault(outcome, Line.ZERO));
        }
        lines = Collections.unmodifiableMap(complete);
    }

    /** The rows that ended in that outcome. */
    public Line of(Outcome outcome) {
        return lines.getOrDefault(outcome, Line.ZERO);
    }

    /** All rows that were read. */
    public Line read() {
        return lines.values().stream().reduce(Line.ZERO, Line::plus);
    }

    /** The rows of both, outcome by outcome. */
    public ControlTotals plus(ControlTotals other) {
        Map<Outcome, Line> sum = new EnumMap<>(Outcome.class);
        lines.forEach((outcome, line) -> sum.put(outcome, line.plus(other.of(outcome))));
        return new ControlTotals(sum);
    }

    /** Whether every row that was read is in the destination's books. */
    public boolean allSettledWell() {
        return lines.entrySet().stream()
                .allMatch(entry ->
                        entry.getKey().isSettledWell() || entry.getValue().count() == 0);
    }

    /** Counts rows one by one. Not safe for use by several threads. */
    public static final class Tally {
        private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        private final Map<Outcome, Long> withoutAmount = new EnumMap<>(Outcome.class);
        private final Map<Outcome, SortedMap<String, Long>> minorUnits = new EnumMap<>(Outcome.class);
        private final Map<Outcome, SortedMap<String, Long>> originals = new EnumMap<>(Outcome.class);

        /** Counts one row, with its money where that could be read. */
        public void count(Outcome outcome, Optional<Money> amount) {
            count(outcome, amount, Optional.empty());
        }

        /** Counts one row, with its money where that could be read, and what the file has for it where it was converted. */
        public void count(Outcome outcome, Optional<Money> amount, Optional<Money> original) {
            counts.merge(outcome, 1L, Math::addExact);
            if (amount.isEmpty()) {
                withoutAmount.merge(outcome, 1L, Math::addExact);
            }
            amount.ifPresent(money -> add(minorUnits, outcome, money));
            original.ifPresent(money -> add(originals, outcome, money));
        }

        private static void add(Map<Outcome, SortedMap<String, Long>> sums, Outcome outcome, Money money) {
            sums.computeIfAbsent(outcome, key -> new TreeMap<>())
                    .merge(money.currency().getCurrencyCode(), money.minorUnits(), Math::addExact);
        }

        /** What was counted so far; later rows do not change it. */
        public ControlTotals totals() {
            Map<Outcome, Line> lines = new EnumMap<>(Outcome.class);
            counts.forEach((outcome, count) -> lines.put(
                    outcome,
                    new Line(
                            count,
                            withoutAmount.getOrDefault(outcome, 0L),
                            minorUnits.getOrDefault(outcome, new TreeMap<>()),
                            originals.getOrDefault(outcome, new TreeMap<>()))));
            return new ControlTotals(lines);
        }
    }
}

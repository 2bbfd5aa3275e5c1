package dev.dubimport.sale;

import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
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

    /** Counts rows one by one, at no new object a row. Not safe for use by several threads. */
    public static final class Tally {
        private final Map<Outcome, Sums> outcomes = new EnumMap<>(Outcome.class);

        private static final class Sums {
            private long count;
            private long withoutAmount;
            private final Map<Currency, long[]> minorUnits = new HashMap<>();
            private final Map<Currency, long[]> originals = new HashMap<>();

            Line line() {
                return new Line(count, withoutAmount, byCode(minorUnits), byCode(originals));
            }

            static void add(Map<Currency, long[]> sums, Money money) {
                long[] sum = sums.computeIfAbsent(money.currency(), currency -> new long[1]);
                sum[0] = Math.addExact(sum[0], money.minorUnits());
            }

            private static SortedMap<String, Long> byCode(Map<Currency, long[]> sums) {
                SortedMap<String, Long> byCode = new TreeMap<>();
                sums.forEach((currency, sum) -> byCode.put(currency.getCurrencyCode(), sum[0]));
                return byCode;
            }
        }

        /** Counts one row, with its money where that could be read. */
        public void count(Outcome outcome, Optional<Money> amount) {
            count(outcome, amount, Optional.empty());
        }

        /** Counts one row, with its money where that could be read, and what the file has for it where it was converted. */
        public void count(Outcome outcome, Optional<Money> amount, Optional<Money> original) {
            Sums sums = outcomes.computeIfAbsent(outcome, key -> new Sums());
            sums.count++;
            if (amount.isPresent()) {
                Sums.add(sums.minorUnits, amount.get());
            } else {
                sums.withoutAmount++;
            }
            if (original.isPresent()) {
                Sums.add(sums.originals, original.get());
            }
        }

        /** What was counted so far; later rows do not change it. */
        public ControlTotals totals() {
            Map<Outcome, Line> lines = new EnumMap<>(Outcome.class);
            outcomes.forEach((outcome, sums) -> lines.put(outcome, sums.line()));
            return new ControlTotals(lines);
        }
    }
}

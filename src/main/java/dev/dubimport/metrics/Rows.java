package dev.dubimport.metrics;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rows by outcome, and the money that was recorded, as the runs of this process come on. */
final class Rows {
    private final Map<Outcome, Counter> byOutcome = new EnumMap<>(Outcome.class);
    private final Map<String, Counter> byCurrency = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    Rows(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(
                    outcome,
                    Counter.builder("dub.import.rows")
                            .description("Rows by what became of them; their sum is the rows that were read")
                            .tag("outcome", label(outcome))
                            .register(registry));
        }
    }

    static String label(Outcome outcome) {
        return outcome.word().replace(' ', '_');
    }

    Consumer<ControlTotals> ofRun() {
        return new OfRun();
    }

    /** A run tells all its rows again and again, those of earlier restarts included: here only what is new counts. */
    private final class OfRun implements Consumer<ControlTotals> {
        private final Map<Outcome, Long> counted = new EnumMap<>(Outcome.class);
        private final SortedMap<String, Long> money = new TreeMap<>();
        private boolean isBegun;

        @Override
        public void accept(ControlTotals totals) {
            Map<String, Long> recorded =
                    new HashMap<>(totals.of(Outcome.RECORDED).minorUnits());
            for (Outcome outcome : Outcome.values()) {
                add(
                        Objects.requireNonNull(byOutcome.get(outcome)),
                        news(counted, outcome, totals.of(outcome).count()));
            }
            recorded.forEach((currency, units) -> add(counterOf(currency), news(money, currency, units)));
            isBegun = true;
        }

        private <K> long news(Map<K, Long> known, K key, long now) {
            long before = known.getOrDefault(key, isBegun ? 0L : now);
            known.merge(key, now, Math::max);
            return Math.max(0, now - before);
        }
    }

    private static void add(Counter counter, long news) {
        if (news > 0) {
            counter.increment((double) news);
        }
    }

    private Counter counterOf(String currency) {
        return byCurrency.computeIfAbsent(
                currency,
                code -> Counter.builder("dub.import.recorded.minor.units")
                        .description(
                                "Money that was recorded, in the minor units of its currency: 1250 is 12.50 EUR, or"
                                        + " 1250 JPY")
                        .tag("currency", code)
                        .register(registry));
    }
}

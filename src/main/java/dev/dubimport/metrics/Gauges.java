package dev.dubimport.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Values that are told now and then. One that was never told is not there: a zero would be a claim. */
final class Gauges {
    private final MeterRegistry registry;
    private final Map<Key, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    private record Key(String name, Tags tags) {}

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    void set(String name, String description, double value) {
        set(name, description, Tags.empty(), value);
    }

    void set(String name, String description, Tags tags, double value) {
        values.computeIfAbsent(new Key(name, tags), key -> register(key, description))
                .set(value);
    }

    private AtomicReference<Double> register(Key key, String description) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        Gauge.builder(key.name(), value::get)
                .description(description)
                .tags(key.tags())
                .register(registry);
        return value;
    }
}

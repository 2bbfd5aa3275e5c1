package dev.dubimport.metrics;

import dev.dubimport.dub.Watch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Calls to the service: their answers, their time, and what holds them back. */
final class Calls implements Watch {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> byAnswer = new ConcurrentHashMap<>();
    private final Counter retries;
    private final Counter openings;
    private final Timer waits;
    private final Gauges gauges;

    Calls(MeterRegistry registry) {
        this.registry = registry;
        gauges = new Gauges(registry);
        retries = Counter.builder("dub.import.api.retries")
                .description("Calls that were not the first for their sale")
                .register(registry);
        openings = Counter.builder("dub.import.api.circuit.openings")
                .description("How often all calls were held back because nothing was answered")
                .register(registry);
        waits = Timer.builder("dub.import.api.pace.wait")
                .description("How long calls waited for the pace that the API key allows")
                .register(registry);
        circuitIs(false);
        timer("200");
    }

    @Override
    public void turned(long waitedNanos, double callsPerMinute) {
        waits.record(waitedNanos, TimeUnit.NANOSECONDS);
        gauges.set(
                "dub.import.api.allowed.calls.per.second",
                "How many calls a second the pace allows; infinite where nothing limits it",
                callsPerMinute / 60);
    }

    @Override
    public void called(String answer, long tookNanos, boolean isRetry) {
        timer(answer).record(tookNanos, TimeUnit.NANOSECONDS);
        if (isRetry) {
            retries.increment();
        }
    }

    @Override
    public void circuitIs(boolean isOpen) {
        if (isOpen) {
            openings.increment();
        }
        gauges.set(
                "dub.import.api.circuit.open",
                "1 while calls are held back because nothing is answered, else 0",
                isOpen ? 1 : 0);
    }

    private Timer timer(String answer) {
        return byAnswer.computeIfAbsent(
                answer,
                kind -> Timer.builder("dub.import.api.calls")
                        .description(
                                "Calls to the API that records sales, by their answer: its status, or why there was"
                                        + " none")
                        .tag("answer", kind)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }
}

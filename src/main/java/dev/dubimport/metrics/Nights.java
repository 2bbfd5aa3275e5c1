package dev.dubimport.metrics;

import dev.dubimport.schedule.Happening;
import dev.dubimport.schedule.Happening.Fate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What becomes of the files and nights of a schedule. */
final class Nights implements Consumer<Happening> {
    private final Map<Fate, Counter> byFate = new EnumMap<>(Fate.class);
    private final Counter nights;
    private final Counter missing;
    private final Gauges gauges;
    private final Clock clock;

    Nights(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        gauges = new Gauges(registry);
        for (Fate fate : Fate.values()) {
            byFate.put(
                    fate,
                    Counter.builder("dub.import.files")
                            .description("Files of the inbox by what became of them")
                            .tag("fate", fate.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        nights = Counter.builder("dub.import.nights")
                .description("Runs of the schedule that are accounted for")
                .register(registry);
        missing = Counter.builder("dub.import.nights.without.file")
                .description("Those of them for which a file was expected, and none came")
                .register(registry);
    }

    @Override
    public void accept(Happening happening) {
        if (happening instanceof Happening.Look) {
            gauges.set(
                    "dub.import.schedule.last.look.timestamp.seconds",
                    "When the schedule last looked at the clock; not while a file is imported",
                    (double) clock.instant().getEpochSecond());
        } else if (happening instanceof Happening.FileEnded ended) {
            Objects.requireNonNull(byFate.get(ended.fate())).increment();
        } else if (happening instanceof Happening.NightEnded night) {
            nights.increment();
            missing.increment(night.isFileMissing() ? 1 : 0);
        } else if (happening instanceof Happening.NextDue next) {
            next.due()
                    .ifPresent(due -> gauges.set(
                            "dub.import.schedule.next.due.timestamp.seconds",
                            "When the next run of the schedule is due",
                            (double) due.getEpochSecond()));
        }
    }
}

package dev.dubimport.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a run, by the names that the template gives them. */
final class Publication {
    private final Map<String, String> figures = new HashMap<>();

    Publication with(String name, String figure) {
        figures.put(name, figure);
        return this;
    }

    Publication with(String name, long figure) {
        return with(name, String.format(Locale.ROOT, "%,d", figure));
    }

    Publication ofMachine(String commit, long seed, Duration took) {
        return with("date", LocalDateTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MINUTES) + " UTC")
                .with("commit", commit)
                .with("seed", Long.toString(seed))
                .with("took", took.toMinutes() + " minutes")
                .with("java", System.getProperty("java.vm.name") + " " + Runtime.version())
                .with("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .with("cores", Runtime.getRuntime().availableProcessors());
    }

    Publication ofTimings() {
        return with("answer-within", Timings.ANSWER_WITHIN)
                .with("settling-pause", Timings.SETTLING_PAUSE)
                .with("visible-after", Timings.VISIBLE_AFTER)
                .with("late", Timings.LATE)
                .with("lease-for", Timings.LEASE_FOR)
                .with("shortened-by", Timings.SHORTENED_BY);
    }

    Publication of(SimulatedHistories histories) {
        return with("histories", histories.histories())
                .with("histories.calls", histories.calls())
                .with("histories.sales", histories.sales())
                .with("histories.faults", histories.faults())
                .with("histories.endings", histories.endings())
                .with("histories.broken", histories.broken())
                .with("histories.breaches", histories.breachesByKind());
    }

    Publication of(Goals goals) {
        return with("wanted.kills", goals.kills())
                .with("wanted.sales", goals.salesOfTwoProcesses())
                .with("wanted.histories", goals.histories())
                .with("wanted.minutes", goals.minutes());
    }

    Publication with(String name, Duration figure) {
        return with(name, figure.toMillis() / 1000.0 + " s");
    }

    /** All figures of a lane, each as {@code lane.figure}. */
    Publication with(String lane, Figures lanes) {
        with(lane + ".rounds", lanes.rounds());
        with(lane + ".starts", lanes.starts());
        with(lane + ".kills", lanes.kills());
        with(lane + ".kills-while-sending", lanes.killsWhileSending());
        with(lane + ".blows", lanes.blowsByKind());
        with(lane + ".exits", lanes.exitsByCode());
        with(lane + ".rows", lanes.rows());
        with(lane + ".sales", lanes.sales());
        with(lane + ".calls", lanes.calls());
        with(lane + ".faulty-calls", lanes.faultyCalls());
        with(lane + ".statuses", lanes.callsByStatus());
        with(lane + ".faults", lanes.faultsByKind());
        with(lane + ".outages", lanes.outages());
        for (Findings.Kind kind : Findings.Kind.values()) {
            with(
                    lane + "." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    lanes.findings().count(kind));
        }
        return this;
    }

    String text() {
        return Template.ofReliability().filledWith(figures);
    }

    void writeTo(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.dubimport.console;

import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a run is that is under way: counts, and nothing of any person.
 *
 * @param rows how many its file has
 * @param counts rows by outcome, those of earlier restarts included
 * @param perSecond rows that get their outcome in a second, of late
 * @param movedAt when a row got its outcome last
 * @param at when the run said so
 */
record LiveRun(
        long run,
        String file,
        Destination destination,
        long rows,
        Map<Outcome, Long> counts,
        double perSecond,
        Instant startedAt,
        Instant movedAt,
        Instant at) {
    /** A run speaks every second; after so long without a word its process is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    static Map<Outcome, Long> counts(ControlTotals totals) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        totals.lines().forEach((outcome, line) -> counts.put(outcome, line.count()));
        return counts;
    }

    long read() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether nobody writes any more how far it is. */
    boolean isSilent(Instant now) {
        return at.plus(SILENCE).isBefore(now);
    }

    /** Empty where nobody can tell, because nothing moves. */
    Optional<Duration> left() {
        return perSecond < 0.01
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) Math.ceil(Math.max(0, rows - read()) / perSecond)));
    }

    /** What it does, in a few words. */
    String state(Instant now) {
        if (isSilent(now)) {
            return "fell silent: its process was killed, or its machine stands still; the same command goes on";
        }
        if (read() >= rows) {
            return "all rows have their outcomes; ending";
        }
        return movedAt.plus(STANDSTILL).isBefore(now)
                ? "no answer for a while: waiting for the service, or before sales are resent"
                : "importing";
    }

    String json() {
        ObjectNode json = Json.object();
        json.put("run", run).put("file", file);
        json.put("baseUrl", destination.baseUrl().toString()).put("workspace", destination.workspace());
        json.put("rows", rows).put("perSecond", perSecond);
        json.put("startedAt", startedAt.toString()).put("movedAt", movedAt.toString());
        json.put("at", at.toString());
        ObjectNode outcomes = json.putObject("counts");
        counts.forEach((outcome, count) -> outcomes.put(outcome.name(), count));
        return Json.text(json);
    }

    /** Empty where the text is nothing that {@link #json} wrote. */
    static Optional<LiveRun> parse(String text) {
        try {
            JsonNode json = Json.parse(text);
            Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                counts.put(
                        outcome,
                        Math.max(0, json.path("counts").path(outcome.name()).asLong(0)));
            }
            return Optional.of(new LiveRun(
                    json.required("run").asLong(),
                    json.required("file").asString(),
                    new Destination(
                            URI.create(json.required("baseUrl").asString()),
                            json.required("workspace").asString()),
                    json.required("rows").asLong(),
                    counts,
                    json.required("perSecond").asDouble(),
                    Instant.parse(json.required("startedAt").asString()),
                    Instant.parse(json.required("movedAt").asString()),
                    Instant.parse(json.required("at").asString())));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}

package dev.dubimport.console;

import dev.dubimport.job.Store;
import dev.dubimport.ledger.Outage;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ledger answers, and answered last: while an import of another process has it, the page goes on showing what is known.
 * Thread-safe.
 */
final class Answers {
    private static final int MOST_KEPT = 100;

    private final Reading reading;
    private final Clock clock;
    private final Map<String, Kept> kept = new HashMap<>();

    private record Kept(Optional<ObjectNode> data, Instant at) {}

    Answers(Reading reading, Clock clock) {
        this.reading = reading;
        this.clock = clock;
    }

    /**
     * The answer as the page takes it: when it was given, and, where the ledger cannot be asked now, why not.
     *
     * @param name what the question is known by
     */
    ObjectNode to(String name, Function<Store, ObjectNode> question) {
        try {
            Kept fresh = new Kept(reading.of(question), clock.instant());
            keep(name, fresh);
            return json(fresh, "");
        } catch (Reading.NotNow busy) {
            return last(name, String.valueOf(busy.getMessage()));
        } catch (RuntimeException e) {
            if (Outage.in(e).isEmpty()) {
                throw e;
            }
            return last(name, "the ledger's database is away");
        }
    }

    private synchronized void keep(String name, Kept answer) {
        if (kept.size() >= MOST_KEPT && !kept.containsKey(name)) {
            kept.entrySet().stream()
                    .min(Map.Entry.comparingByValue((one, other) -> one.at().compareTo(other.at())))
                    .ifPresent(oldest -> kept.remove(oldest.getKey()));
        }
        kept.put(name, answer);
    }

    private synchronized ObjectNode last(String name, String why) {
        return Optional.ofNullable(kept.get(name))
                .map(answer -> json(answer, why))
                .orElseGet(() -> Json.object().put("why", why));
    }

    private static ObjectNode json(Kept answer, String why) {
        ObjectNode json = Json.object().put("asOf", answer.at().toString());
        if (!why.isEmpty()) {
            json.put("why", why);
        }
        answer.data().ifPresent(data -> json.set("data", data));
        return json;
    }
}

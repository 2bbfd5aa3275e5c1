package dev.dubimport.torture;

import dev.dubimport.sale.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run said of itself with {@code --json}. */
record Summary(boolean completed, String file, Tally read, Map<Outcome, Tally> outcomes) {
    private static final JsonMapper JSON = new JsonMapper();

    /** One object a line. */
    static List<Summary> parseAll(String out) {
        return out.lines()
                .filter(line -> !line.isBlank())
                .map(line -> from(JSON.readTree(line)))
                .toList();
    }

    /** A run in which every row is recorded, or was already. */
    boolean isWell() {
        return completed
                && outcomes.entrySet().stream()
                        .noneMatch(line -> !line.getKey().isSettledWell()
                                && line.getValue().count() > 0);
    }

    Tally of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, Tally.NOTHING);
    }

    Tally sum() {
        return outcomes.values().stream().reduce(Tally.NOTHING, Tally::plus);
    }

    private static Summary from(JsonNode json) {
        Map<Outcome, Tally> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, Tally.from(json.get(outcome.jsonKey())));
        }
        return new Summary(
                json.get("status").stringValue().equals("completed"),
                json.get("file").stringValue(),
                Tally.from(json.get("read")),
                outcomes);
    }
}

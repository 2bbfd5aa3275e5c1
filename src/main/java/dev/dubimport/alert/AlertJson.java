package dev.dubimport.alert;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An alert for programs: the fields of docs/alerts.md, on one line, in ASCII. */
final class AlertJson {
    private static final int VERSION = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AlertJson() {}

    static String of(Alert alert) {
        ObjectNode json = object().put("version", VERSION)
                .put("id", alert.id().toString())
                .put("kind", alert.kind().word())
                .put("needsPerson", alert.kind().needsPerson())
                .put("time", alert.time().toString());
        alert.where()
                .ifPresent(where -> json.putObject("destination")
                        .put("baseUrl", where.baseUrl())
                        .put("workspace", where.workspace()));
        alert.file().ifPresent(file -> json.put("file", file));
        alert.folder().ifPresent(folder -> json.put("folder", folder));
        ArrayNode runs = json.putArray("runs");
        alert.runs().forEach(runs::add);
        alert.exitCode().ifPresent(code -> json.put("exitCode", code));
        ObjectNode totals = json.putObject("totals");
        add(totals, "read", alert.totals().read());
        for (Outcome outcome : Outcome.values()) {
            add(totals, outcome.jsonKey(), alert.totals().of(outcome));
        }
        json.put("what", alert.what()).put("next", alert.next()).put("text", AlertText.of(alert));
        return line(json);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String line(ObjectNode json) {
        return JSON.writeValueAsString(json);
    }

    /** As in the summary of {@code import --json}. */
    private static void add(ObjectNode json, String key, ControlTotals.Line line) {
        ObjectNode amounts = json.putObject(key)
                .put("count", line.count())
                .put("withoutAmount", line.withoutAmount())
                .putObject("amounts");
        line.minorUnits().forEach(amounts::put);
    }
}

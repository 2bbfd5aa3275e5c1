package dev.dubimport.report;

import dev.dubimport.ledger.Reason;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The summary as one JSON object on one line. Amounts are in minor units (cents; whole yen), by currency code; the rows whose
 * amount could not be read are counted beside them.
 */
public final class SummaryJson {
    private SummaryJson() {}

    public static String of(RunSummary summary) {
        ObjectNode json = Json.object();
        json.put("run", summary.run());
        json.put("status", summary.status());
        json.put("file", summary.file());
        Json.put(json.putObject("destination"), summary.destination());
        add(json, "read", summary.totals().read());
        for (Outcome outcome : Outcome.values()) {
            add(json, outcome.jsonKey(), summary.totals().of(outcome));
        }
        ArrayNode reasons = json.putArray("reasons");
        for (Reason reason : summary.reasons()) {
            reasons.addObject()
                    .put("outcome", reason.outcome().jsonKey())
                    .put("code", reason.code())
                    .put("count", reason.count())
                    .put("firstLine", reason.firstLine())
                    .put("message", reason.message());
        }
        if (summary.hasRejects() && summary.rejectsUnwritten().isEmpty()) {
            json.put("rejects", summary.rejects().toString());
        }
        if (summary.hasRejects() && !summary.rejectsUnwritten().isEmpty()) {
            json.put("rejectsUnwritten", summary.rejectsUnwritten());
        }
        if (!summary.stoppedBy().isEmpty()) {
            json.put("stoppedBy", summary.stoppedBy());
        }
        return Json.line(json);
    }

    private static void add(ObjectNode json, String key, ControlTotals.Line line) {
        ObjectNode node = json.putObject(key).put("count", line.count()).put("withoutAmount", line.withoutAmount());
        ObjectNode amounts = node.putObject("amounts");
        line.minorUnits().forEach(amounts::put);
        if (!line.originals().isEmpty()) {
            ObjectNode originals = node.putObject("convertedFrom");
            line.originals().forEach(originals::put);
        }
    }
}

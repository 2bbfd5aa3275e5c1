package dev.dubimport.report;

import dev.dubimport.ledger.Statistics;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How much a ledger holds, as one JSON object on one line. Amounts are in minor units, by currency. */
public final class StatisticsJson {
    private StatisticsJson() {}

    /** The object. Outcomes without an entry are left out. */
    public static String of(Statistics statistics) {
        ObjectNode json = Json.object();
        json.put("bytes", statistics.bytes())
                .put("schemaVersion", statistics.schemaVersion())
                .put("schemaSince", statistics.schemaSince().toString())
                .put("runs", statistics.runs())
                .put("pastRuns", statistics.pastRuns())
                .put("rejects", statistics.rejects())
                .put("jobRecords", statistics.jobRecords());
        ArrayNode destinations = json.putArray("destinations");
        for (Statistics.Shelf shelf : statistics.shelves()) {
            ObjectNode each = destinations.addObject();
            Json.put(each, shelf.destination());
            each.put("entries", shelf.totals().read().count());
            ObjectNode outcomes = each.putObject("outcomes");
            shelf.totals().lines().forEach((outcome, line) -> {
                if (line.count() > 0) {
                    ObjectNode one = outcomes.putObject(outcome.jsonKey()).put("count", line.count());
                    line.minorUnits().forEach(one.putObject("minorUnits")::put);
                }
            });
            shelf.first().ifPresent(first -> each.put("first", first.toString()));
            shelf.last().ifPresent(last -> each.put("lastWritten", last.toString()));
            ObjectNode months = each.putObject("byMonth");
            shelf.byMonth().forEach((month, entries) -> months.put(month.toString(), entries));
        }
        return Json.line(json);
    }
}

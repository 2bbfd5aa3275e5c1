package dev.dubimport.report;

import dev.dubimport.reconcile.Difference;
import dev.dubimport.reconcile.ReconciledFile;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.reconcile.Standing;
import dev.dubimport.reconcile.Totals;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a reconciliation, as one JSON object on one line. Amounts are in minor units, by currency code. */
public final class ReconciliationJson {
    private ReconciliationJson() {}

    /** The object; its differences are the first {@link Reconciliation#MOST_KEPT}. */
    public static String of(Reconciliation result) {
        ObjectNode json = Json.object();
        json.put("agrees", result.agrees());
        json.put("asOf", result.asOf().toString());
        Json.put(json.putObject("destination"), result.destination());
        ArrayNode files = json.putArray("files");
        for (ReconciledFile file : result.files()) {
            files.addObject()
                    .put("name", file.name())
                    .put("sha256", file.sha256())
                    .put("rows", file.rows())
                    .put("filtered", file.filtered())
                    .put("duplicates", file.duplicates());
        }
        ObjectNode standings = json.putObject("standings");
        for (Standing standing : Standing.values()) {
            add(standings.putObject(standing.jsonKey()), result.of(standing));
        }
        json.putObject("settled")
                .put("recorded", result.settled().recorded())
                .put("missed", result.settled().missed())
                .put("adopted", result.settled().adopted());
        json.putObject("service")
                .put("listed", result.service().listed())
                .put("counted", result.service().counted())
                .put("countedUsCents", result.service().countedUsCents());
        json.put("differenceCount", result.countOfDifferences());
        ArrayNode differences = json.putArray("differences");
        result.differences().forEach(difference -> add(differences.addObject(), difference));
        return Json.line(json);
    }

    private static void add(ObjectNode json, Totals totals) {
        json.put("sales", totals.sales()).put("events", totals.events());
        ObjectNode sold = json.putObject("sold");
        totals.sold().forEach(sold::put);
        ObjectNode recorded = json.putObject("recorded");
        totals.recorded().forEach(recorded::put);
    }

    private static void add(ObjectNode json, Difference difference) {
        json.put("standing", difference.standing().jsonKey()).put("invoiceId", difference.invoiceId());
        difference.sold().ifPresent(sold -> {
            ObjectNode node = json.putObject("sold")
                    .put("file", sold.file())
                    .put("line", sold.line())
                    .put("customer", sold.customer());
            sold.amount().ifPresent(amount -> Json.put(node, amount));
        });
        difference
                .recorded()
                .ifPresent(recorded -> json.putObject("recorded")
                        .put("eventId", recorded.eventId())
                        .put("at", recorded.at().toString())
                        .put("customer", recorded.customer())
                        .put("minorUnits", recorded.minorUnits())
                        .put("currency", recorded.currency())
                        .put("times", recorded.times()));
        json.put("reason", difference.reason()).put("next", difference.next());
    }
}

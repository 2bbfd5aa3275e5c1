package dev.dubimport.console;

import dev.dubimport.csv.Source;
import dev.dubimport.job.History;
import dev.dubimport.job.RunReport;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Statistics;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All runs, and the books of each destination. */
final class RunsView {
    static final int MOST_RUNS = 100;
    private static final int MOST_IN_DOUBT = 20;

    private RunsView() {}

    static ObjectNode of(Store store, Set<Long> running, Instant now) {
        ObjectNode json = Json.object();
        ArrayNode runs = json.putArray("runs");
        new History(store).lastRuns(MOST_RUNS).forEach(run -> add(runs.addObject(), run));
        json.put("isCut", runs.size() == MOST_RUNS);
        ArrayNode books = json.putArray("books");
        // One reading of all entries for all destinations.
        for (Statistics.Shelf shelf : store.ledger().statistics().shelves()) {
            add(books.addObject(), shelf, store, running, now);
        }
        return json;
    }

    /** What a list and a page of its own say of a run alike. */
    static void add(ObjectNode json, RunReport report) {
        Run run = report.run();
        ControlTotals totals = report.totals();
        json.put("run", run.id());
        json.put("startedAt", run.startedAt().toString());
        json.put("isCompleted", report.status() == RunReport.Status.COMPLETED);
        json.put("path", Source.shown(run.file()));
        json.put("file", nameOf(run));
        add(json, run.destination());
        json.put("rows", totals.read().count());
        json.put("recorded", Numbers.amounts(totals.of(Outcome.RECORDED).minorUnits()));
        json.put("allWell", totals.allSettledWell());
        ArrayNode outcomes = json.putArray("outcomes");
        for (Outcome outcome : Outcome.values()) {
            if (totals.of(outcome).count() > 0) {
                outcomes.addObject()
                        .put("word", outcome.word())
                        .put("isWell", outcome.isSettledWell())
                        .put("count", totals.of(outcome).count());
            }
        }
    }

    static void add(ObjectNode json, Destination destination) {
        json.put("baseUrl", Shown.escaped(destination.baseUrl().toString()));
        json.put("workspace", Shown.escaped(destination.workspace()));
    }

    /** The last part of the path: the path itself is longer than any column. */
    static String nameOf(Run run) {
        String path = Source.shown(run.file());
        return path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
    }

    private static void add(ObjectNode json, Statistics.Shelf shelf, Store store, Set<Long> running, Instant now) {
        ControlTotals.Line recorded = shelf.totals().of(Outcome.RECORDED);
        add(json, shelf.destination());
        json.put("recorded", recorded.count());
        json.put("amounts", Numbers.amounts(recorded.minorUnits()));
        Doubts found = Doubts.of(store.ledger().books(shelf.destination()), running, entry -> true, MOST_IN_DOUBT);
        json.put("inDoubt", found.count()).put("inFlight", found.inFlight());
        ArrayNode doubts = json.putArray("doubts");
        InvoiceView invoices = new InvoiceView(store.ledger(), now);
        found.oldest().forEach(entry -> invoices.addDoubt(doubts.addObject(), entry));
    }
}

package dev.dubimport.console;

import dev.dubimport.job.History;
import dev.dubimport.job.RunReport;
import dev.dubimport.job.Store;
import dev.dubimport.ledger.Reject;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One run: what became of its rows, counted and as money, and which were not recorded. */
final class RunView {
    private static final int REJECTS_A_PAGE = 100;
    private static final int MOST_IN_DOUBT = 50;
    private static final int MOST_CHARACTERS = 400;

    private final Store store;
    private final Set<Long> running;
    private final Instant now;
    private final LongFunction<Optional<String>> report;

    /**
     * A view of that ledger.
     *
     * @param running the runs that are under way
     * @param report where the report of a run is to be had, if it is kept
     */
    RunView(Store store, Set<Long> running, Instant now, LongFunction<Optional<String>> report) {
        this.store = store;
        this.running = running;
        this.now = now;
        this.report = report;
    }

    /** The run, with its rejects behind that line; {@code isUnknown} where there is no such run. */
    ObjectNode of(long id, long behindLine) {
        return new History(store)
                .run(id)
                .map(run -> of(run, behindLine))
                .orElseGet(() -> Json.object().put("isUnknown", true));
    }

    private ObjectNode of(RunReport run, long behindLine) {
        ObjectNode json = Json.object();
        RunsView.add(json, run);
        addTotals(json, run.totals());
        ArrayNode reasons = json.putArray("reasons");
        run.reasons()
                .forEach(reason -> reasons.addObject()
                        .put("outcome", reason.outcome().word())
                        .put("isWell", reason.outcome().isSettledWell())
                        .put("code", Shown.shortened(reason.code()))
                        .put("count", reason.count())
                        .put("firstLine", reason.firstLine())
                        .put("message", Shown.shortened(reason.message(), MOST_CHARACTERS)));
        addRejects(json, run.run().id(), behindLine);
        addDoubts(json, run);
        report.apply(run.run().id()).ifPresent(link -> json.put("report", link));
        return json;
    }

    private static void addTotals(ObjectNode json, ControlTotals totals) {
        Set<String> currencies = totals.read().minorUnits().keySet();
        ArrayNode heading = json.putArray("currencies");
        currencies.forEach(heading::add);
        ArrayNode lines = json.putArray("totals");
        for (Outcome outcome : Outcome.values()) {
            addLine(lines.addObject(), outcome.word(), totals.of(outcome), currencies)
                    .put("isWell", outcome.isSettledWell());
        }
        addLine(lines.addObject(), "read", totals.read(), currencies).put("isSum", true);
        json.put(
                "withoutAmount",
                totals.read().withoutAmount() - totals.of(Outcome.FILTERED).withoutAmount());
    }

    private static ObjectNode addLine(ObjectNode json, String word, ControlTotals.Line line, Set<String> currencies) {
        json.put("word", word).put("count", line.count());
        ArrayNode amounts = json.putArray("amounts");
        currencies.forEach(
                currency -> amounts.add(Numbers.amount(line.minorUnits().getOrDefault(currency, 0L), currency)));
        return json;
    }

    private void addRejects(ObjectNode json, long run, long behindLine) {
        List<Reject> rejects = store.ledger().rejects(run, behindLine, REJECTS_A_PAGE + 1);
        ArrayNode rows = json.putArray("rejects");
        rejects.stream()
                .limit(REJECTS_A_PAGE)
                .forEach(reject -> rows.addObject()
                        .put("line", reject.row().line())
                        .put("outcome", reject.finding().outcome().word())
                        .put("isWell", reject.finding().outcome().isSettledWell())
                        .put("code", Shown.shortened(reject.finding().code()))
                        .put("message", Shown.shortened(reject.finding().message(), MOST_CHARACTERS)));
        json.put("hasMoreRejects", rejects.size() > REJECTS_A_PAGE);
    }

    private void addDoubts(ObjectNode json, RunReport run) {
        Doubts found = Doubts.of(
                store.ledger().books(run.run().destination()),
                running,
                entry -> entry.run() == run.run().id(),
                MOST_IN_DOUBT);
        json.put("inDoubt", found.count());
        ArrayNode doubts = json.putArray("doubts");
        InvoiceView invoices = new InvoiceView(store.ledger(), now);
        found.oldest().forEach(entry -> invoices.addDoubt(doubts.addObject(), entry));
    }
}

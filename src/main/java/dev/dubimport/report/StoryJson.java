package dev.dubimport.report;

import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Story;
import dev.dubimport.sale.Outcome;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What exactly happened to one invoice id, as one JSON object on one line. Amounts are in minor units. */
public final class StoryJson {
    private final Chronicle chronicle;

    public StoryJson(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /** The object. A sale that was claimed and never settled has the outcome {@code in_doubt}. */
    public String of(Story story) {
        ObjectNode json = Json.object();
        json.put("invoiceId", story.invoiceId());
        ArrayNode sales = json.putArray("sales");
        story.chapters().forEach(chapter -> {
            Entry entry = chapter.entry();
            ObjectNode sale = sales.addObject();
            Json.put(sale, chapter.destination());
            sale.put("outcome", entry.outcome().orElse(Outcome.IN_DOUBT).jsonKey());
            sale.put("adopted", entry.isAdopted());
            if (entry.isAmountKnown()) {
                Json.put(sale.putObject("amount"), entry.amount());
            }
            entry.recorded().ifPresent(recorded -> Json.put(sale.putObject("recorded"), recorded));
            sale.put("run", entry.run()).put("line", entry.line());
            sale.put("firstAttempt", entry.firstAttempt().toString());
            sale.put("lastWritten", entry.lastAttempt().toString());
            ArrayNode events = sale.putArray("events");
            chronicle
                    .of(chapter, story.rejected())
                    .forEach(event -> events.addObject()
                            .put("at", event.at().toString())
                            .put("what", event.what())
                            .put("detail", event.detail())
                            .put("run", event.run()));
        });
        ArrayNode rejected = json.putArray("rejected");
        story.rejected()
                .forEach(each -> rejected.addObject()
                        .put("run", each.run().id())
                        .put("startedAt", each.run().startedAt().toString())
                        .put("file", each.run().file())
                        .put("line", each.line())
                        .put("outcome", each.finding().outcome().jsonKey())
                        .put("code", each.finding().code())
                        .put("message", each.finding().message()));
        return Json.line(json);
    }
}

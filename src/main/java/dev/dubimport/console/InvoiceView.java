package dev.dubimport.console;

import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Story;
import dev.dubimport.report.Chronicle;
import dev.dubimport.report.StoryText;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One invoice id, in the words of {@code dub-import explain}, and in the order in which it happened. */
final class InvoiceView {
    private static final int MOST_CHARACTERS = 400;

    private final Ledger ledger;
    private final Chronicle chronicle;
    private final StoryText words;

    /** A thing that happened. */
    private record Event(Instant at, String what, String detail, long run, Tone tone) {}

    /** How a reader should take it. */
    private enum Tone {
        WELL,
        OPEN,
        PLAIN
    }

    InvoiceView(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.chronicle = new Chronicle(ledger::run, RunsView::nameOf);
        this.words = new StoryText(chronicle, now);
    }

    ObjectNode of(String invoiceId) {
        Story story = ledger.story(invoiceId);
        ObjectNode json = Json.object();
        json.put("invoiceId", Shown.shortened(story.invoiceId(), MOST_CHARACTERS));
        json.put("isUnknown", story.isUnknown());
        ArrayNode chapters = json.putArray("chapters");
        List<Story.Rejected> others = Chronicle.others(story);
        List<Story.Rejected> untold = new ArrayList<>(others);
        for (Story.Chapter chapter : story.chapters()) {
            ObjectNode added = chapters.addObject();
            Entry entry = chapter.entry();
            RunsView.add(added, chapter.destination());
            added.put("state", StoryText.state(entry)).put("next", words.next(entry));
            added.put("isWell", isWell(entry));
            List<Event> events = new ArrayList<>(events(chapter, story.rejected()));
            others.stream()
                    .filter(row -> row.run().destination().equals(chapter.destination()))
                    .forEach(row -> {
                        events.add(event(row));
                        untold.remove(row);
                    });
            add(added, events);
        }
        add(json, untold.stream().map(this::event).toList());
        return json;
    }

    /** A sale in doubt, as a line of a table. */
    void addDoubt(ObjectNode json, Entry entry) {
        json.put("invoiceId", Shown.escaped(entry.invoiceId()));
        json.put("amount", entry.amount().toString());
        json.put("run", entry.run()).put("line", entry.line());
        json.put("file", chronicle.fileOf(entry.run()));
        json.put("firstAttempt", entry.firstAttempt().toString());
        json.put("next", words.next(entry));
    }

    private List<Event> events(Story.Chapter chapter, List<Story.Rejected> rejected) {
        Tone tone = isWell(chapter.entry()) ? Tone.WELL : Tone.OPEN;
        return chronicle.of(chapter, rejected).stream()
                .map(event -> new Event(
                        event.at(),
                        event.what(),
                        Shown.shortened(event.detail(), MOST_CHARACTERS),
                        event.run(),
                        event.isEnd() ? tone : Tone.PLAIN))
                .toList();
    }

    private Event event(Story.Rejected row) {
        Outcome outcome = row.finding().outcome();
        return new Event(
                row.run().startedAt(),
                outcome.word(),
                "line " + row.line() + " of " + RunsView.nameOf(row.run()) + ": "
                        + Shown.shortened(row.finding().message(), MOST_CHARACTERS),
                row.run().id(),
                outcome.isSettledWell() ? Tone.PLAIN : Tone.OPEN);
    }

    private static void add(ObjectNode json, List<Event> events) {
        ArrayNode added = json.putArray("events");
        events.stream()
                .sorted(Comparator.comparing(Event::at))
                .forEach(event -> added.addObject()
                        .put("at", event.at().toString())
                        .put("what", event.what())
                        .put("detail", event.detail())
                        .put("run", event.run())
                        .put("tone", event.tone().name()));
    }

    private static boolean isWell(Entry entry) {
        return entry.outcome().filter(Outcome::isSettledWell).isPresent();
    }
}

package dev.dubimport.console;

import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Story;
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
        this.words = new StoryText(this::fileOf, now);
    }

    ObjectNode of(String invoiceId) {
        Story story = ledger.story(invoiceId);
        ObjectNode json = Json.object();
        json.put("invoiceId", Shown.shortened(story.invoiceId(), MOST_CHARACTERS));
        json.put("isUnknown", story.isUnknown());
        ArrayNode chapters = json.putArray("chapters");
        List<Story.Rejected> untold = new ArrayList<>(story.rejected());
        for (Story.Chapter chapter : story.chapters()) {
            ObjectNode added = chapters.addObject();
            Entry entry = chapter.entry();
            RunsView.add(added, chapter.destination());
            added.put("state", StoryText.state(entry)).put("next", words.next(entry));
            added.put("isWell", isWell(entry));
            List<Event> events = new ArrayList<>(events(entry));
            story.rejected().stream()
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
        json.put("file", fileOf(entry.run()));
        json.put("firstAttempt", entry.firstAttempt().toString());
        json.put("next", words.next(entry));
    }

    private List<Event> events(Entry entry) {
        if (entry.isAdopted()) {
            return List.of(new Event(
                    entry.firstAttempt(), "recorded by the service", "adopted into this ledger", 0, Tone.WELL));
        }
        boolean isOfEarlierRun = ledger.run(entry.run())
                .filter(run -> run.startedAt().isAfter(entry.firstAttempt()))
                .isPresent();
        String written = "written into the ledger before it was sent";
        Event claimed = isOfEarlierRun
                ? new Event(entry.firstAttempt(), "first claimed", "by an earlier run: " + written, 0, Tone.PLAIN)
                : new Event(entry.firstAttempt(), "claimed", row(entry) + ": " + written, entry.run(), Tone.PLAIN);
        if (entry.outcome().isEmpty() && !isOfEarlierRun) {
            return List.of(claimed);
        }
        return List.of(
                claimed,
                new Event(
                        entry.lastAttempt(),
                        entry.outcome().map(Outcome::word).orElse("claimed again"),
                        row(entry) + ": "
                                + entry.recorded()
                                        .map(recorded -> "the service answered that it recorded " + recorded)
                                        .orElse("the last that was written about it"),
                        entry.run(),
                        isWell(entry) ? Tone.WELL : Tone.OPEN));
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

    private String row(Entry entry) {
        return "line " + entry.line() + " of " + fileOf(entry.run());
    }

    private String fileOf(long run) {
        return ledger.run(run).map(RunsView::nameOf).orElse("an unknown file");
    }
}

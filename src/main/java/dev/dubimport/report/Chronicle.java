package dev.dubimport.report;

import dev.dubimport.ledger.Attempt;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Former;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Story;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What happened to the sale of one invoice id at one destination, in the order in which it happened. */
public final class Chronicle {
    private static final String AHEAD = "written into the ledger before it was sent";

    private final LongFunction<Optional<Run>> runs;
    private final Function<Run, String> nameOfFile;

    /**
     * A thing that happened.
     *
     * @param run the run in which it happened; 0 where it was none
     * @param isEnd whether it is how the sale stands now
     */
    public record Event(Instant at, String what, String detail, long run, boolean isEnd) {}

    /**
     * How an entry stood for some time.
     *
     * @param recorded what the service answered that it recorded; kept of the one that stands now
     * @param until when another took its place; empty where it stands now
     * @param by what took the place of the one before it; empty where it is the first
     * @param since when it took that place
     */
    private record Standing(
            Money amount,
            Optional<Outcome> outcome,
            Optional<Money> recorded,
            RowKey row,
            Instant first,
            Instant last,
            Optional<Instant> until,
            Optional<Former.By> by,
            Instant since) {
        boolean isNow() {
            return until.isEmpty();
        }
    }

    /**
     * Tells the stories of a ledger.
     *
     * @param nameOfFile what the file of a run is called, for people
     */
    public Chronicle(LongFunction<Optional<Run>> runs, Function<Run, String> nameOfFile) {
        this.runs = runs;
        this.nameOfFile = nameOfFile;
    }

    /**
     * The events of a chapter, the earliest first.
     *
     * @param rejected the rows of the story: what was said of one whose sale was sent is told with its outcome
     */
    public List<Event> of(Story.Chapter chapter, List<Story.Rejected> rejected) {
        List<Event> events = new ArrayList<>();
        Deque<Attempt> untold = new ArrayDeque<>(chapter.attempts());
        for (Standing standing : standings(chapter)) {
            addBeginning(events, standing);
            while (!untold.isEmpty() && isOf(standing, untold.peek())) {
                events.add(call(untold.remove()));
            }
            addEnd(events, standing, messageOf(standing, rejected));
        }
        untold.forEach(attempt -> events.add(call(attempt)));
        if (chapter.entry().isAdopted()) {
            events.add(new Event(
                    chapter.entry().firstAttempt(),
                    "recorded by the service",
                    "adopted: this ledger has it from there",
                    0,
                    true));
        }
        // What happened within one millisecond stays as it was told.
        events.sort(Comparator.comparing(Event::at));
        return List.copyOf(events);
    }

    /** What the file of a run is called. */
    public String fileOf(long run) {
        return runs.apply(run).map(nameOfFile).orElse("an unknown file");
    }

    /** All but the adopted one, for which nobody here did anything. */
    private static List<Standing> standings(Story.Chapter chapter) {
        List<Standing> standings = new ArrayList<>();
        Optional<Former.By> by = Optional.empty();
        Instant since = Instant.EPOCH;
        for (Former former : chapter.formers()) {
            standings.add(new Standing(
                    former.amount(),
                    former.outcome(),
                    Optional.empty(),
                    former.row(),
                    former.firstAttempt(),
                    former.lastAttempt(),
                    Optional.of(former.replacedAt()),
                    by,
                    since));
            by = Optional.of(former.replacedBy());
            since = former.replacedAt();
        }
        Entry entry = chapter.entry();
        if (!entry.isAdopted()) {
            standings.add(new Standing(
                    entry.amount(),
                    entry.outcome(),
                    entry.recorded(),
                    entry.row(),
                    entry.firstAttempt(),
                    entry.lastAttempt(),
                    Optional.empty(),
                    by,
                    since));
        }
        return standings;
    }

    private static Event call(Attempt attempt) {
        return new Event(attempt.at(), "called", attempt.said(), attempt.row().run(), false);
    }

    /** By its row first: clocks are set, and one file may be sent for twice in a row. */
    private static boolean isOf(Standing standing, Attempt attempt) {
        boolean isAfter = standing.until().filter(attempt.at()::isAfter).isPresent();
        return standing.isNow() || (attempt.row().equals(standing.row()) && !isAfter);
    }

    private void addBeginning(List<Event> events, Standing standing) {
        if (standing.by().equals(Optional.of(Former.By.EVIDENCE))) {
            return;
        }
        if (standing.by().isPresent()) {
            events.add(claim("claimed again", standing, standing.since()));
            return;
        }
        if (!isClaimedBefore(standing)) {
            events.add(claim("claimed", standing, standing.first()));
            return;
        }
        events.add(new Event(standing.first(), "first claimed", "by an earlier run: " + AHEAD, 0, false));
        if (standing.outcome().isEmpty()) {
            events.add(claim("claimed again", standing, standing.last()));
        }
    }

    private Event claim(String what, Standing standing, Instant at) {
        boolean isOpen = standing.outcome().isEmpty();
        return new Event(
                at,
                what,
                rowOf(standing) + ", " + standing.amount() + ": " + AHEAD + (isOpen ? "; no answer was kept" : ""),
                standing.row().run(),
                isOpen && standing.isNow());
    }

    /** The rows of a story that no chapter tells: they were never sent. */
    public static List<Story.Rejected> others(Story story) {
        return story.rejected().stream()
                .filter(row -> story.chapters().stream()
                        .filter(chapter ->
                                chapter.destination().equals(row.run().destination()))
                        .noneMatch(chapter -> standings(chapter).stream().anyMatch(standing -> isOf(standing, row))))
                .toList();
    }

    private static Optional<String> messageOf(Standing standing, List<Story.Rejected> rejected) {
        return rejected.stream()
                .filter(row -> isOf(standing, row))
                .findFirst()
                .map(row -> row.finding().message());
    }

    private static boolean isOf(Standing standing, Story.Rejected row) {
        return standing.row().equals(new RowKey(row.run().id(), row.line()))
                && standing.outcome().equals(Optional.of(row.finding().outcome()));
    }

    private void addEnd(List<Event> events, Standing standing, Optional<String> message) {
        if (standing.outcome().isEmpty()) {
            return;
        }
        Outcome outcome = standing.outcome().get();
        if (standing.by().equals(Optional.of(Former.By.EVIDENCE))) {
            String detail = outcome == Outcome.FAILED
                    ? "read back from the service, which surely does not have it"
                    : "read back from the service, which has it";
            events.add(new Event(standing.since(), outcome.word(), detail, 0, standing.isNow()));
            return;
        }
        events.add(new Event(
                standing.last(),
                outcome.word(),
                "written down for " + rowOf(standing) + answered(standing)
                        + message.map(said -> ": " + said).orElse(""),
                standing.row().run(),
                standing.isNow()));
    }

    private static String answered(Standing standing) {
        return standing.recorded()
                .map(recorded -> ": the service answered that it recorded " + recorded)
                .orElse("");
    }

    /** Ledgers of before the stories kept no more of earlier claims than when the first one was. */
    private boolean isClaimedBefore(Standing standing) {
        return runs.apply(standing.row().run())
                .filter(run -> run.startedAt().isAfter(standing.first()))
                .isPresent();
    }

    private String rowOf(Standing standing) {
        return "line " + standing.row().line() + " of " + fileOf(standing.row().run());
    }
}

package dev.dubimport.report;

import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Story;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What exactly happened to one invoice id, for a terminal. */
public final class StoryText {
    private final Chronicle chronicle;
    private final Instant now;

    public StoryText(Chronicle chronicle, Instant now) {
        this.chronicle = chronicle;
        this.now = now;
    }

    /** The text, each line ended by a line break. */
    public String of(Story story) {
        StringBuilder text = new StringBuilder();
        if (story.isUnknown()) {
            return "Invoice " + Shown.shortened(story.invoiceId())
                    + " is not in this ledger: no sale of it was ever claimed, and no row with it was rejected. Capital"
                    + " letters count; rows that are no sales, and ids that a mapping computes, are not looked for.\n";
        }
        for (Story.Chapter chapter : story.chapters()) {
            text.append("Invoice ").append(Shown.shortened(story.invoiceId())).append(" at ");
            text.append(chapter.destination()).append(":\n");
            text.append("  ").append(state(chapter.entry())).append('\n');
            chronicle
                    .of(chapter, story.rejected())
                    .forEach(event -> text.append("    ").append(line(event)).append('\n'));
            text.append("  ").append(next(chapter.entry())).append('\n');
        }
        if (story.chapters().isEmpty()) {
            text.append("No sale of invoice ")
                    .append(Shown.shortened(story.invoiceId()))
                    .append(" was ever sent.\n");
        }
        List<Story.Rejected> others = Chronicle.others(story);
        if (!others.isEmpty()) {
            text.append("\nRows with it that were not recorded at the time:\n");
            others.forEach(each -> text.append("  ").append(rejected(each)).append('\n'));
        }
        return text.toString();
    }

    /** How a sale stands. */
    public static String state(Entry entry) {
        if (entry.isAdopted()) {
            return "recorded" + (entry.isAmountKnown() ? ", " + entry.amount() : "")
                    + ": adopted, this ledger has it from the service";
        }
        if (entry.isInDoubt()) {
            return "in doubt, " + entry.amount() + ": it was sent, perhaps, and whether it was recorded is not known";
        }
        Outcome outcome = entry.outcome().orElseThrow();
        return outcome.word() + ", " + entry.amount()
                + entry.recorded()
                        .filter(recorded -> !recorded.equals(entry.amount()))
                        .map(recorded -> "; the service answered that it recorded " + recorded)
                        .orElse("");
    }

    private static String line(Chronicle.Event event) {
        String run = event.run() == 0 ? "" : " (run " + event.run() + ")";
        return moment(event.at()) + "  " + event.what() + ": " + Shown.shortened(event.detail(), 300) + run;
    }

    /** What to do about it. */
    public String next(Entry entry) {
        if (entry.isInDoubt()) {
            return entry.resentUntil(now)
                    .filter(now::isBefore)
                    .map(until -> "Next: import its file again (a schedule does by itself), which is safe until "
                            + moment(until) + ", or let dub-import reconcile settle it")
                    .orElse("Next: let dub-import reconcile settle it, or look it up in Dub");
        }
        return switch (entry.outcome().orElseThrow()) {
            case RECORDED -> "Next: nothing; imports skip it";
            case CONFLICT -> "Next: compare with Dub by hand; no import sends it again";
            default -> "Next: the next import of its row sends it again";
        };
    }

    private String rejected(Story.Rejected rejected) {
        Run run = rejected.run();
        return "run " + run.id() + " (" + moment(run.startedAt()) + ", to " + run.destination() + "), line "
                + rejected.line() + " of " + chronicle.fileOf(run.id()) + ": "
                + rejected.finding().outcome().word() + ": "
                + Shown.shortened(rejected.finding().message(), 300);
    }

    private static Instant moment(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}

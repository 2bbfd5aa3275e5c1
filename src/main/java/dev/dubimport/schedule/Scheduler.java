package dev.dubimport.schedule;

import dev.dubimport.ledger.Diary;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Imports the files of an inbox when they are due, one after the other, until it is stopped. All that must outlast this process
 * is in the diary, which is written while the destination is ours; what a killed process left is found there and gone on with.
 *
 * <p>It looks at the clock again and again instead of sleeping until a time: clocks are set, and machines sleep.
 */
public final class Scheduler {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** Between runs somebody else may have left a file to be taken up again, and died. */
    private static final Duration ASK_EVERY = Duration.ofMinutes(10);

    private static final Duration BLOCKED_AFTER = Duration.ofMinutes(15);

    /** A first import of years takes hours, and nothing is wrong then. */
    private static final Duration OTHERS_AFTER = Duration.ofHours(6);

    private static final Backoff OPENINGS = new Backoff(LOOK_EVERY, Duration.ofMinutes(5));

    private final Plan plan;
    private final Office office;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final BooleanSupplier isStopped;
    private final Events events;
    private final Inbox inbox;
    private final Archive archive;
    private final Nights nights;
    private final Intake intake;
    private final Lasting unreadable;
    private final Lasting unopened;
    private final Lasting othersAtWork;
    private Set<Path> linksSaid = Set.of();
    private String known = "";
    private boolean isBegun;
    private int failedOpenings;
    private long openAgainNanos;
    private long askedNanos;

    /** Lets time pass; no more of it once the scheduler is stopped. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration length);
    }

    /**
     * A scheduler that has not begun.
     *
     * @param nanoTime how time passes, whatever the clock is set to
     * @param isStopped asked again and again; the import under way is waited for
     * @param lines hears of each thing that happens, in one line
     * @param happenings hears of what is worth counting, or telling a person
     */
    public Scheduler(
            Plan plan,
            Office office,
            Clock clock,
            LongSupplier nanoTime,
            Pause pause,
            BooleanSupplier isStopped,
            Consumer<String> lines,
            Consumer<Happening> happenings) {
        this.plan = plan;
        this.office = office;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.isStopped = isStopped;
        this.events = new Events(clock, plan, lines, happenings);
        this.inbox = new Inbox(plan.inbox(), plan.completeness(), plan.stableFor(), nanoTime);
        this.archive = new Archive(plan.inbox());
        this.nights = new Nights(plan, events);
        this.intake = new Intake(plan.inbox(), archive, events, isStopped);
        this.unreadable = new Lasting(nanoTime, events, Happening.Obstacle.INBOX, BLOCKED_AFTER);
        this.unopened = new Lasting(nanoTime, events, Happening.Obstacle.LEDGER, BLOCKED_AFTER);
        this.othersAtWork = new Lasting(nanoTime, events, Happening.Obstacle.OTHERS, OTHERS_AFTER);
        this.openAgainNanos = nanoTime.getAsLong();
        this.askedNanos = nanoTime.getAsLong();
    }

    /** Returns once it is stopped, not before. */
    public void run() {
        while (!isStopped.getAsBoolean()) {
            events.tell(new Happening.Look());
            look();
            if (!isStopped.getAsBoolean()) {
                pause.of(LOOK_EVERY);
            }
        }
        events.say("ended");
    }

    private void look() {
        if (nanoTime.getAsLong() - openAgainNanos < 0) {
            return;
        }
        Instant now = clock.instant();
        boolean isDue = !isBegun || nights.isAnyDue(now);
        boolean isToAsk = nanoTime.getAsLong() - askedNanos >= ASK_EVERY.toNanos();
        if (isDue
                || isToAsk
                || plan.isWatching()
                || nights.isOpen()
                || intake.waiting().size() > 0) {
            found().filter(look -> isDue
                            || isNightOver(look, now)
                            || (isToAsk && !look.complete().isEmpty())
                            || look.complete().stream().anyMatch(file -> isWanted(file, now)))
                    .ifPresentOrElse(this::open, this::nothingIsBlocked);
        }
    }

    private void nothingIsBlocked() {
        unopened.isOver();
        othersAtWork.isOver();
    }

    private Optional<Inbox.Look> found() {
        try {
            Inbox.Look look = inbox.look();
            unreadable.isOver();
            sayOfLinks(look.links());
            return Optional.of(look);
        } catch (IOException e) {
            if (unreadable.isNew()) {
                events.say("the inbox cannot be read (" + Events.reason(e) + "); it is looked for again and again");
            }
            unreadable.isThere();
            return Optional.empty();
        }
    }

    private void sayOfLinks(Set<Path> links) {
        links.stream()
                .filter(link -> !linksSaid.contains(link))
                .sorted()
                .forEach(link -> events.say(
                        link, "a link, and never taken: what it points to may change; put the file itself there"));
        linksSaid = links;
    }

    private boolean isWanted(Path file, Instant now) {
        return intake.waiting().isToBeTakenUp(file, now)
                || (isTakingNew() && !intake.waiting().isPutOff(file, now));
    }

    private boolean isTakingNew() {
        return plan.isWatching() || nights.isOpen();
    }

    private void open(Inbox.Look look) {
        events.tell(new Happening.Work(true));
        Optional<Office.Hindrance> hindrance = office.during(desk -> {
            try {
                work(desk, look);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        events.tell(new Happening.Work(false));
        if (hindrance.isEmpty()) {
            failedOpenings = 0;
            askedNanos = nanoTime.getAsLong();
            nothingIsBlocked();
            return;
        }
        if (hindrance.get().isOfOthersAtWork()) {
            unopened.isOver();
            othersAtWork.isThere();
        } else {
            othersAtWork.isOver();
            unopened.isThere();
        }
        Duration wait = OPENINGS.after(++failedOpenings);
        openAgainNanos = nanoTime.getAsLong() + wait.toNanos();
        events.say("nothing is imported now: " + hindrance.get().reason() + "; tried again in " + Events.inWords(wait));
    }

    private void work(Office.Desk desk, Inbox.Look look) throws IOException {
        Diary diary = desk.diary();
        boolean isIdentityLost = archive.isIdentityLost();
        String identity = archive.identity();
        if (isBegun && !identity.equals(known)) {
            events.say("the inbox is another one than before: is the right folder mounted there?");
        }
        known = identity;
        begin(diary, identity, isIdentityLost);
        intake.remember(diary, identity);
        nights.open(diary, identity, clock.instant());
        boolean isAnyTaken = false;
        for (Path file : look.complete()) {
            if (!isStopped.getAsBoolean() && isWanted(file, clock.instant()) && inbox.isStillComplete(file)) {
                isAnyTaken = true;
                intake.take(desk, identity, file, isTakingNew());
            }
        }
        nights.count(diary, identity);
        Inbox.Look left = isAnyTaken ? inbox.look() : look;
        if (!isStopped.getAsBoolean() && isNightOver(left, clock.instant())) {
            nights.close(diary, identity, intake.waiting().size());
        }
    }

    private boolean isNightOver(Inbox.Look look, Instant now) {
        return nights.isOver(now, look.unfinished()) && look.complete().stream().noneMatch(file -> isWanted(file, now));
    }

    private void begin(Diary diary, String identity, boolean isIdentityLost) {
        if (isIdentityLost) {
            events.say(
                    "the inbox has an archive, but " + Archive.IDENTITY + " is gone from it: it begins as a new one."
                            + " Files that were imported are known by their content; nights that were missed until now are not");
        }
        if (isBegun) {
            return;
        }
        events.say("looking after " + Shown.escaped(plan.inbox().toString()));
        nights.begin(diary, identity, clock.instant());
        isBegun = true;
    }
}

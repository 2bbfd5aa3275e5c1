package dev.dubimport.schedule;

import dev.dubimport.ledger.Diary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are due, and what is accounted for. Those that were missed are made up for by one run. What the diary says goes
 * before what is remembered here: another scheduler of the same inbox may have been faster.
 */
final class Nights {
    /** A clock that is set back by no more does not repeat a night. */
    private static final Duration CLOCK_SET_BACK = Duration.ofHours(2);

    private final Plan plan;
    private final Events events;
    private Instant accountedFor = Instant.MAX;
    private Optional<Night> night = Optional.empty();
    private int files;

    Nights(Plan plan, Events events) {
        this.plan = plan;
        this.events = events;
    }

    boolean isOpen() {
        return night.isPresent();
    }

    /** Begins the diary where there is none: what was due before is nobody's. */
    void begin(Diary diary, String inbox, Instant now) {
        plan.calendar().ifPresent(calendar -> {
            accountedFor = accountedFor(diary, inbox, now);
            calendar.next(accountedFor)
                    .ifPresent(due -> events.say(
                            (due.isAfter(now) ? "next run due " : "a run is due since ") + events.time(due)));
            tellNextDue(calendar, accountedFor);
        });
    }

    /** Whether runs became due, or the clock was set back so far that what is accounted for is in question. */
    boolean isAnyDue(Instant now) {
        return plan.calendar().isPresent() && isAnyDue(plan.calendar().get(), now);
    }

    private boolean isAnyDue(Calendar calendar, Instant now) {
        return isFromWrongClock(calendar, accountedFor, now)
                || calendar.next(night.map(Night::due).orElse(accountedFor))
                        .filter(due -> !due.isAfter(now))
                        .isPresent();
    }

    private static boolean isFromWrongClock(Calendar calendar, Instant last, Instant now) {
        if (!last.isAfter(now)) {
            return false;
        }
        return last.isAfter(now.plus(CLOCK_SET_BACK))
                || calendar.next(now).filter(last::isAfter).isPresent();
    }

    /** Opens what is due. */
    void open(Diary diary, String inbox, Instant now) {
        plan.calendar().ifPresent(calendar -> open(calendar, diary, inbox, now));
    }

    private void open(Calendar calendar, Diary diary, String inbox, Instant now) {
        // Of an inbox that was made anew under our hands, what was announced is still due.
        Instant announced = accountedFor.isBefore(now) ? accountedFor : now;
        Instant ahead = accountedFor(diary, inbox, announced);
        if (isFromWrongClock(calendar, ahead, now)) {
            events.say("the clock was ahead, and runs are accounted for up to " + events.time(ahead)
                    + "; those later than now are struck");
            diary.strikeNightsAfter(inbox, now);
            night = Optional.empty();
        }
        accountedFor = accountedFor(diary, inbox, announced);
        night = night.filter(open -> open.due().isAfter(accountedFor));
        Calendar.Due due = calendar.due(night.map(Night::due).orElse(accountedFor), now);
        if (due.nights() == 0) {
            return;
        }
        Optional<Instant> expectedBy = plan.expectedFor(due.latest());
        Instant since = plan.isWatching() ? watchedSince(diary, inbox, now) : due.latest();
        Night opened = night.map(open -> open.with(due, expectedBy))
                .orElseGet(() -> new Night(due.latest(), due.nights(), since, now, expectedBy));
        night = Optional.of(opened);
        tellNextDue(calendar, opened.due());
        if (opened.nights() > 1) {
            events.say(opened.nights() + " runs are due by now, the last since " + events.time(opened.due())
                    + "; they are caught up in one");
        }
    }

    /** A file is of one day only: what came before the last one was closed was counted for it. */
    private Instant watchedSince(Diary diary, String inbox, Instant now) {
        return diary.lastNightEnded(inbox).filter(ended -> !ended.isAfter(now)).orElse(accountedFor);
    }

    private void tellNextDue(Calendar calendar, Instant after) {
        events.tell(new Happening.NextDue(calendar.next(after)));
    }

    private static Instant accountedFor(Diary diary, String inbox, Instant otherwise) {
        Optional<Instant> last = diary.lastNight(inbox);
        if (last.isEmpty()) {
            diary.noteNights(inbox, otherwise, 0, 0);
        }
        return last.orElse(otherwise);
    }

    /** Counts what has come for the run that is open. */
    void count(Diary diary, String inbox) {
        files = night.map(open -> diary.takenSince(inbox, open.since())).orElse(0);
    }

    /** Whether the run that is open has nothing to wait for any more. */
    boolean isOver(Instant now, boolean unfinishedFiles) {
        return night.filter(open -> open.isOver(now, files, unfinishedFiles && !plan.isWatching()))
                .isPresent();
    }

    /** Accounts for the run that is open. */
    void close(Diary diary, String inbox, int waiting) {
        Night closing = night.orElseThrow();
        diary.noteNights(inbox, closing.due(), closing.nights(), files);
        accountedFor = closing.due();
        night = Optional.empty();
        events.say("run of " + events.time(closing.due()) + ": " + outcome(closing, waiting));
        events.tell(new Happening.NightEnded(closing.due(), closing.nights(), isFileMissing(closing)));
    }

    private boolean isFileMissing(Night closing) {
        return files == 0 && closing.expectedBy().isPresent();
    }

    private String outcome(Night closing, int waiting) {
        if (isFileMissing(closing)) {
            return "NO FILE CAME by " + plan.expectFileBy().orElseThrow() + "; " + plan.whatOfLateFiles();
        }
        return (files == 0 ? "no new file" : files + (files == 1 ? " new file" : " new files"))
                + (waiting == 0 ? "" : ", " + waiting + " to be taken up again");
    }
}

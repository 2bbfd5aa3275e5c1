package dev.dubimport.schedule;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import dev.dubimport.ledger.Diary;
import dev.dubimport.sale.Outcome;
import dev.dubimport.schedule.Happening.Fate;
import dev.dubimport.schedule.Imported.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What becomes of a complete file. Its content is looked up first; what an import made of it is written into the diary before the
 * file is moved, so that a process which is killed in between leaves nothing that would be imported once more.
 */
final class Intake {
    /** Where the service gives answers, and sales fail all the same that often, a person is needed. */
    private static final int MOST_ATTEMPTS_TO_SETTLE = 8;

    /** A kill or two happen. What is begun more often than that and never ends may be what ends the process. */
    private static final int BEGUN_AT_ONCE = 3;

    private static final String NOTE_OF_FAILED = """
        %s needs you. It was looked at last on %s:
        %s

        What to do: mend what is said here, in the file or in the options of dub-import schedule, and move the file
        into the inbox again. It is imported then as if it were new; what is recorded already is skipped, so that
        nothing is recorded twice.

        All that the import said:

        %s\
        """;

    private final Path inbox;
    private final Archive archive;
    private final Events events;
    private final BooleanSupplier isStopped;
    private final Waiting waiting = new Waiting();
    private final Departure departure;

    Intake(Path inbox, Archive archive, Events events, BooleanSupplier isStopped) {
        this.inbox = inbox;
        this.archive = archive;
        this.events = events;
        this.isStopped = isStopped;
        this.departure = new Departure(inbox, archive, events, waiting);
    }

    /** The files that are to be taken up again. */
    Waiting waiting() {
        return waiting;
    }

    /** Remembers what another process left to be taken up again; a file that somebody took away is waited for no more. */
    void remember(Diary diary, String identity) {
        waiting.forgetGone();
        departure.forgetGone();
        for (Delivery left : diary.toBeTakenUp(identity)) {
            Path file = inbox.resolve(left.name());
            if (Files.exists(file)) {
                waiting.remember(file, left.next());
            } else {
                departure.tellGone(diary, left, "is no longer in the inbox");
            }
        }
        diary.notPutAway(identity).stream()
                .filter(moved -> Files.notExists(inbox.resolve(moved.name())))
                .forEach(moved -> departure.tellMoved(diary, moved));
    }

    /**
     * Deals with a file. What the disk refuses concerns that file only.
     *
     * @param isTakingNew whether files are wanted that are not to be taken up again
     */
    void take(Office.Desk desk, String identity, Path file, boolean isTakingNew) {
        try {
            String sha256 = Content.sha256(file);
            desk.diary().toBeTakenUp(identity).stream()
                    .filter(left -> left.name().equals(file.getFileName().toString())
                            && !left.sha256().equals(sha256))
                    .forEach(left -> departure.tellGone(desk.diary(), left, "has other content now"));
            take(desk, new Taken(file, sha256, identity, desk.diary().delivery(sha256), now()), isTakingNew);
        } catch (NoSuchFileException gone) {
            waiting.noMore(file);
        } catch (UncheckedIOException e) {
            departure.keepForLater(file, Objects.requireNonNull(e.getCause()), Optional.empty());
        } catch (IOException e) {
            departure.keepForLater(file, e, Optional.empty());
        }
    }

    private void take(Office.Desk desk, Taken taken, boolean isTakingNew) throws IOException {
        Path file = taken.file();
        if (isLeftBehind(taken)) {
            departure.putAwayLeft(desk.diary(), taken.known().orElseThrow(), file);
            return;
        }
        Optional<Delivery> goneOnWith = taken.known().filter(Delivery::isToBeTakenUp);
        if (goneOnWith
                .filter(delivery -> Waiting.isAhead(delivery.next(), taken.now()))
                .isPresent()) {
            waiting.until(file, goneOnWith.get().next());
            return;
        }
        if (goneOnWith.isEmpty() && !isTakingNew && !departure.isStuck(file)) {
            // Of the name only is it what was waited for.
            waiting.noMore(file);
            return;
        }
        if (taken.known().filter(delivery -> delivery.state() == State.IMPORTED).isPresent()) {
            departure.putAwayDoubled(taken.known().get(), file);
            return;
        }
        importIt(desk, taken);
    }

    /** Whoever dealt with it was killed, or hindered, before the file was moved. */
    private boolean isLeftBehind(Taken taken) throws IOException {
        boolean isDealtWith = taken.known()
                .filter(delivery -> !delivery.isToBeTakenUp()
                        && !delivery.isPutAway()
                        && delivery.inbox().equals(taken.inbox())
                        && delivery.name().equals(taken.name()))
                .isPresent();
        return isDealtWith && archive.isAnythingBeside(taken.sha256());
    }

    private void importIt(Office.Desk desk, Taken taken) throws IOException {
        Path file = taken.file();
        Diary diary = desk.diary();
        noteThatItBegins(diary, taken);
        departure.noLongerStuck(file);
        Path beside = archive.cleared(taken.sha256());
        Object inode = inode(file);
        Imported imported = desk.importing().of(file, beside);
        if (isStopped.getAsBoolean() && imported.ending() == Ending.STOPPED) {
            noteAsItWas(diary, taken);
            events.say(file, "interrupted; the next start goes on with it");
            return;
        }
        if (Files.notExists(file) || !inode.equals(inode(file))) {
            departure.endWithoutFile(diary, taken, stateOf(imported), beside, imported);
            return;
        }
        if (!taken.sha256().equals(Content.sha256(file))) {
            noteAsItWas(diary, taken);
            events.say(file, "changed while it was read; taken again once it is complete");
            return;
        }
        switch (imported.ending()) {
            case RECORDED, REJECTS -> departure.settle(diary, taken.ended(stateOf(imported)), file, imported);
            case REFUSED -> giveUp(diary, taken, beside, imported);
            case STOPPED -> putOff(diary, taken, taken.unsettled(), imported);
            case UNSETTLED -> {
                if (taken.unsettled() + 1 < MOST_ATTEMPTS_TO_SETTLE) {
                    putOff(diary, taken, taken.unsettled() + 1, imported);
                } else {
                    giveUp(diary, taken, beside, imported);
                }
            }
        }
    }

    /** Tells a file from another of its name. */
    private static Object inode(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /** Before the import: of one that ends this process, by its memory or its size, the next one has to know. */
    private void noteThatItBegins(Diary diary, Taken taken) {
        int attempt = taken.attempts() + taken.begun() + 1;
        events.say(
                taken.file(),
                "importing" + (attempt == 1 ? "" : ", attempt " + attempt)
                        + (taken.begun() == 0 ? "" : "; it was begun before and did not come to its end"));
        if (taken.begun() + 1 >= BEGUN_AT_ONCE) {
            boolean isTold = taken.begun() + 1 > BEGUN_AT_ONCE;
            events.tell(new Happening.FileEnded(taken.name(), Fate.PUT_OFF, Optional.empty(), inbox, isTold));
        }
        Instant next = taken.begun() < BEGUN_AT_ONCE
                ? taken.now()
                : taken.now().plus(Waiting.BACKOFF.after(taken.begun() + 1 - BEGUN_AT_ONCE));
        diary.note(taken.begins(next));
    }

    private static void noteAsItWas(Diary diary, Taken taken) {
        taken.known().ifPresentOrElse(diary::note, () -> diary.forget(taken.sha256()));
    }

    private void putOff(Diary diary, Taken taken, int unsettled, Imported imported) {
        Duration wait = Waiting.BACKOFF.after(taken.attempts() + 1);
        Instant next = now().plus(wait);
        diary.note(taken.stopped(unsettled, next));
        waiting.until(taken.file(), next);
        events.tell(new Happening.FileEnded(
                taken.name(), Fate.PUT_OFF, Optional.of(imported), inbox, taken.attempts() > 0));
        events.say(taken.file(), imported.outcomes() + "; taken up again in " + Events.inWords(wait));
    }

    private static State stateOf(Imported imported) {
        if (imported.ending() == Ending.REJECTS) {
            return State.IMPORTED_IN_PART;
        }
        if (imported.totals().read().count() == 0) {
            return State.EMPTY;
        }
        return imported.totals().of(Outcome.FILTERED).count() > 0 ? State.IMPORTED_FILTERED : State.IMPORTED;
    }

    private void giveUp(Diary diary, Taken taken, Path beside, Imported imported) throws IOException {
        archive.note(
                beside,
                NOTE_OF_FAILED.formatted(
                        Events.name(taken.file()), events.time(now()), imported.outcomes(), imported.said()));
        departure.settle(diary, taken.ended(State.REFUSED), taken.file(), imported);
    }

    private Instant now() {
        return events.clock().instant();
    }
}

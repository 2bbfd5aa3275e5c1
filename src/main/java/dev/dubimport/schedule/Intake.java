package dev.dubimport.schedule;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import dev.dubimport.ledger.Diary;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What becomes of a complete file. Its content is looked up first; what an import made of it is written into the diary before the
 * file is moved, so that a process which is killed in between leaves nothing that would be imported once more.
 */
final class Intake {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

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

    private static final String NOTE_OF_DOUBLED = """
        Imported before: a file of the same content was taken on %s as %s.
        It was not imported again. If that is what you want, import it by hand (dub-import import): what is recorded
        already is skipped.
        """;

    private final Path inbox;
    private final Archive archive;
    private final Events events;
    private final BooleanSupplier isStopped;
    private final Map<Path, Optional<Imported>> stuck = new HashMap<>();
    private final Map<Path, Instant> waiting = new HashMap<>();

    /**
     * A file that is at hand.
     *
     * @param known what the diary has of its content
     */
    private record Taken(Path file, String sha256, String inbox, Optional<Delivery> known, Instant now) {
        private Optional<Delivery> goneOnWith() {
            return known.filter(Delivery::isToBeTakenUp);
        }

        /** Those of before that came to an end. */
        int attempts() {
            return goneOnWith().map(Delivery::attempts).orElse(0);
        }

        int unsettled() {
            return goneOnWith().map(Delivery::unsettled).orElse(0);
        }

        /** Those of before, in a row, of which nobody said how they ended. */
        int begun() {
            return goneOnWith().map(Delivery::begun).orElse(0);
        }

        Delivery ended(State state) {
            return delivery(state, 0, 0, 0, now);
        }

        Delivery begins(Instant next) {
            return delivery(State.BEGUN, attempts(), unsettled(), begun() + 1, next);
        }

        Delivery stopped(int unsettledNow, Instant next) {
            return delivery(State.STOPPED, attempts() + 1, unsettledNow, 0, next);
        }

        private Delivery delivery(State state, int attemptsNow, int unsettledNow, int begunNow, Instant next) {
            return new Delivery(
                    sha256, inbox, name(file), state, attemptsNow, unsettledNow, begunNow, since(), next, false);
        }

        /** A night's file is new: what was imported in part, and is put in again, came in another night. */
        private Instant since() {
            return known.filter(delivery -> delivery.isToBeTakenUp()
                            || delivery.state() == State.IMPORTED_IN_PART
                            || delivery.state() == State.IMPORTED_FILTERED)
                    .map(Delivery::taken)
                    .orElse(now);
        }
    }

    Intake(Path inbox, Archive archive, Events events, BooleanSupplier isStopped) {
        this.inbox = inbox;
        this.archive = archive;
        this.events = events;
        this.isStopped = isStopped;
    }

    /** How many files are to be taken up again. */
    int waiting() {
        return waiting.size();
    }

    /** Remembers what another process left to be taken up again; a file that somebody took away is waited for no more. */
    void remember(Diary diary, String identity) {
        waiting.keySet().removeIf(Files::notExists);
        stuck.keySet().removeIf(Files::notExists);
        for (Delivery left : diary.toBeTakenUp(identity)) {
            Path file = inbox.resolve(left.name());
            if (Files.exists(file)) {
                waiting.putIfAbsent(file, left.next());
            } else {
                tellGone(diary, left, "is no longer in the inbox");
            }
        }
        diary.notPutAway(identity).stream()
                .filter(moved -> Files.notExists(inbox.resolve(moved.name())))
                .forEach(moved -> tellMoved(diary, moved));
    }

    /** A process that was killed after it moved a file has told nobody. */
    private void tellMoved(Diary diary, Delivery moved) {
        diary.note(moved.putAway());
        Fate fate = switch (moved.state()) {
            case REFUSED -> Fate.GIVEN_UP;
            case IMPORTED_IN_PART -> Fate.REJECTS;
            default -> Fate.RECORDED;
        };
        Path folder = fate == Fate.GIVEN_UP
                ? archive.failed()
                : archive.month(moved.next().atZone(events.zone()));
        events.say(inbox.resolve(moved.name()), "dealt with and moved before an interruption");
        events.tell(new Happening.FileEnded(moved.name(), fate, Optional.empty(), folder, false));
    }

    /** What an import left failed or in doubt is in no file then that anybody will try again. */
    private void tellGone(Diary diary, Delivery left, String how) {
        diary.note(left.gone());
        events.say(
                inbox.resolve(left.name()),
                how + ", and its import had not come to its end: what of it failed or is in doubt is not tried again;"
                        + " put it in once more");
        events.tell(new Happening.FileGone(left.name(), inbox));
    }

    /** Whether the file waits to be taken up again, but not yet. */
    boolean isPutOff(Path file, Instant now) {
        return waiting.containsKey(file) && isAhead(waiting.get(file), now);
    }

    /** Whether the file has waited long enough to be taken up again. */
    boolean isToBeTakenUp(Path file, Instant now) {
        return waiting.containsKey(file) && !isAhead(waiting.get(file), now);
    }

    /** A moment that is further away than anybody ever waits comes from a clock that was wrong. */
    private static boolean isAhead(Instant moment, Instant now) {
        return moment.isAfter(now) && !moment.isAfter(now.plus(BACKOFF.longest()));
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
                    .filter(left ->
                            left.name().equals(name(file)) && !left.sha256().equals(sha256))
                    .forEach(left -> tellGone(desk.diary(), left, "has other content now"));
            take(desk, new Taken(file, sha256, identity, desk.diary().delivery(sha256), now()), isTakingNew);
        } catch (NoSuchFileException gone) {
            waiting.remove(file);
        } catch (UncheckedIOException e) {
            keepForLater(file, Objects.requireNonNull(e.getCause()), Optional.empty());
        } catch (IOException e) {
            keepForLater(file, e, Optional.empty());
        }
    }

    private void keepForLater(Path file, IOException reason, Optional<Imported> imported) {
        waiting.put(file, now().plus(BACKOFF.longest()));
        events.say(
                file,
                "cannot be read or moved (" + Events.reason(reason) + "); tried again in "
                        + Events.inWords(BACKOFF.longest()));
        boolean isNew = !stuck.containsKey(file)
                || (imported.isPresent() && stuck.get(file).isEmpty());
        if (isNew) {
            stuck.put(file, imported);
            events.tell(new Happening.FileStuck(name(file), imported, inbox));
        }
    }

    private void take(Office.Desk desk, Taken taken, boolean isTakingNew) throws IOException {
        Path file = taken.file();
        if (isLeftBehind(taken)) {
            putAwayLeft(desk.diary(), taken.known().orElseThrow(), file);
            return;
        }
        Optional<Delivery> goneOnWith = taken.known().filter(Delivery::isToBeTakenUp);
        if (goneOnWith.filter(delivery -> isAhead(delivery.next(), taken.now())).isPresent()) {
            waiting.put(file, goneOnWith.get().next());
            return;
        }
        if (goneOnWith.isEmpty() && !isTakingNew && !stuck.containsKey(file)) {
            // Of the name only is it what was waited for.
            waiting.remove(file);
            return;
        }
        if (taken.known().filter(delivery -> delivery.state() == State.IMPORTED).isPresent()) {
            putAwayDoubled(taken.known().get(), file);
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
                        && delivery.name().equals(name(taken.file())))
                .isPresent();
        return isDealtWith && archive.isAnythingBeside(taken.sha256());
    }

    private void putAwayLeft(Diary diary, Delivery known, Path file) throws IOException {
        Optional<Imported> ours = stuck.getOrDefault(file, Optional.empty());
        if (ours.isPresent()) {
            putAway(diary, known, file, ours.get().outcomes(), fate(known.state(), ours.get()), ours);
            return;
        }
        // What an import counted is gone with the process that was killed.
        Fate fate = known.state() == State.REFUSED
                ? Fate.GIVEN_UP
                : archive.hasRejects(known.sha256()) ? Fate.REJECTS : Fate.RECORDED;
        putAway(diary, known, file, "dealt with before an interruption", fate, Optional.empty());
    }

    private void importIt(Office.Desk desk, Taken taken) throws IOException {
        Path file = taken.file();
        Diary diary = desk.diary();
        noteThatItBegins(diary, taken);
        stuck.remove(file);
        Path beside = archive.cleared(taken.sha256());
        Object inode = inode(file);
        Imported imported = desk.importing().of(file, beside);
        if (isStopped.getAsBoolean() && imported.ending() == Ending.STOPPED) {
            noteAsItWas(diary, taken);
            events.say(file, "interrupted; the next start goes on with it");
            return;
        }
        if (Files.notExists(file) || !inode.equals(inode(file))) {
            endWithoutFile(diary, taken, beside, imported);
            return;
        }
        if (!taken.sha256().equals(Content.sha256(file))) {
            noteAsItWas(diary, taken);
            events.say(file, "changed while it was read; taken again once it is complete");
            return;
        }
        switch (imported.ending()) {
            case RECORDED, REJECTS -> settle(diary, taken.ended(stateOf(imported)), file, imported);
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

    /** Another file of the name is none of this one, and taken by itself. */
    private void endWithoutFile(Diary diary, Taken taken, Path beside, Imported imported) throws IOException {
        boolean isSettled = imported.ending() == Ending.RECORDED || imported.ending() == Ending.REJECTS;
        if (!isSettled) {
            tellGone(diary, taken.stopped(taken.unsettled(), now()), "was taken away or replaced during its import");
            return;
        }
        Delivery ended = taken.ended(stateOf(imported));
        Path folder = archive.storeMade(name(taken.file()), beside, events.now());
        diary.note(ended.putAway());
        waiting.remove(taken.file());
        events.tell(new Happening.FileEnded(
                name(taken.file()), fate(ended.state(), imported), Optional.of(imported), folder, false));
        events.say(
                taken.file(),
                imported.outcomes() + "; it was taken away or replaced meanwhile, its report is in "
                        + Shown.escaped(inbox.relativize(folder).toString()));
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
            events.tell(new Happening.FileEnded(name(taken.file()), Fate.PUT_OFF, Optional.empty(), inbox, isTold));
        }
        Instant next = taken.begun() < BEGUN_AT_ONCE
                ? taken.now()
                : taken.now().plus(BACKOFF.after(taken.begun() + 1 - BEGUN_AT_ONCE));
        diary.note(taken.begins(next));
    }

    private static void noteAsItWas(Diary diary, Taken taken) {
        taken.known().ifPresentOrElse(diary::note, () -> diary.forget(taken.sha256()));
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

    private void putOff(Diary diary, Taken taken, int unsettled, Imported imported) {
        Duration wait = BACKOFF.after(taken.attempts() + 1);
        Instant next = now().plus(wait);
        diary.note(taken.stopped(unsettled, next));
        waiting.put(taken.file(), next);
        events.tell(new Happening.FileEnded(
                name(taken.file()), Fate.PUT_OFF, Optional.of(imported), inbox, taken.attempts() > 0));
        events.say(taken.file(), imported.outcomes() + "; taken up again in " + Events.inWords(wait));
    }

    private void giveUp(Diary diary, Taken taken, Path beside, Imported imported) throws IOException {
        archive.note(
                beside,
                NOTE_OF_FAILED.formatted(
                        Events.name(taken.file()), events.time(now()), imported.outcomes(), imported.said()));
        settle(diary, taken.ended(State.REFUSED), taken.file(), imported);
    }

    private void settle(Diary diary, Delivery delivery, Path file, Imported imported) {
        diary.note(delivery);
        Fate fate = fate(delivery.state(), imported);
        try {
            putAway(diary, delivery, file, imported.outcomes(), fate, Optional.of(imported));
        } catch (IOException e) {
            keepForLater(file, e, Optional.of(imported));
        }
    }

    private static Fate fate(State state, Imported imported) {
        if (state == State.REFUSED) {
            return Fate.GIVEN_UP;
        }
        return imported.ending() == Ending.RECORDED ? Fate.RECORDED : Fate.REJECTS;
    }

    private void putAway(
            Diary diary, Delivery delivery, Path file, String outcomes, Fate fate, Optional<Imported> imported)
            throws IOException {
        Path beside = archive.beside(delivery.sha256());
        Path place = delivery.state() == State.REFUSED
                ? archive.giveUp(file, beside)
                : archive.store(file, beside, events.now());
        if (!delivery.sha256().equals(Content.sha256(inbox.resolve(place)))) {
            archive.putBack(place, file);
            events.say(file, "changed before it was moved; taken again once it is complete");
        }
        diary.note(delivery.putAway());
        waiting.remove(file);
        boolean isTold = stuck.getOrDefault(file, Optional.empty()).isPresent();
        stuck.remove(file);
        events.tell(new Happening.FileEnded(name(file), fate, imported, folderOf(place), isTold));
        events.say(file, outcomes + "; moved to " + Shown.escaped(place.toString()));
    }

    private void putAwayDoubled(Delivery known, Path file) throws IOException {
        String name = Shown.shortened(known.name());
        String when = events.time(known.taken());
        Path beside = archive.cleared("doubled-" + known.sha256());
        archive.note(beside, NOTE_OF_DOUBLED.formatted(when, name));
        Path place = archive.store(file, beside, events.now());
        waiting.remove(file);
        events.tell(new Happening.FileEnded(name(file), Fate.DOUBLED, Optional.empty(), folderOf(place), false));
        events.say(
                file, "imported before, as " + name + " on " + when + "; moved to " + Shown.escaped(place.toString()));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Path folderOf(Path place) {
        return Objects.requireNonNull(inbox.resolve(place).getParent());
    }

    private Instant now() {
        return events.clock().instant();
    }
}

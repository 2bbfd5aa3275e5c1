package dev.dubimport.schedule;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import dev.dubimport.ledger.Diary;
import dev.dubimport.sale.Shown;
import dev.dubimport.schedule.Happening.Fate;
import dev.dubimport.schedule.Imported.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What becomes of a complete file. Its content is looked up first; what an import made of it is written into the diary before the
 * file is moved, so that a process which is killed in between leaves nothing that would be imported once more.
 */
final class Intake {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    /** Where the service gives answers, and sales fail all the same that often, a person is needed. */
    private static final int MOST_ATTEMPTS_TO_SETTLE = 8;

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
    private final Set<Path> unmovable = new HashSet<>();
    private final Map<Path, Instant> waiting = new HashMap<>();

    /** A file that is at hand. */
    private record Taken(Path file, String sha256, String inbox, Instant since, int attempt) {
        Delivery in(State state, Instant next) {
            int attempts = state == State.STOPPED ? attempt : 0;
            return new Delivery(sha256, inbox, name(file), state, attempts, since, next, false);
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

    /** Remembers what another process left to be taken up again. */
    void begin(Diary diary, String identity) {
        diary.stopped(identity).forEach(left -> waiting.put(inbox.resolve(left.name()), left.next()));
    }

    /** A file that somebody took away is waited for no more. */
    void forgetGone() {
        waiting.keySet().removeIf(Files::notExists);
        unmovable.removeIf(Files::notExists);
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

    /** Deals with a file. What the disk refuses concerns that file only. */
    void take(Office.Desk desk, String identity, Path file) {
        try {
            take(desk, identity, file, Content.sha256(file));
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
        if (unmovable.add(file)) {
            events.tell(new Happening.FileStuck(name(file), imported, inbox));
        }
    }

    private void take(Office.Desk desk, String identity, Path file, String sha256) throws IOException {
        Optional<Delivery> known = desk.diary().delivery(sha256);
        if (known.filter(delivery -> isLeftBehind(delivery, identity, file)).isPresent()) {
            Fate fate = fateOfLeft(known.get().state(), archive.mayHaveRejects(sha256));
            putAway(desk.diary(), known.get(), file, "dealt with before an interruption", fate, Optional.empty());
            return;
        }
        if (known.filter(delivery -> delivery.state() == State.IMPORTED).isPresent()) {
            putAwayDoubled(known.get(), file);
            return;
        }
        Optional<Delivery> stopped = known.filter(delivery -> delivery.state() == State.STOPPED);
        // A night's file is new: what was imported in part, and is put in again, came in another night.
        Optional<Delivery> inPart = known.filter(delivery -> delivery.state() == State.IMPORTED_IN_PART);
        if (stopped.filter(delivery -> isAhead(delivery.next(), now())).isPresent()) {
            waiting.put(file, stopped.get().next());
            return;
        }
        importIt(
                desk,
                new Taken(
                        file,
                        sha256,
                        identity,
                        stopped.or(() -> inPart).map(Delivery::taken).orElseGet(this::now),
                        stopped.map(Delivery::attempts).orElse(0) + 1));
    }

    /** Whoever dealt with it was killed before the file was moved. */
    private static boolean isLeftBehind(Delivery delivery, String identity, Path file) {
        return delivery.state() != State.STOPPED
                && !delivery.isPutAway()
                && delivery.inbox().equals(identity)
                && delivery.name().equals(name(file));
    }

    private void importIt(Office.Desk desk, Taken taken) throws IOException {
        Path file = taken.file();
        events.say(file, "importing" + (taken.attempt() == 1 ? "" : ", attempt " + taken.attempt()));
        Path beside = archive.cleared(taken.sha256());
        Imported imported = desk.importing().of(file, beside);
        if (isStopped.getAsBoolean() && imported.ending() == Ending.STOPPED) {
            events.say(file, "interrupted; the next start goes on with it");
            return;
        }
        if (!taken.sha256().equals(Content.sha256(file))) {
            events.say(file, "changed while it was read; taken again once it is complete");
            return;
        }
        Diary diary = desk.diary();
        switch (imported.ending()) {
            case RECORDED, REJECTS -> settle(diary, taken.in(stateOf(imported), now()), file, imported);
            case REFUSED -> giveUp(diary, taken, beside, imported);
            case STOPPED -> putOff(diary, taken, imported);
            case UNSETTLED -> {
                if (taken.attempt() < MOST_ATTEMPTS_TO_SETTLE) {
                    putOff(diary, taken, imported);
                } else {
                    giveUp(diary, taken, beside, imported);
                }
            }
        }
    }

    private static State stateOf(Imported imported) {
        if (imported.ending() == Ending.REJECTS) {
            return State.IMPORTED_IN_PART;
        }
        return imported.totals().read().count() == 0 ? State.EMPTY : State.IMPORTED;
    }

    private void putOff(Diary diary, Taken taken, Imported imported) {
        Duration wait = BACKOFF.after(taken.attempt());
        Instant next = now().plus(wait);
        diary.note(taken.in(State.STOPPED, next));
        waiting.put(taken.file(), next);
        events.tell(new Happening.FileEnded(
                name(taken.file()), Fate.PUT_OFF, Optional.of(imported), inbox, taken.attempt()));
        events.say(taken.file(), imported.outcomes() + "; taken up again in " + Events.inWords(wait));
    }

    private void giveUp(Diary diary, Taken taken, Path beside, Imported imported) throws IOException {
        archive.note(
                beside,
                NOTE_OF_FAILED.formatted(
                        Events.name(taken.file()), events.time(now()), imported.outcomes(), imported.said()));
        settle(diary, taken.in(State.REFUSED, now()), taken.file(), imported);
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

    /** What an import counted is gone with the process that was killed. */
    private static Fate fateOfLeft(State state, boolean mayHaveRejects) {
        if (state == State.REFUSED) {
            return Fate.GIVEN_UP;
        }
        return mayHaveRejects ? Fate.REJECTS : Fate.RECORDED;
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
        diary.note(delivery.putAway());
        waiting.remove(file);
        events.tell(new Happening.FileEnded(name(file), fate, imported, folderOf(place), 1));
        events.say(file, outcomes + "; moved to " + Shown.escaped(place.toString()));
        if (!delivery.sha256().equals(Content.sha256(inbox.resolve(place)))) {
            archive.putBack(place, file);
            events.say(file, "changed before it was moved; taken again once it is complete");
        }
    }

    private void putAwayDoubled(Delivery known, Path file) throws IOException {
        String name = Shown.shortened(known.name());
        String when = events.time(known.taken());
        Path beside = archive.cleared("doubled-" + known.sha256());
        archive.note(beside, NOTE_OF_DOUBLED.formatted(when, name));
        Path place = archive.store(file, beside, events.now());
        waiting.remove(file);
        events.tell(new Happening.FileEnded(name(file), Fate.DOUBLED, Optional.empty(), folderOf(place), 1));
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

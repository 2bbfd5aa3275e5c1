package dev.dubimport.schedule;

import dev.dubimport.ledger.Delivery;
import dev.dubimport.ledger.Delivery.State;
import dev.dubimport.ledger.Diary;
import dev.dubimport.sale.Shown;
import dev.dubimport.schedule.Happening.Fate;
import dev.dubimport.schedule.Imported.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How files leave the inbox: noted in the diary first, then moved, then told. What the disk refuses waits, and what left without
 * us is told as well.
 */
final class Departure {
    private static final Duration LATER = Waiting.BACKOFF.longest();

    private static final String NOTE_OF_DOUBLED = """
        Imported before: a file of the same content was taken on %s as %s.
        It was not imported again. If that is what you want, import it by hand (dub-import import): what is recorded
        already is skipped.
        """;

    private final Path inbox;
    private final Archive archive;
    private final Events events;
    private final Waiting waiting;
    private final Map<Path, Optional<Imported>> stuck = new HashMap<>();

    Departure(Path inbox, Archive archive, Events events, Waiting waiting) {
        this.inbox = inbox;
        this.archive = archive;
        this.events = events;
        this.waiting = waiting;
    }

    /** Whether the disk refused to have the file read or moved. */
    boolean isStuck(Path file) {
        return stuck.containsKey(file);
    }

    /** Its import begins anew: what was told of it before is told of another. */
    void noLongerStuck(Path file) {
        stuck.remove(file);
    }

    void forgetGone() {
        stuck.keySet().removeIf(Files::notExists);
    }

    /** Tries it again much later; told once, and once more when it was imported meanwhile. */
    void keepForLater(Path file, IOException reason, Optional<Imported> imported) {
        waiting.until(file, events.clock().instant().plus(LATER));
        events.say(
                file,
                "cannot be read or moved (" + Events.reason(reason) + "); tried again in " + Events.inWords(LATER));
        boolean isNew = !stuck.containsKey(file)
                || (imported.isPresent() && stuck.get(file).isEmpty());
        if (isNew) {
            stuck.put(file, imported);
            events.tell(new Happening.FileStuck(name(file), imported));
        }
    }

    /** What its import came to is noted, and the file put where it belongs. */
    void settle(Diary diary, Delivery delivery, Path file, Imported imported) {
        diary.note(delivery);
        try {
            putAway(diary, delivery, file, imported.outcomes(), Optional.of(imported));
        } catch (IOException e) {
            keepForLater(file, e, Optional.of(imported));
        }
    }

    private static Fate fate(State settled) {
        return switch (settled) {
            case REFUSED -> Fate.GIVEN_UP;
            case IMPORTED_IN_PART -> Fate.REJECTS;
            case IMPORTED, IMPORTED_FILTERED, EMPTY -> Fate.RECORDED;
            case BEGUN, STOPPED -> throw new IllegalArgumentException("not settled: " + settled);
        };
    }

    private void putAway(Diary diary, Delivery delivery, Path file, String outcomes, Optional<Imported> imported)
            throws IOException {
        Path beside = archive.beside(delivery.sha256());
        Path place = delivery.state() == State.REFUSED
                ? archive.giveUp(file, beside)
                : archive.store(file, beside, events.now());
        boolean isAsImported = delivery.sha256().equals(Content.sha256(inbox.resolve(place)));
        if (!isAsImported) {
            archive.putBack(place, file);
        }
        diary.note(delivery.putAway());
        waiting.noMore(file);
        boolean isTold = stuck.getOrDefault(file, Optional.empty()).isPresent();
        stuck.remove(file);
        events.tell(new Happening.FileEnded(name(file), fate(delivery.state()), imported, folderOf(place), isTold));
        events.say(
                file,
                outcomes
                        + (isAsImported
                                ? "; moved to " + Shown.escaped(place.toString())
                                : "; changed before it was moved, and taken again once it is complete"));
    }

    /** A file whose content is recorded already. */
    void putAwayDoubled(Delivery known, Path file) throws IOException {
        String name = Shown.shortened(known.name());
        String when = events.time(known.taken());
        Path beside = archive.cleared("doubled-" + known.sha256());
        archive.note(beside, NOTE_OF_DOUBLED.formatted(when, name));
        Path place = archive.store(file, beside, events.now());
        waiting.noMore(file);
        events.tell(new Happening.FileEnded(name(file), Fate.DOUBLED, Optional.empty(), folderOf(place), false));
        events.say(
                file, "imported before, as " + name + " on " + when + "; moved to " + Shown.escaped(place.toString()));
    }

    /** A file with which somebody dealt, who could not move it. */
    void putAwayLeft(Diary diary, Delivery known, Path file) throws IOException {
        Optional<Imported> ours = stuck.getOrDefault(file, Optional.empty());
        // What an import counted is gone with the process that was killed.
        String outcomes = ours.map(Imported::outcomes).orElse("dealt with before an interruption");
        putAway(diary, known, file, outcomes, ours);
    }

    /**
     * The file was taken away during its import, or replaced by another, which is taken by itself.
     *
     * @param ended how it would have been settled
     */
    void endWithoutFile(Diary diary, Taken taken, State ended, Path beside, Imported imported) throws IOException {
        boolean isSettled = imported.ending() == Ending.RECORDED || imported.ending() == Ending.REJECTS;
        if (!isSettled) {
            tellGone(diary, taken.ended(State.REFUSED), "was taken away or replaced during its import");
            return;
        }
        Path folder = archive.storeMade(taken.name(), beside, events.now());
        diary.note(taken.ended(ended).putAway());
        waiting.noMore(taken.file());
        events.tell(new Happening.FileEnded(taken.name(), fate(ended), Optional.of(imported), folder, false));
        events.say(
                taken.file(),
                imported.outcomes() + "; it was taken away or replaced meanwhile, its report is in "
                        + Shown.escaped(inbox.relativize(folder).toString()));
    }

    /** A process that was killed after it moved a file has told nobody. */
    void tellMoved(Diary diary, Delivery moved) {
        diary.note(moved.putAway());
        Fate fate = fate(moved.state());
        Path folder = fate == Fate.GIVEN_UP
                ? archive.failed()
                : archive.month(moved.next().atZone(events.zone()));
        events.say(inbox.resolve(moved.name()), "dealt with and moved before an interruption");
        events.tell(new Happening.FileEnded(moved.name(), fate, Optional.empty(), folder, false));
    }

    /** What an import left failed or in doubt is in no file then that anybody will try again. */
    void tellGone(Diary diary, Delivery left, String how) {
        diary.note(left.gone());
        events.say(
                inbox.resolve(left.name()),
                how + ", and its import had not come to its end: what of it failed or is in doubt is not tried again;"
                        + " put it in once more");
        events.tell(new Happening.FileGone(left.name()));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Path folderOf(Path place) {
        return Objects.requireNonNull(inbox.resolve(place).getParent());
    }
}

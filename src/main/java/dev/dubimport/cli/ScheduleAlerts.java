package dev.dubimport.cli;

import dev.dubimport.alert.Alert;
import dev.dubimport.alert.Alerts;
import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.schedule.Happening;
import dev.dubimport.schedule.Happening.FileEnded;
import dev.dubimport.schedule.Happening.FileStuck;
import dev.dubimport.schedule.Happening.NightEnded;
import dev.dubimport.schedule.Imported;
import dev.dubimport.schedule.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes alerts of what happens in a schedule and a person should know. Where to look for it is said; what the service or the file
 * said is not.
 */
record ScheduleAlerts(Alerts alerts, Destination destination, Plan plan, Clock clock) implements Consumer<Happening> {
    private static final String NOTHING = "nothing has to be done.";
    private static final String MEND =
            "mend the rows in the rejects file beside the archived file, and put that into the inbox.";
    private static final String SEE_OUTPUT = "see why in the output of dub-import schedule";

    private static final Told GONE = new Told(
            Alert.Kind.NOT_RECORDED,
            "The file was replaced or taken away before its import had come to its end; what of it failed or is in doubt"
                    + " is not tried again.",
            "put it into the inbox once more, under another name if need be, unless all its rows are in the new one.");

    /** What a person is told. */
    private record Told(Alert.Kind kind, String what, String next) {}

    @Override
    public void accept(Happening happening) {
        if (happening instanceof FileEnded ended) {
            if (ended.fate() != Happening.Fate.DOUBLED && !ended.isTold()) {
                raise(told(ended), Optional.of(ended.file()), ended.imported(), ended.folder());
            }
        } else if (happening instanceof FileStuck stuck) {
            raise(told(stuck), Optional.of(stuck.file()), stuck.imported(), plan.inbox());
        } else if (happening instanceof Happening.FileGone gone) {
            raise(GONE, Optional.of(gone.file()), Optional.empty(), plan.inbox());
        } else if (happening instanceof NightEnded night) {
            if (night.isFileMissing()) {
                raise(told(night), Optional.empty(), Optional.empty(), plan.inbox());
            }
        } else if (happening instanceof Happening.Blocked blocked) {
            raise(told(blocked), Optional.empty(), Optional.empty(), plan.inbox());
        }
    }

    private static Told told(FileEnded ended) {
        boolean isOurs = ended.imported().isPresent();
        return switch (ended.fate()) {
            case RECORDED ->
                new Told(
                        Alert.Kind.RECORDED,
                        isOurs
                                ? "Every row is recorded, or was already."
                                : "Imported before an interruption: every row is recorded, or was already.",
                        NOTHING);
            case REJECTS ->
                new Told(
                        Alert.Kind.NOT_RECORDED,
                        isOurs
                                ? "Imported; some rows were not recorded."
                                : "Imported before an interruption; some rows may not be recorded.",
                        (isOurs ? "" : "look whether a rejects file lies beside the archived file; ") + MEND);
            case GIVEN_UP ->
                new Told(
                        Alert.Kind.FAILED,
                        "It was not imported to its end, and is not tried again.",
                        "see the note beside it; mend that, and move the file into the inbox again.");
            case PUT_OFF -> putOff(ended.imported());
            case DOUBLED -> throw new IllegalArgumentException("nobody need know of a doubled file");
        };
    }

    private static Told putOff(Optional<Imported> imported) {
        if (imported.isEmpty()) {
            return new Told(
                    Alert.Kind.STOPPED,
                    "Its import was begun again and again and never came to its end: was the process killed, or out of"
                            + " memory?",
                    "look at the end of the output of dub-import schedule; DUB_IMPORT_JAVA_OPTS=-Xmx512m gives more"
                            + " memory.");
        }
        boolean isStopped = imported.get().ending() == Imported.Ending.STOPPED;
        return new Told(
                Alert.Kind.STOPPED,
                (isStopped ? "The import stopped before the end." : "Sales failed or are in doubt.")
                        + " It is taken up again by itself, after 1 minute at first and then ever more seldom.",
                "nothing, if it is recorded soon; otherwise " + SEE_OUTPUT + ".");
    }

    private static Told told(FileStuck stuck) {
        boolean hasRejects = stuck.imported()
                .filter(how -> how.ending() == Imported.Ending.REJECTS)
                .isPresent();
        return new Told(
                hasRejects ? Alert.Kind.NOT_RECORDED : Alert.Kind.STOPPED,
                stuck.imported().isEmpty()
                        ? "The file cannot be read or moved. It is tried again every hour."
                        : (hasRejects ? "Imported; some rows were not recorded. The file" : "Imported, but the file")
                                + " cannot be moved to where it belongs. It is tried again every hour.",
                SEE_OUTPUT + ", and mend who may read and write what" + (hasRejects ? "; then " + MEND : "."));
    }

    private Told told(NightEnded night) {
        String by = plan.expectFileBy().orElseThrow().toString();
        return new Told(
                Alert.Kind.NO_FILE,
                "For the run of " + plan.time(night.due()) + " no new file came by " + by + "."
                        + (night.nights() == 1
                                ? ""
                                : " It is the last of " + night.nights()
                                        + " runs that became due at once: was the scheduler or the machine off, or is"
                                        + " its clock wrong?"),
                plan.whatOfLateFiles() + ".");
    }

    private static Told told(Happening.Blocked blocked) {
        String what = switch (blocked.obstacle()) {
            case INBOX -> "The inbox cannot be read.";
            case LEDGER -> "The ledger cannot be used.";
            case OTHERS -> "Another dub-import has the ledger or the turn, and nothing else is imported.";
        };
        return new Told(
                Alert.Kind.BLOCKED, what + " It has been so for " + inWords(blocked.since()) + ".", SEE_OUTPUT + ".");
    }

    private static String inWords(Duration since) {
        return since.toHours() > 0 ? since.toHours() + " hours" : since.toMinutes() + " minutes";
    }

    private void raise(Told told, Optional<String> file, Optional<Imported> imported, Path folder) {
        alerts.raise(new Alert(
                UUID.randomUUID(),
                told.kind(),
                clock.instant(),
                Optional.of(ImportAlerts.where(destination)),
                file,
                Optional.of(folder.toString()),
                imported.map(Imported::runs).orElse(List.of()),
                imported.map(Imported::totals).orElse(ControlTotals.ZERO),
                told.what(),
                told.next(),
                imported.map(how -> OptionalInt.of(how.exitCode())).orElse(OptionalInt.empty())));
    }
}

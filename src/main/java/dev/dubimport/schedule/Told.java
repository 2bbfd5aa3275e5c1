package dev.dubimport.schedule;

import dev.dubimport.alert.Alert;
import dev.dubimport.ledger.Delivery;
import java.nio.file.Path;
import java.util.Optional;

/** What a person is told of a file. Where to look for it is said; what the service or the file said is not. */
final class Told {
    private static final String NOTHING = "nothing has to be done.";
    private static final String MEND =
            "mend the rows in the rejects file beside the archived file, and put that into the inbox.";
    private static final String SEE_NOTE =
            "see the note beside it in the folder failed of the inbox; mend that, and move the file into the inbox again.";

    private Told() {}

    static Notice imported(Path file, Imported imported) {
        return imported.ending() == Imported.Ending.RECORDED
                ? notice(Alert.Kind.RECORDED, file, imported, "Every row is recorded, or was already.", NOTHING)
                : notice(Alert.Kind.NOT_RECORDED, file, imported, "Imported; some rows were not recorded.", MEND);
    }

    static Notice putOff(Path file, Imported imported) {
        String what = imported.ending() == Imported.Ending.STOPPED
                ? "The import stopped before the end."
                : "Sales failed or are in doubt.";
        return notice(
                Alert.Kind.STOPPED,
                file,
                imported,
                what + " It is taken up again by itself, after 1 minute at first and then ever more seldom.",
                "nothing, if it is recorded soon; otherwise see why in the output of dub-import schedule.");
    }

    static Notice givenUp(Path file, Imported imported) {
        return notice(
                Alert.Kind.FAILED, file, imported, "It was not imported to its end, and is not tried again.", SEE_NOTE);
    }

    /** Who dealt with it was killed before it could say so, and what the import counted is gone with it. */
    static Notice leftBehind(Path file, Delivery.State state, boolean mayHaveRejects) {
        if (state == Delivery.State.REFUSED) {
            return Notice.of(
                    Alert.Kind.FAILED,
                    file,
                    Optional.empty(),
                    "It was not imported to its end, and is not tried again.",
                    SEE_NOTE);
        }
        return mayHaveRejects
                ? Notice.of(
                        Alert.Kind.NOT_RECORDED,
                        file,
                        Optional.empty(),
                        "Imported before an interruption; some rows may not be recorded.",
                        "look whether a rejects file lies beside the archived file; " + MEND)
                : Notice.of(
                        Alert.Kind.RECORDED,
                        file,
                        Optional.empty(),
                        "Imported before an interruption: every row is recorded, or was already.",
                        NOTHING);
    }

    static Notice unmovable(Path file) {
        return Notice.of(
                Alert.Kind.STOPPED,
                file,
                Optional.empty(),
                "The file cannot be read or moved. It is tried again every hour.",
                "see why in the output of dub-import schedule, and mend who may read and write what.");
    }

    private static Notice notice(Alert.Kind kind, Path file, Imported imported, String what, String next) {
        return Notice.of(kind, file, Optional.of(imported), what, next);
    }
}

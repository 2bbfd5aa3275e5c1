package dev.dubimport.alert;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Shown;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a person should know. It holds counts, sums and the name of a file; no invoice id, no customer, nothing that the service
 * said, no secret.
 *
 * @param id the same whenever it is sent again, so that a receiver can tell a repeat
 * @param where the sales go; empty where an import ended before that was clear
 * @param file its name, fit to be shown: shortened, escaped and without e-mail addresses; empty where it is about none, or several
 * @param folder where that file is, or should have come to, fit to be shown as well; empty where nobody looks after a folder
 * @param runs the ledger's numbers of the runs that it is about, the first hundred
 * @param what one sentence
 * @param next what to do about it
 * @param exitCode of {@code import}; empty where none ran
 */
public record Alert(
        UUID id,
        Kind kind,
        Instant time,
        Optional<Where> where,
        Optional<String> file,
        Optional<String> folder,
        List<Long> runs,
        ControlTotals totals,
        String what,
        String next,
        OptionalInt exitCode) {
    private static final int MOST_NAME_CHARACTERS = 80;
    private static final int MOST_PATH_CHARACTERS = 200;
    private static final int MOST_RUNS = 100;

    /** Bounded, so that no name makes it search for long. */
    private static final Pattern E_MAIL = Pattern.compile("[^\\s@/!]{1,64}@[^\\s@/!]{1,255}");

    /** What has happened. */
    public enum Kind {
        /** Every row is recorded, or was already. */
        RECORDED("recorded", "all recorded"),
        /** Finished; some rows were not recorded. */
        NOT_RECORDED("not-recorded", "not all recorded"),
        /** Stopped before the end, or sales failed or are in doubt; the same import goes on. */
        STOPPED("stopped", "stopped"),
        /** A file, or a command, that cannot be imported unless a person does something. */
        FAILED("failed", "failed"),
        /** A night without its file. */
        NO_FILE("no-file", "no file came"),
        /** Nothing can be imported for some time: the inbox cannot be read, or the ledger not be used. */
        BLOCKED("blocked", "nothing can be imported");

        private final String word;
        private final String heading;

        Kind(String word, String heading) {
            this.word = word;
            this.heading = heading;
        }

        /** The word in options, JSON and variables. */
        public String word() {
            return word;
        }

        String heading() {
            return heading;
        }

        /** Whether somebody has to do something, now or if it stays so. */
        public boolean needsPerson() {
            return this != RECORDED;
        }

        /**
         * The kind of that word.
         *
         * @throws IllegalArgumentException with a message for people, where there is none
         */
        public static Kind parse(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + Shown.shortened(word)
                            + "\": no kind of alert; use recorded, not-recorded, stopped, failed, no-file, blocked or all,"
                            + " with commas between"));
        }
    }

    /** Where sales go: the service, and the user's name for the workspace. */
    public record Where(String baseUrl, String workspace) {}

    public Alert {
        file = file.map(name -> shown(name, MOST_NAME_CHARACTERS));
        folder = folder.map(path -> shown(path, MOST_PATH_CHARACTERS));
        runs = List.copyOf(runs.subList(0, Math.min(runs.size(), MOST_RUNS)));
    }

    /** A name is what a person needs to find the file; an address in it is not. */
    private static String shown(String name, int mostCharacters) {
        return Shown.shortened(E_MAIL.matcher(name).replaceAll("***"), mostCharacters);
    }
}

package dev.dubimport.model;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Plays histories: {@code Histories FIRST_SEED COUNT} plays so many and prints one line of JSON; {@code Histories SEED} plays one
 * and tells it. Ends with 1 where a promise was not kept.
 */
public final class Histories {
    /** A new database now and then: an old one is slow, and remembers more than is asked for. */
    private static final int HISTORIES_PER_STAGE = 500;

    private Histories() {}

    public static void main(String[] arguments) throws IOException {
        silenceLogs();
        Path folder = Files.createTempDirectory("histories");
        boolean kept = arguments.length == 1
                ? tell(Long.parseLong(arguments[0]), folder)
                : play(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), folder, arguments.length > 2);
        System.exit(kept ? 0 : 1);
    }

    /** The seeds of the histories in which a promise was not kept. */
    static List<Long> play(long firstSeed, int count, Path folder, Tally tally) {
        List<Long> broken = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; ) {
            try (Stage stage = new Stage(folder)) {
                for (int i = 0; i < HISTORIES_PER_STAGE && seed < firstSeed + count; i++, seed++) {
                    if (!Play.of(Author.history(seed), stage, tally, what -> {}).isEmpty()) {
                        broken.add(seed);
                    }
                }
            }
        }
        return broken;
    }

    /** The history as it was planned, as it went and what was not kept. */
    static String told(History history, Path folder) {
        StringBuilder told = new StringBuilder(history.text());
        try (Stage stage = new Stage(folder)) {
            List<Breach> breaches = Play.of(
                    history, stage, new Tally(), what -> told.append(what).append('\n'));
            breaches.stream()
                    .distinct()
                    .forEach(breach -> told.append("BREACH ").append(breach).append('\n'));
        }
        return told.toString();
    }

    private static boolean play(long firstSeed, int count, Path folder, boolean quick) {
        Tally tally = new Tally();
        long began = System.nanoTime();
        List<Long> broken = play(firstSeed, count, folder, tally);
        System.out.println(tally.json(firstSeed, (System.nanoTime() - began) / 1e9));
        broken.stream().limit(20).forEach(seed -> System.err.println("not kept: seed " + seed));
        broken.stream()
                .limit(quick ? 0 : 1)
                .forEach(seed -> System.err.println(told(Shrinking.of(Author.history(seed), folder), folder)));
        return broken.isEmpty();
    }

    private static boolean tell(long seed, Path folder) {
        String told = told(Author.history(seed), folder);
        System.out.print(told);
        return !told.contains("BREACH ");
    }

    /** Faults are what is played: warnings of them would fill the screen. */
    static void silenceLogs() {
        ((Logger) LoggerFactory.getLogger("dev.dubimport")).setLevel(Level.OFF);
    }
}

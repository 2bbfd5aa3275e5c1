package dev.dubimport.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Plays files: {@code Truths FILES FIRST_SEED} makes and reads so many, each whole, cut and with hostile bytes, and prints a summary.
 * Ends with 1 where anything was found to be other than it was made, and tells the first such files in full.
 */
public final class Truths {
    private static final int MOST_TOLD = 3;

    private final Path folder;
    private final Map<Kind, Long> rows = new EnumMap<>(Kind.class);
    private final List<String> wrong = new ArrayList<>();
    private long rightRows;
    private long cutRows;
    private long hostileFiles;

    private Truths(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        long firstSeed = Long.parseLong(arguments[1]);
        Truths truths = new Truths(Files.createTempDirectory("truths"));
        long began = System.nanoTime();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            truths.play(seed);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        System.out.print(truths.summary(count, firstSeed, time));
        truths.wrong.stream().limit(MOST_TOLD).forEach(System.err::println);
        System.exit(truths.wrong.isEmpty() ? 0 : 1);
    }

    private void play(long seed) {
        TruthFile file = Author.file(seed);
        file.rows().forEach(row -> rows.merge(row.kind(), 1L, Long::sum));
        Optional<String> difference = Trial.of(file, folder);
        if (difference.isPresent()) {
            wrong.add(difference.get());
            return;
        }
        rightRows += file.rows().size();
        try {
            cutRows += Cuts.check(seed, folder);
            hostileFiles += HostileBytes.checkBelowTheHeader(seed, folder) ? 1 : 0;
            hostileFiles += HostileBytes.checkAnywhere(seed, folder) ? 1 : 0;
        } catch (AssertionError e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
    }

    private String summary(int files, long firstSeed, Duration time) {
        StringBuilder summary = new StringBuilder();
        rows.forEach((kind, count) ->
                summary.append(line(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), count)));
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        summary.append(line("rows in " + files + " files, from seed " + firstSeed, all));
        summary.append(line("of these found to be what they are", rightRows));
        summary.append(line("rows cut through", cutRows));
        summary.append(line("files read in spite of hostile bytes", hostileFiles));
        summary.append(line("files that were read wrong", wrong.size()));
        return summary.append(line("seconds", time.toSeconds())).toString();
    }

    private static String line(String what, long count) {
        return String.format(Locale.ROOT, "%-44s %,10d%n", what, count);
    }
}

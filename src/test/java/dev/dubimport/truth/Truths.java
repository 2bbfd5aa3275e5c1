package dev.dubimport.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Plays files: {@code Truths FILES FIRST_SEED} makes and reads so many and prints a summary. Ends with 1 where anything was found
 * to be other than it was made; one file alone is told in full.
 */
public final class Truths {
    private static final int MOST_TOLD = 3;

    private final Path folder;
    private final Map<Kind, Long> rows = new EnumMap<>(Kind.class);
    private final List<String> wrong = new ArrayList<>();
    private int files;

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
        System.out.print(truths.summary(firstSeed, (System.nanoTime() - began) / 1e9));
        truths.wrong.stream().limit(MOST_TOLD).forEach(System.err::println);
        System.exit(truths.wrong.isEmpty() ? 0 : 1);
    }

    private void play(long seed) {
        TruthFile file = Author.file(seed);
        file.rows().forEach(row -> rows.merge(row.kind(), 1L, Long::sum));
        files++;
        Optional<String> difference = Trial.of(file, folder);
        difference.ifPresent(wrong::add);
    }

    private String summary(long firstSeed, double seconds) {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder summary = new StringBuilder();
        rows.forEach((kind, count) -> summary.append(String.format(
                Locale.ROOT,
                "  %-28s %,10d%n",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                count)));
        return String.format(
                Locale.ROOT,
                "%,d files from seed %d, %,d rows:%n%s%,d files right, %,d wrong; %.1f s%n",
                files,
                firstSeed,
                all,
                summary,
                files - wrong.size(),
                wrong.size(),
                seconds);
    }
}

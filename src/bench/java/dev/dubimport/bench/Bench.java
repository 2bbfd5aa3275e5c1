package dev.dubimport.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Measures what the importer promises about speed, beside what the same work costs without it. */
final class Bench {
    private static final Set<String> OPTIONS = Set.of("--quick", "--pace", "--keep", "--all");

    private Bench() {}

    /** Arguments: the checkout's folder, then the options of scripts/bench. */
    public static void main(String[] arguments) {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (!OPTIONS.containsAll(options)) {
            System.err.println("bench: only " + OPTIONS + " are known, not " + options);
            System.exit(2);
        }
        boolean quick = options.contains("--quick");
        Report report = new Report(System.out);
        printMachine();
        try (Lab lab = new Lab(Path.of(arguments[0]))) {
            if (!options.contains("--pace") && !options.contains("--keep")) {
                measureSpeed(lab, report, quick);
            }
            if (options.contains("--pace") || options.contains("--all")) {
                new Pacing(lab, report).measure();
            }
            if (options.contains("--keep") || options.contains("--all")) {
                new Keeping(lab, report).measure(quick ? 1_000_000 : 10_000_000);
            }
        }
        report.end();
    }

    private static void measureSpeed(Lab lab, Report report, boolean quick) {
        int times = quick ? 1 : 3;
        new StartUp(lab, report).measure(quick ? 5 : 11);
        new Validation(lab, report).measure(quick ? 200_000 : 1_000_000, times);
        new Rates(lab, report).measure(quick ? 50_000 : 200_000, times);
        new Rerun(lab, report).measure(quick ? 100_000 : 1_000_000, times);
        new Reconciling(lab, report).measure(quick ? 100_000 : 1_000_000);
    }

    private static void printMachine() {
        System.out.println("dub-import, measured on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version());
        System.out.println("Other load on the machine changes every figure; trust the ratios.");
    }
}

package dev.dubimport.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table of figures. Printed line by line as they come, so that a long run shows where it is. */
final class Report {
    private static final String ROW = "%-58s %-34s %-18s %s%n";

    private final PrintStream out;
    private final List<String> missed = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void section(String title) {
        out.printf("%n%s%n", title);
        out.printf(Locale.ROOT, ROW, "  what", "figure", "target", "");
        out.println("  " + "-".repeat(122));
    }

    void figure(String what, String figure) {
        out.println(String.format(ROW, "  " + what, figure, "", "").stripTrailing());
    }

    void figure(String what, String figure, String target, boolean met) {
        out.printf(Locale.ROOT, ROW, "  " + what, figure, target, met ? "met" : "NOT MET");
        if (!met) {
            missed.add(what + ": " + figure + ", target " + target);
        }
    }

    void end() {
        out.println();
        if (missed.isEmpty()) {
            out.println("Every target is met.");
            return;
        }
        out.println("NOT MET:");
        missed.forEach(line -> out.println("  " + line));
    }

    static double median(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String perSecond(double rows) {
        return String.format(Locale.ROOT, "%,.0f rows/s", rows);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f times", ratio);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** CPU seconds, and the most memory that was resident. */
    static String cost(double cpuSeconds, long peakKilobytes) {
        String cpu = String.format(Locale.ROOT, "%.1f CPU s", cpuSeconds);
        return peakKilobytes == 0 ? cpu : cpu + ", peak " + peakKilobytes / 1_024 + " MB";
    }
}

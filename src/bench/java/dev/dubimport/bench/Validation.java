package dev.dubimport.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The check of a large file in little memory, beside the bare CSV parser over the same file. */
final class Validation {
    private static final double SHARE_OF_BARE = 0.60;

    private final Lab lab;
    private final Report report;

    Validation(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int rows, int times) {
        report.section("validate, " + Report.count(rows) + " rows, within -Xmx128m (median of " + times + ")");
        Path file = lab.invoices("large", rows);
        double[] ours = new double[times];
        double[] bare = new double[times];
        List<Child.Ended> commands = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            Child.Ended ended =
                    lab.dubImport("-Xmx128m", "validate", file.toString()).end();
            commands.add(ended);
            ours[time] = rows / ended.seconds();
            bare[time] = rows / lab.loop(BareParse.class, file.toString()).end().seconds();
        }
        boolean passed = commands.stream().allMatch(ended -> ended.exit() == 0);
        report.figure("ends well", passed ? "yes" : "no: " + commands, "yes", passed);
        Child.Ended ended = commands.get(0);
        report.figure("whole command", Report.perSecond(Report.median(ours)));
        report.figure("its cost", Report.cost(ended.cpuSeconds(), ended.peakKilobytes()));
        report.figure("bare commons-csv, whole command", Report.perSecond(Report.median(bare)));
        shareOfBare("whole commands beside each other", Report.median(ours) / Report.median(bare));
        measureWarm(file, 2 * times + 1);
    }

    private void measureWarm(Path file, int times) {
        Child readings = lab.loop(WarmReading.class, file.toString(), Integer.toString(times));
        double[] shares = readings.end().lines().stream()
                .filter(line -> line.startsWith("pair "))
                .map(line -> line.split(" "))
                .mapToDouble(pair -> Double.parseDouble(pair[1]) / Double.parseDouble(pair[2]))
                .toArray();
        shareOfBare("readings within one process, of two threads beside one", Report.median(shares));
    }

    private void shareOfBare(String name, double share) {
        report.figure(name, Report.percent(share), ">= 60 %", share >= SHARE_OF_BARE);
    }
}

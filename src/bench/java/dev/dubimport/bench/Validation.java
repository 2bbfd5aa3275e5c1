package dev.dubimport.bench;

import java.nio.file.Path;

/** The check of a large file in little memory, beside the bare CSV parser over the same file. */
final class Validation {
    private final Lab lab;
    private final Report report;

    Validation(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int rows, int times) {
        report.section(String.format("validate, %,d rows, within -Xmx128m (median of %d)", rows, times));
        Path file = lab.invoices("large", rows);
        double[] ours = new double[times];
        double[] bare = new double[times];
        Child.Ended ended = null;
        for (int time = 0; time < times; time++) {
            ended = lab.dubImport("-Xmx128m", "validate", file.toString()).end();
            ours[time] = rows / ended.seconds();
            bare[time] = rows / lab.loop(BareParse.class, file.toString()).end().seconds();
        }
        boolean passed = ended != null && ended.exit() == 0;
        report.figure("ends well", passed ? "yes" : "no: " + ended, "yes", passed);
        report.figure("whole command; the file is read twice", Report.perSecond(Report.median(ours)));
        report.figure("its cost", Report.cost(ended.cpuSeconds(), ended.peakKilobytes()));
        report.figure("bare commons-csv, read once, whole command", Report.perSecond(Report.median(bare)));
    }
}

package dev.dubimport.bench;

import java.nio.file.Path;

/** The nightly case: a file that is recorded already. The service is not even running while it is read again. */
final class Rerun {
    private static final double TARGET = 100_000;

    private final Lab lab;
    private final Report report;

    Rerun(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int rows, int times) {
        report.section("Rerun of " + Report.count(rows) + " recorded rows (median of " + times + ")");
        Path file = lab.invoices("large", rows);
        String baseUrl = importOnce(file, rows);
        double[] commands = new double[times];
        double[] runs = new double[times];
        Lab.Imported rerun = null;
        for (int time = 0; time < times; time++) {
            rerun = lab.importAll(file, baseUrl, "rerun");
            commands[time] = rows / rerun.ended().seconds();
            runs[time] = rows / rerun.runSeconds();
        }
        double run = Report.median(runs);
        report.figure("the run", Report.perSecond(run), ">= 100,000 rows/s", run >= TARGET);
        double command = Report.median(commands);
        report.figure(
                "whole command; the file is read twice",
                Report.perSecond(command),
                ">= 100,000 rows/s",
                command >= TARGET);
        report.figure(
                "its cost",
                Report.cost(rerun.ended().cpuSeconds(), rerun.ended().peakKilobytes()));
    }

    private String importOnce(Path file, int rows) {
        try (Service service = Service.fast(lab)) {
            Lab.Imported first = lab.importAll(file, service.baseUrl(), "rerun");
            report.figure(
                    "the first import, whole command",
                    Report.perSecond(rows / first.ended().seconds()));
            report.figure(
                    "its cost",
                    Report.cost(first.ended().cpuSeconds(), first.ended().peakKilobytes()));
            return service.baseUrl();
        }
    }
}

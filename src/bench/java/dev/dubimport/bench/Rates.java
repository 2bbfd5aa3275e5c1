package dev.dubimport.bench;

import java.util.List;

/**
 * The importer at full speed, beside a bare loop of the same HTTP client and beside the script that people write first, all
 * against the same sandbox. They take turns, because other load comes and goes.
 */
final class Rates {
    private static final double TARGET_SHARE = 0.4;
    private static final int SCRIPT_CALLS = 5_000;

    private final Lab lab;
    private final Report report;

    Rates(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int rows, int times) {
        report.section("First import at --rate unlimited, " + Report.count(rows)
                + " rows, sandbox on the same machine (median of " + times + ")");
        double[] runs = new double[times];
        double[] loops = new double[times];
        double[] scripts = new double[times];
        double[] runShares = new double[times];
        double[] commandShares = new double[times];
        double[] cpuRatios = new double[times];
        Lab.Imported imported = null;
        Child.Ended bare = null;
        for (int time = 0; time < times; time++) {
            try (Service service = Service.fast(lab)) {
                Child loop = lab.callLoop(BareLoop.class, service.baseUrl(), "bare" + time, rows);
                bare = loop.end();
                imported = lab.importAll(lab.invoices("run" + time, rows), service.baseUrl(), "first" + time);
                Child script = lab.callLoop(ScriptLoop.class, service.baseUrl(), "script" + time, SCRIPT_CALLS);
                runs[time] = rows / imported.runSeconds();
                loops[time] = rows / secondsOf(loop);
                scripts[time] = SCRIPT_CALLS / secondsOf(script);
                runShares[time] = runs[time] / loops[time];
                commandShares[time] = bare.seconds() / imported.ended().seconds();
                cpuRatios[time] = imported.ended().cpuSeconds() / bare.cpuSeconds();
            }
        }
        report.figure("the run, without start and first reading", Report.perSecond(Report.median(runs)));
        report.figure("bare loop, 32 threads, without start", Report.perSecond(Report.median(loops)));
        double share = Report.median(runShares);
        report.figure("the run beside the bare loop", Report.percent(share), ">= 40 %", share >= TARGET_SHARE);
        double whole = Report.median(commandShares);
        report.figure("whole commands beside each other", Report.percent(whole), ">= 40 %", whole >= TARGET_SHARE);
        report.figure("cost of the importer", cost(imported.ended()));
        report.figure("cost of the bare loop", cost(bare));
        report.figure("CPU time beside the bare loop's", Report.times(Report.median(cpuRatios)));
        report.figure("a script, one call after the other", Report.perSecond(Report.median(scripts)));
    }

    private static String cost(Child.Ended ended) {
        return Report.cost(ended.cpuSeconds(), ended.peakKilobytes());
    }

    private static double secondsOf(Child loop) {
        List<String> words = List.of(loop.line("seconds ").split(" "));
        return Double.parseDouble(words.get(1));
    }
}

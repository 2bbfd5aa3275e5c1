package dev.dubimport.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The comparison of three large books that agree, beside the service's pages read by the bare HTTP client. */
final class Reconciling {
    private static final int BELOW_MEGABYTES = 256;
    private static final String HEAP = "-Xmx88m";

    /** So long after the last sale was sent {@code reconcile} still waits for the service to list it: not measured. */
    private static final long LISTED_WITHIN_SECONDS = 60;

    private final Lab lab;
    private final Report report;

    Reconciling(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int rows) {
        report.section("reconcile, " + Report.count(rows) + " sales in file, ledger and service, within " + HEAP);
        Path file = lab.invoices("large", rows);
        // Not the warmed one: what warms it is recorded, and stands in no file.
        try (Service service =
                Service.start(lab, "--calls-per-minute", "0", "--events-per-second", "0", "--events-after", "0")) {
            lab.importAll(file, service.baseUrl(), "reconcile");
            long importedNanos = System.nanoTime();
            readPages(service, rows); // warms the reading
            double bare = readPages(service, rows);
            sleepUntil(importedNanos + TimeUnit.SECONDS.toNanos(LISTED_WITHIN_SECONDS));
            print(rows, lab.reconcile(HEAP, file, service.baseUrl(), "reconcile"), bare);
        }
    }

    private double readPages(Service service, int rows) {
        Child.Ended ended = lab.pagesLoop(service.baseUrl(), rows).end();
        if (ended.exit() != 0) {
            throw new IllegalStateException("the pages' reading ended with " + ended.exit() + ": " + ended.lines());
        }
        return ended.seconds();
    }

    private void print(int rows, Child.Ended ended, double bare) {
        boolean agrees = ended.exit() == 0
                && ended.lines().stream().anyMatch(line -> line.startsWith("AGREES: " + Report.count(rows) + " "));
        boolean waited = ended.lines().stream().anyMatch(line -> line.startsWith("Waiting "));
        report.figure(
                "all agrees, without a wait", agrees && !waited ? "yes" : "no: " + ended, "yes", agrees && !waited);
        report.figure(
                "whole command", Report.seconds(ended.seconds()) + ", " + Report.perSecond(rows / ended.seconds()));
        report.figure("its cost", Report.cost(ended.cpuSeconds(), ended.peakKilobytes()));
        long megabytes = ended.peakKilobytes() / 1_024;
        report.figure(
                "its peak memory", megabytes + " MB", "< " + BELOW_MEGABYTES + " MB", megabytes < BELOW_MEGABYTES);
        report.figure("the same pages, bare HTTP client", Report.seconds(bare) + ", " + Report.perSecond(rows / bare));
        report.figure("whole commands beside each other", Report.times(ended.seconds() / bare));
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.dubimport.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A person who gives the same command again and again, while it is struck at random moments, until it ends by itself. Each
 * station is used by one thread.
 */
final class Station {
    static final Duration LONGEST_PROCESS = Duration.ofMinutes(4);
    private static final int MOST_RUNS_WITHOUT_BLOWS = 20;
    private static final int MOST_MILLIS_TO_A_BLOW_BY_TIME = 4_000;
    private static final long MILLIS_BETWEEN_LOOKS = 2;

    private final Lab lab;
    private final RoundPlan plan;
    private final List<GeneratedFile> files;
    private final Path folder;
    private final String name;
    private final String key;
    private final List<String> command;
    private final LongSupplier calls;
    private final Audit audit;
    private final Figures figures;
    private final Random random;
    private int starts;

    Station(
            Lab lab,
            RoundPlan plan,
            int number,
            List<GeneratedFile> files,
            Path folder,
            String key,
            List<String> command,
            LongSupplier calls,
            Audit audit,
            Figures figures) {
        this.lab = lab;
        this.plan = plan;
        this.files = files;
        this.folder = folder;
        this.name = "station-" + number;
        this.key = key;
        this.command = command;
        this.calls = calls;
        this.audit = audit;
        this.figures = figures;
        this.random = new Random(plan.seed() * 31 + number);
    }

    /** Until all blows are dealt, or the command completed without being hit. */
    void workUnderBlows() throws InterruptedException {
        for (int blows = 0; blows < plan.blows(); blows++) {
            Blow blow = Blow.draw(random);
            if (completed(runStruck(blow))) {
                break;
            }
        }
        for (int runs = 0; runs < MOST_RUNS_WITHOUT_BLOWS; runs++) {
            if (completed(run())) {
                return;
            }
        }
        throw new Overdue(name + " did not complete in " + MOST_RUNS_WITHOUT_BLOWS + " runs that nobody struck");
    }

    /** The command once, undisturbed. */
    ImporterProcess.Ended run() throws InterruptedException {
        return endOf(start());
    }

    private static boolean completed(ImporterProcess.Ended ended) {
        return ended.exitCode() == 0 || ended.exitCode() == 1;
    }

    private ImporterProcess.Ended runStruck(Blow blow) throws InterruptedException {
        long callsBefore = calls.getAsLong();
        ImporterProcess process = start();
        awaitMoment(process, callsBefore);
        if (!process.isAlive()) {
            return endOf(process);
        }
        boolean whileSending = calls.getAsLong() > callsBefore;
        blow.strike(process, random);
        if (!blow.endsTheProcess()) {
            figures.struck(blow, whileSending);
            return endOf(process);
        }
        ImporterProcess.Ended ended = process.end(LONGEST_PROCESS);
        if (!blow.allowsExit(ended.exitCode())) {
            return checked(ended); // it had ended before the blow came
        }
        figures.struck(blow, whileSending);
        figures.ended(ended.exitCode());
        audit.said(startName(), ended);
        return ended;
    }

    private ImporterProcess start() {
        starts++;
        figures.started();
        return ImporterProcess.start(lab, plan.importer(), key, folder.resolve(startName()), command);
    }

    private ImporterProcess.Ended endOf(ImporterProcess process) throws InterruptedException {
        return checked(process.end(LONGEST_PROCESS));
    }

    private ImporterProcess.Ended checked(ImporterProcess.Ended ended) {
        figures.ended(ended.exitCode());
        audit.ended(startName(), ended, files.size());
        return ended;
    }

    /** After so many calls as a blow's share of the sales takes; one time in five by the clock, which hits start and waits too. */
    private void awaitMoment(ImporterProcess process, long callsBefore) throws InterruptedException {
        boolean byClock = random.nextInt(5) == 0;
        long callsToGo = random.nextInt(1 + 2 * plan.sales() / plan.blows());
        Duration longest = byClock ? Duration.ofMillis(random.nextInt(MOST_MILLIS_TO_A_BLOW_BY_TIME)) : LONGEST_PROCESS;
        long begunNanos = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - begunNanos < longest.toNanos()) {
            if (!byClock && calls.getAsLong() - callsBefore > callsToGo) {
                return;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    private String startName() {
        return name + "-start-" + starts;
    }
}

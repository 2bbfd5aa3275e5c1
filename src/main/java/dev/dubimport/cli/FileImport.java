package dev.dubimport.cli;

import dev.dubimport.console.LiveFile;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.job.ImportOrder;
import dev.dubimport.job.Importer;
import dev.dubimport.job.RunReport;
import dev.dubimport.ledger.Beyond;
import dev.dubimport.report.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Imports one file after the other at one seat, and says of each what it came to. */
final class FileImport {
    private final Importer importer;
    private final Seat at;
    private final Surroundings surroundings;
    private final RejectsOption rejects;
    private final long maxRejects;

    FileImport(Importer importer, Seat at, Surroundings surroundings, RejectsOption rejects, long maxRejects) {
        this.importer = importer;
        this.at = at;
        this.surroundings = surroundings;
        this.rejects = rejects;
        this.maxRejects = maxRejects;
    }

    /**
     * Imports it, or goes on with it, to its end or to where it is stopped.
     *
     * @throws RunBroken if the file is no longer as it was surveyed
     */
    RunSummary of(SalesFile file, Survey survey, ImportOrder order) {
        Target target = at.target();
        Instant begun = surroundings.clock().instant();
        importer.unfinished(order).ifPresent(new ImportNotes(surroundings.err())::goingOn);
        RunReport report;
        String limitReached;
        try (Display display = Display.of(surroundings, survey.rows());
                LiveFile live = target.live(file.source(), survey.rows(), display, surroundings.clock())) {
            RejectLimit limit = new RejectLimit(maxRejects, live, importer);
            report = importer.run(order, at.meter().counting(limit));
            limitReached = limit.reason();
        } catch (UnusableFile changed) {
            throw new RunBroken(changed);
        }
        boolean isStopped = report.status() != RunReport.Status.COMPLETED;
        Path rejected =
                rejects.file().orElseGet(() -> target.rejectsOf(report.run().id(), file.source()));
        String unwritten = writeRejects(report, file, rejected);
        return new RunSummary(
                report.run().id(),
                !isStopped,
                file.source().id(),
                file.source().name(),
                target.destination(),
                report.totals(),
                report.reasons(),
                rejected,
                unwritten,
                isStopped ? stoppedBy(report, limitReached) : "",
                isStopped ? importer.beyond(report) : Beyond.NOTHING,
                Duration.between(begun, surroundings.clock().instant()));
    }

    private String stoppedBy(RunReport report, String limitReached) {
        if (!report.stoppedBy().isEmpty()) {
            return report.stoppedBy();
        }
        return limitReached.isEmpty() && at.interruption().cameUp() ? "interrupted" : limitReached;
    }

    /** Why the rejects could not be written, or nothing: the run and its summary stand all the same. */
    private String writeRejects(RunReport report, SalesFile file, Path to) {
        try {
            importer.writeRejects(report, file, to).ifPresent(kept -> Notes.rejectsKept(surroundings.err(), kept));
            return "";
        } catch (UnusableFile unwritable) {
            return String.valueOf(unwritable.getMessage());
        }
    }
}

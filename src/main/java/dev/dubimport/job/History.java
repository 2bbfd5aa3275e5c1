package dev.dubimport.job;

import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.PastRun;
import dev.dubimport.ledger.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** The runs of the past, as ledger and job repository tell of them. */
public final class History {
    private final Ledger ledger;
    private final JobRepository repository;

    public History(Store store) {
        this.ledger = store.ledger();
        this.repository = store.bean(JobRepository.class);
    }

    /** The latest runs, the newest first, at most so many. */
    public List<RunReport> lastRuns(int most) {
        return ledger.lastRuns(most).stream().map(run -> report(run, "")).toList();
    }

    /** The run of that number. */
    public Optional<RunReport> run(long id) {
        return ledger.run(id).map(run -> report(run, ""));
    }

    RunReport report(Run run, String stoppedBy) {
        RunReport.Status status = isCompleted(run) ? RunReport.Status.COMPLETED : RunReport.Status.STOPPED;
        return new RunReport(run, status, checkpoint(run).totals(), ledger.reasons(run.id()), stoppedBy);
    }

    /**
     * Whether the run can be taken up where it ended. One whose end the framework could not save (a full disk, say) cannot be
     * restarted ever; a new run does as well, because the ledger knows what was recorded.
     */
    boolean canGoOn(Run run) {
        return !isCompleted(run)
                && lastExecution(run)
                        .filter(execution -> execution.getStatus() == BatchStatus.UNKNOWN)
                        .isEmpty();
    }

    boolean isCompleted(Run run) {
        return lastExecution(run)
                .map(execution -> execution.getStatus() == BatchStatus.COMPLETED)
                .orElseGet(() ->
                        ledger.pastRun(run.id()).filter(PastRun::isCompleted).isPresent());
    }

    Optional<JobExecution> lastExecution(Run run) {
        return executions(run).findFirst();
    }

    /** What was saved last; an execution that had no row left to do, or died before the first, saved nothing. */
    Checkpoint checkpoint(Run run) {
        return executions(run)
                .flatMap(execution -> execution.getStepExecutions().stream())
                .findFirst()
                .map(StepExecution::getExecutionContext)
                .map(Checkpoint::readFrom)
                .or(() -> ledger.pastRun(run.id()).map(past -> Checkpoint.of(past.rowsDone(), past.totals())))
                .orElse(Checkpoint.START);
    }

    /**
     * The framework writes an instance and its first execution one after the other, each by itself. A process that is killed
     * in between leaves an instance that can never be started; without it the run begins as a new one does.
     */
    void forgetHalfBegun(Run run) {
        instance(run)
                .filter(instance -> repository.getJobExecutions(instance).isEmpty())
                .ifPresent(repository::deleteJobInstance);
    }

    /** The latest first, by number: by time another may come first, where a clock was set back. */
    private Stream<JobExecution> executions(Run run) {
        return instance(run).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .sorted(Comparator.comparingLong(JobExecution::getId).reversed());
    }

    Optional<JobInstance> instance(Run run) {
        return Optional.ofNullable(repository.getJobInstance(ImportJob.NAME, ImportJob.parametersOf(run.id())));
    }
}

package dev.dubimport.job;

import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.dub.Dub;
import dev.dubimport.dub.Flight;
import dev.dubimport.dub.Halt;
import dev.dubimport.ledger.Beyond;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Turn;
import dev.dubimport.sale.ControlTotals;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;

/** Imports files to a service, one run a file. */
public final class Importer {
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final int MOST_LOOKS = 10;
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

    private final Store store;
    private final Dub dub;
    private final Turn turn;
    private final Clock clock;
    private final Ledger ledger;
    private final History history;
    private final StopSignal stop;

    /** An importer to the destination that the turn is about. Its client sends only while it is our turn. */
    public Importer(Store store, Dub dub, Turn turn, Clock clock) {
        this.store = store;
        this.dub = dub;
        this.turn = turn;
        this.clock = clock;
        this.ledger = store.ledger();
        this.history = new History(store);
        this.stop = new StopSignal(dub);
        turn.whenLost(stop::ask);
    }

    /**
     * Waits until it is our turn to send; nothing else may be asked of this importer before.
     *
     * @param waiting hears who has the turn, at once and every minute
     * @return false if there was a call to stop first
     */
    public boolean awaitTurn(Consumer<String> waiting) {
        Instant said = Instant.MIN;
        Optional<String> holder = turn.tryTake();
        while (holder.isPresent() && !stop.isGiven()) {
            Instant now = clock.instant();
            if (now.isAfter(said.plus(SAY_AGAIN))) {
                waiting.accept(holder.get());
                said = now;
            }
            stop.pause(ASK_AGAIN);
            holder = turn.tryTake();
        }
        return !stop.isGiven();
    }

    /** The run that an import of that file would go on with, if its last one is unfinished and about the same content. */
    public Optional<RunReport> unfinished(ImportOrder order) {
        return unfinishedRun(order).map(run -> history.report(run, ""));
    }

    /** The sales that this import would resend only because a person decided so: the service may have forgotten them. */
    public ControlTotals.Line inDoubtTooLong(ImportOrder order) {
        Checkpoint done = unfinishedRun(order).map(history::checkpoint).orElse(Checkpoint.START);
        return new LongDoubts(ledger.books(order.destination()), clock).of(order, done);
    }

    /**
     * Imports a file: goes on with its unfinished run, or begins a new one. Returns when every row has its outcome, or the run
     * had to stop; then the same call, in this process or a later one, goes on.
     *
     * @throws UnusableFile if the file is no longer what was surveyed
     */
    public RunReport run(ImportOrder order, Progress progress) {
        Run run = unfinishedRun(order)
                .orElseGet(() -> ledger.begin(
                        order.destination(),
                        order.file().source().id(),
                        order.survey().sha256(),
                        order.recipe()));
        RunId.begin(run);
        declareDead(run);
        history.forgetHalfBegun(run);
        progress.begun(run);
        execute(job(run, order, progress), run);
        RunReport report = history.report(run, dub.halted().map(Halt::message).orElse(""));
        ensureAddsUp(report, order);
        if (report.status() == RunReport.Status.COMPLETED) {
            new Pruning(store, turn, clock).prune(order.destination());
        }
        return report;
    }

    /** What the ledger has of the run beyond its report. */
    public Beyond beyond(RunReport report) {
        return ledger.books(report.run().destination()).beyond(report.run().id(), report.totals());
    }

    /**
     * Writes the rows of a run that were not recorded, if there are any, to a file.
     *
     * @return where a file of that name is kept that somebody may have mended
     * @throws UnusableFile if it cannot be written
     */
    public Optional<Path> writeRejects(RunReport report, SalesFile source, Path target) {
        if (report.reasons().stream().allMatch(reason -> reason.outcome().isSettledWell())) {
            return Optional.empty();
        }
        try (RejectsFile rejects = RejectsFile.create(target, source)) {
            ledger.rejects(report.run().id(), reject -> {
                if (!reject.finding().outcome().isSettledWell()) {
                    rejects.add(reject.row().line(), reject.cells(), reject.finding());
                }
            });
            return rejects.publish();
        }
    }

    /** Ends the run that is under way as soon as what is in flight has been answered. May be called from any thread. */
    public void stop() {
        stop.ask();
    }

    private Optional<Run> unfinishedRun(ImportOrder order) {
        return ledger.lastRun(order.destination(), order.file().source().id())
                .filter(run -> run.isAbout(order.survey().sha256(), order.recipe()))
                .filter(history::canGoOn);
    }

    private Job job(Run run, ImportOrder order, Progress progress) {
        Books books = ledger.books(order.destination());
        Shipping shipping = new Shipping(
                books,
                dub,
                order.groupSize(),
                stop,
                clock,
                System::nanoTime,
                notResentBefore(order),
                stop::pause,
                Flight::await);
        return ImportJob.of(
                store.bean(JobRepository.class),
                store.bean(PlatformTransactionManager.class),
                new RowReader(order.file(), order.survey()),
                new SalesWriter(
                        run.id(), ledger, books, shipping, turn, stop, progress::update, clock, order.resendInDoubt()));
    }

    /**
     * How long after our beginning a sale in doubt may be resent. Whoever left it in doubt has lost sight of it by then, or it
     * sits somewhere without the ledger and gives up on the answer within the time that an answer may take.
     */
    private Duration notResentBefore(ImportOrder order) {
        Duration lastSight = turn.mayPredecessorAwaitAnswers() ? order.answerWithin() : Duration.ZERO;
        return lastSight.plus(order.workingTime()).plus(order.settlingPause());
    }

    /** A killed process leaves its execution running for ever in the books of the framework; it is our turn, so it is dead. */
    private void declareDead(Run run) {
        for (int looks = 1; ; looks++) {
            try {
                history.lastExecution(run)
                        .filter(JobExecution::isRunning)
                        .ifPresent(execution -> store.bean(JobOperator.class).recover(execution));
                return;
            } catch (OptimisticLockingFailureException stillWriting) {
                // It has only just lost its turn, and writes down how it ended: then that stands.
                if (looks == MOST_LOOKS) {
                    throw stillWriting;
                }
                stop.pause(ASK_AGAIN);
            }
        }
    }

    private void execute(Job job, Run run) {
        JobExecution execution;
        try {
            execution = store.bean(JobOperator.class).start(job, ImportJob.parametersOf(run.id()));
        } catch (JobExecutionException e) {
            throw new IllegalStateException("run " + run.id() + " cannot be started", e);
        }
        List<Throwable> failures = execution.getAllFailureExceptions();
        // UNKNOWN: the framework could not write how it ended.
        if (execution.getStatus() == BatchStatus.FAILED || execution.getStatus() == BatchStatus.UNKNOWN) {
            throw RunFailure.of(failures);
        }
    }

    /** The promise: every row that was read ends in exactly one outcome. */
    private static void ensureAddsUp(RunReport report, ImportOrder order) {
        long counted = report.totals().read().count();
        long read = order.survey().rows();
        if (report.status() == RunReport.Status.COMPLETED && counted != read) {
            throw new IllegalStateException("the outcomes of " + counted + " rows were counted, and the file has "
                    + read + "; please report this");
        }
    }
}

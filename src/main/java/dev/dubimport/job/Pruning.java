package dev.dubimport.job;

import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.PastRun;
import dev.dubimport.ledger.PastRuns;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Turn;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Takes old runs out of the job repository, which keeps every step of every night for ever. What {@code status} tells of them
 * stays in the ledger, and so does every entry. A run that can be gone on with stays as it is, however old.
 */
final class Pruning {
    /** More than a year: last year's run of the same night can still be looked into. */
    static final Duration KEPT_FOR = Duration.ofDays(400);

    /** A nightly import catches up with thirty years within three months, and no night takes notice. */
    private static final int MOST_AT_ONCE = 100;

    /** Those that stay are looked at every time: so many runs of so many files nobody leaves unfinished. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

    private final Store store;
    private final History history;
    private final Turn turn;
    private final Clock clock;

    Pruning(Store store, Turn turn, Clock clock) {
        this.store = store;
        this.history = new History(store);
        this.turn = turn;
        this.clock = clock;
    }

    /** After an import that is done and told: whatever goes wrong here, it stands. */
    void prune(Destination destination) {
        try {
            PastRuns runs = store.ledger().pastRuns(destination);
            runs.old(clock.instant().minus(KEPT_FOR)).stream()
                    .limit(MOST_LOOKED_AT)
                    .filter(old -> prune(store.ledger().run(old.run()).orElseThrow(), old.isFollowed(), runs))
                    .limit(MOST_AT_ONCE)
                    .forEach(pruned -> LOG.debug("the job repository has forgotten run {}", pruned.run()));
        } catch (RuntimeException e) {
            LOG.debug("old runs stay in the job repository", e);
        }
    }

    private boolean prune(Run run, boolean isFollowed, PastRuns runs) {
        boolean isCompleted = history.isCompleted(run);
        boolean canBeGoneOnWith =
                !isCompleted && !isFollowed && history.instance(run).isPresent();
        if (canBeGoneOnWith) {
            return false;
        }
        Checkpoint done = history.checkpoint(run);
        JobRepository jobs = store.bean(JobRepository.class);
        runs.keep(
                new PastRun(run.id(), isCompleted, done.rows(), done.totalsAsText()),
                turn,
                () -> history.instance(run).ifPresent(jobs::deleteJobInstance));
        return true;
    }
}

package dev.dubimport.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The runs of one destination that the job repository may forget, or has forgotten. Their entries stay, whatever their age. */
public final class PastRuns {
    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;

    PastRuns(long destinationId, JdbcTemplate jdbc, TransactionTemplate ownTransaction) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
    }

    /**
     * A run that began before the moment asked about, and is still in the job repository.
     *
     * @param isFollowed whether the same file was imported again: what was not done of this run nobody goes on with
     */
    public record Old(long run, boolean isFollowed) {}

    /** Those runs, the oldest first. */
    public List<Old> old(Instant before) {
        return jdbc.query(
                "select r.id, exists (select 1 from run later where later.destination_id = r.destination_id"
                        + " and later.file = r.file and later.id > r.id)"
                        + " from run r left join past_run p on p.run_id = r.id"
                        + " where r.destination_id = ? and r.started_millis < ? and p.run_id is null"
                        + " order by r.id",
                (row, number) -> new Old(row.getLong(1), row.getBoolean(2)),
                destinationId,
                before.toEpochMilli());
    }

    /** Keeps what stays of a run, in one transaction with what the caller does: both happen, or nothing. */
    public void keep(PastRun run, Turn turn, Runnable forgetting) {
        ownTransaction.executeWithoutResult(status -> {
            turn.ensureOurs();
            jdbc.update(
                    "insert into past_run (run_id, completed, rows_done, totals) values (?, ?, ?, ?)",
                    run.run(),
                    run.isCompleted(),
                    run.rowsDone(),
                    run.totals());
            forgetting.run();
        });
    }

    static Optional<PastRun> of(long run, JdbcTemplate jdbc) {
        return jdbc
                .query(
                        "select completed, rows_done, totals from past_run where run_id = ?",
                        (row, number) -> new PastRun(run, row.getBoolean(1), row.getLong(2), row.getString(3)),
                        run)
                .stream()
                .findFirst();
    }
}

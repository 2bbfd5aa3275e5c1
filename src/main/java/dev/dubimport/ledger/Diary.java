package dev.dubimport.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A scheduler's memory of one destination: the files of its inboxes by content, and the nights that are accounted for. Only who
 * has the turn writes into it; each writing fails with {@link TakenOver} once somebody else has it.
 */
public final class Diary {
    private static final String COLUMNS =
            "select sha256, inbox, name, state, attempts, unsettled, begun, taken_millis, next_millis, put_away from delivery";

    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Turn turn;
    private final Clock clock;

    Diary(long destinationId, JdbcTemplate jdbc, TransactionTemplate ownTransaction, Turn turn, Clock clock) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.turn = turn;
        this.clock = clock;
    }

    /** What became of that content, from whatever inbox. */
    public Optional<Delivery> delivery(String sha256) {
        return jdbc
                .query(
                        COLUMNS + " where destination_id = ? and sha256 = ?",
                        (row, number) -> delivery(row),
                        destinationId,
                        sha256)
                .stream()
                .findFirst();
    }

    /** The files of that inbox whose import has to be taken up again. */
    public List<Delivery> toBeTakenUp(String inbox) {
        return jdbc.query(
                COLUMNS + " where destination_id = ? and inbox = ? and state in ('BEGUN', 'STOPPED')",
                (row, number) -> delivery(row),
                destinationId,
                inbox);
    }

    /** How many files of new content were taken from that inbox from that moment on; those that were refused are none. */
    public int takenSince(String inbox, Instant since) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from delivery where destination_id = ? and inbox = ? and taken_millis >= ?"
                        + " and state <> ?",
                Integer.class,
                destinationId,
                inbox,
                since.toEpochMilli(),
                Delivery.State.REFUSED.name()));
    }

    /** Keeps what became of a content, in place of what was known of it. */
    public void note(Delivery delivery) {
        whileOurs(() -> {
            jdbc.update(
                    "delete from delivery where destination_id = ? and sha256 = ?", destinationId, delivery.sha256());
            jdbc.update(
                    "insert into delivery (destination_id, sha256, inbox, name, state, attempts, unsettled, begun, taken_millis,"
                            + " next_millis, put_away) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    destinationId,
                    delivery.sha256(),
                    delivery.inbox(),
                    delivery.name(),
                    delivery.state().name(),
                    delivery.attempts(),
                    delivery.unsettled(),
                    delivery.begun(),
                    delivery.taken().toEpochMilli(),
                    delivery.next().toEpochMilli(),
                    delivery.isPutAway());
        });
    }

    /** The files of that inbox with which somebody dealt, who did not say that they have left it. */
    public List<Delivery> notPutAway(String inbox) {
        return jdbc.query(
                COLUMNS
                        + " where destination_id = ? and inbox = ? and not put_away and state not in ('BEGUN', 'STOPPED')",
                (row, number) -> delivery(row),
                destinationId,
                inbox);
    }

    /** Forgets a content whose import did not begin after all. */
    public void forget(String sha256) {
        whileOurs(() ->
                jdbc.update("delete from delivery where destination_id = ? and sha256 = ?", destinationId, sha256));
    }

    /** When the night was closed up to which all of that inbox are accounted for; empty where none was ever kept. */
    public Optional<Instant> lastNightEnded(String inbox) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select max(ended_millis) from night where destination_id = ? and inbox = ? and due_millis ="
                                + " (select max(due_millis) from night where destination_id = ? and inbox = ?)",
                        Long.class,
                        destinationId,
                        inbox,
                        destinationId,
                        inbox))
                .map(Instant::ofEpochMilli);
    }

    /** Up to when all nights of that inbox are accounted for; empty where none was ever kept. */
    public Optional<Instant> lastNight(String inbox) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select max(due_millis) from night where destination_id = ? and inbox = ?",
                        Long.class,
                        destinationId,
                        inbox))
                .map(Instant::ofEpochMilli);
    }

    /** How many nights of that inbox are accounted for, those that were missed and caught up among them. */
    public int nights(String inbox) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select coalesce(sum(nights), 0) from night where destination_id = ? and inbox = ?",
                Integer.class,
                destinationId,
                inbox));
    }

    /**
     * Accounts for the nights up to the one that was due then.
     *
     * @param nights how many since the last that was accounted for: more than one where some were missed
     * @param files how many files of new content came for them
     */
    public void noteNights(String inbox, Instant due, int nights, int files) {
        whileOurs(() -> jdbc.update(
                "insert into night (destination_id, inbox, due_millis, nights, files, ended_millis)"
                        + " values (?, ?, ?, ?, ?, ?)",
                destinationId,
                inbox,
                due.toEpochMilli(),
                nights,
                files,
                clock.millis()));
    }

    /** Strikes the nights after that moment, which were kept by a clock that was ahead; files that it saw then came before. */
    public void strikeNightsAfter(String inbox, Instant moment) {
        whileOurs(() -> {
            jdbc.update(
                    "delete from night where destination_id = ? and inbox = ? and due_millis > ?",
                    destinationId,
                    inbox,
                    moment.toEpochMilli());
            jdbc.update(
                    "update delivery set taken_millis = ? where destination_id = ? and inbox = ? and taken_millis > ?",
                    moment.toEpochMilli(),
                    destinationId,
                    inbox,
                    moment.toEpochMilli());
        });
    }

    private void whileOurs(Runnable writing) {
        ownTransaction.executeWithoutResult(status -> {
            turn.ensureOurs();
            writing.run();
        });
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Delivery.State.valueOf(row.getString(4)),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)),
                row.getBoolean(10));
    }
}

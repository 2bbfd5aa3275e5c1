package dev.dubimport.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What one destination said about customers lately: whether it knows them. */
public final class Customers {
    /** So long an answer is taken for true: long enough to go on with a look ahead that was interrupted. */
    private static final Duration HOLDS = Duration.ofHours(24);

    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    Customers(long destinationId, JdbcTemplate jdbc, TransactionTemplate ownTransaction, Clock clock) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.clock = clock;
    }

    /** Whether the destination knew each of these, as far as it was asked within a day; the others are absent. */
    public Map<String, Boolean> known(Collection<String> externalIds) {
        return Objects.requireNonNull(ownTransaction.execute(status -> {
            Map<String, Boolean> known = new HashMap<>();
            jdbc.query(
                    "select customer.external_id, customer.known from unnest(?) wanted(id)"
                            + " left join customer on customer.destination_id = ? and customer.external_id = wanted.id"
                            + " and customer.asked_millis >= ?",
                    statement -> {
                        statement.setArray(
                                1, statement.getConnection().createArrayOf("varchar", externalIds.toArray()));
                        statement.setLong(2, destinationId);
                        statement.setLong(3, heldSinceMillis());
                    },
                    row -> {
                        if (row.getString(1) != null) {
                            known.put(row.getString(1), row.getBoolean(2));
                        }
                    });
            return known;
        }));
    }

    /** Keeps what the destination has just said. */
    public void note(Map<String, Boolean> answers) {
        long now = clock.millis();
        List<Object[]> rows = answers.entrySet().stream()
                .map(answer -> new Object[] {destinationId, answer.getKey(), answer.getValue(), now})
                .toList();
        ownTransaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    "delete from customer where destination_id = ? and external_id = ?",
                    rows.stream().map(row -> new Object[] {row[0], row[1]}).toList());
            jdbc.batchUpdate(
                    "insert into customer (destination_id, external_id, known, asked_millis) values (?, ?, ?, ?)",
                    rows);
        });
    }

    /** Forgets what the destination said more than a day ago: the ledger is no place to keep the ids of customers in. */
    public void forgetOld() {
        ownTransaction.executeWithoutResult(status -> jdbc.update(
                "delete from customer where destination_id = ? and asked_millis < ?",
                destinationId,
                heldSinceMillis()));
    }

    private long heldSinceMillis() {
        return clock.instant().minus(HOLDS).toEpochMilli();
    }
}

package dev.dubimport.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The row of a destination's lease. All times are the database server's: clocks of machines that share it differ. */
final class LeaseRow {
    private final long destinationId;
    private final JdbcTemplate jdbc;
    private final Duration ttl;
    private final String token = UUID.randomUUID().toString();

    LeaseRow(long destinationId, JdbcTemplate jdbc, Duration ttl) {
        this.destinationId = destinationId;
        this.jdbc = jdbc;
        this.ttl = ttl;
    }

    /** Whether it is ours now, because there was none. */
    boolean takeFree() {
        return asking(soon -> soon.update(
                        "insert into lease (destination_id, holder, token, taken_at, renewed_at, ttl_millis)"
                                + " values (?, ?, ?, clock_timestamp(), clock_timestamp(), ?)"
                                + " on conflict (destination_id) do nothing",
                        destinationId,
                        here(),
                        token,
                        ttl.toMillis()))
                == 1;
    }

    /** Whether it is ours now, because it had run out, or was ours without our knowing. */
    boolean takeRunOut() {
        return asking(soon -> soon.update(
                        "update lease set holder = ?, token = ?, taken_at = clock_timestamp(),"
                                + " renewed_at = clock_timestamp(), ttl_millis = ? where destination_id = ? and (token = ?"
                                + " or renewed_at + ttl_millis * interval '1 millisecond' < clock_timestamp())",
                        here(),
                        token,
                        ttl.toMillis(),
                        destinationId,
                        token))
                == 1;
    }

    /** Whether it is still ours. One that has run out is renewed all the same, if nobody took it. */
    boolean renew() {
        return asking(soon -> soon.update(
                        "update lease set renewed_at = clock_timestamp() where destination_id = ? and token = ?",
                        destinationId,
                        token))
                == 1;
    }

    /** Whether it is still ours; if so, nobody can take it until the transaction of the caller ends. */
    boolean keep() {
        return !jdbc.queryForList(
                        "select 1 from lease where destination_id = ? and token = ? for share", destinationId, token)
                .isEmpty();
    }

    void giveBack() {
        asking(soon -> soon.update("delete from lease where destination_id = ? and token = ?", destinationId, token));
    }

    /** Gives it back, and lets the next one take it as from somebody who fell silent. */
    void letRunOut() {
        asking(soon -> soon.update(
                "update lease set ttl_millis = 0, renewed_at = clock_timestamp() - interval '1 second'"
                        + " where destination_id = ? and token = ?",
                destinationId,
                token));
    }

    /** Who has it, and since when; for people. */
    Optional<String> holder() {
        return asking(soon -> soon
                .query(
                        "select holder || ' since ' || to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                                + " || ' UTC' from lease where destination_id = ?",
                        (row, number) -> row.getString(1),
                        destinationId)
                .stream()
                .findFirst());
    }

    /** On a connection that gives up long before the lease has run out, also where the network swallows all. */
    private <T> T asking(Function<JdbcTemplate, T> question) {
        return jdbc.execute((Connection connection) -> {
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(1_000, ttl.toMillis() / 4));
            return question.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        });
    }

    private static String here() {
        String process = "process " + ProcessHandle.current().pid();
        try {
            return process + " on " + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return process + " on a machine without a name";
        }
    }
}

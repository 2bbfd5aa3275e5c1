package dev.dubimport.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;

/** A database that went away: stopped, restarted, failed over, or cut off. */
public final class Outage {
    /** What HikariCP says, without an SQLSTATE, of a connection that broke earlier and is asked once more. */
    private static final String BROKE_EARLIER = "Connection is closed";

    private Outage() {}

    /** What the driver said, if that failure comes of the database being away; it may be back soon. */
    public static Optional<String> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(Outage::isAway)
                .reduce((first, last) -> last)
                .map(away -> String.valueOf(away.getMessage()));
    }

    /** Classes of SQLSTATE: 08 is the connection, 57P the server going down or coming up, 53300 too many connections. */
    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || BROKE_EARLIER.equals(failure.getMessage())
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300");
    }
}

package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BrokenConnectionTest {
    /** A transaction that spans the outage holds a connection that the pool has given up since. */
    @Test
    void aConnectionThatBrokeEarlierIsAnOutageToo() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:broken");
            Connection held = pool.getConnection();
            held.close();

            SQLException failure = catchThrowableOfType(SQLException.class, () -> held.prepareStatement("select 1"));

            assertThat(Outage.in(new IllegalStateException(failure))).contains("Connection is closed");
        }
    }
}

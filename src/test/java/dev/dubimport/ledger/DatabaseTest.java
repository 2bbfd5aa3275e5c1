package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/ledger?password=s3cret",
                "jdbc:postgresql://db/ledger?ssl=true&PassWord=s3cret",
                "jdbc:postgresql://db/ledger?sslpassword=s3cret",
                "jdbc:postgresql://me:s3cret@db/ledger"
            })
    void aPasswordInTheAddressIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> Database.postgresql(url, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holds a password, which everybody on this machine could read")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/ledger", "jdbc:h2:mem:x", "jdbc:mysql://db/ledger", "db"})
    void onlyPostgreSqlIsShared(String url) {
        assertThatThrownBy(() -> Database.postgresql(url, Map.of()))
                .hasMessage("not the address of a PostgreSQL database; use jdbc:postgresql://HOST:PORT/DATABASE, or"
                        + " --data-dir for a ledger in a file");
    }

    @Test
    void userAndPasswordComeFromTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "me", "PGPASSWORD", "s3cret");

        Database database = Database.postgresql("jdbc:postgresql://db/ledger", environment);

        assertThat(database.user()).contains("me");
        assertThat(database.password()).contains("s3cret");
        assertThat(database).asString().isEqualTo("jdbc:postgresql://db/ledger");
        assertThat(Database.postgresql("jdbc:postgresql://db/ledger?user=you", environment)
                        .user())
                .isEmpty();
    }

    @Test
    void aCommitIsOnTheDiskWhateverTheServerWouldDoByItself() {
        Database address = TestDatabase.POSTGRESQL.address();
        try (HikariDataSource first = address.pool()) {
            JdbcTemplate jdbc = new JdbcTemplate(first);
            jdbc.execute("alter database " + address.name().replaceFirst(".*/", "") + " set synchronous_commit = off");
        }
        try (HikariDataSource pool = address.pool()) {
            JdbcTemplate jdbc = new JdbcTemplate(pool);

            assertThat(jdbc.queryForObject("show synchronous_commit", String.class))
                    .isEqualTo("on");
        }
    }
}

package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Every page of every rerun is looked up: reading all entries for each would take days. */
class LookUpPlanTest {
    @Test
    void aPageIsLookedUpInTheIndexWhetherTheServerKnowsTheTableWellOrNotAtAll() {
        try (HikariDataSource database = TestDatabase.POSTGRESQL.fresh()) {
            Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.update("insert into entry select 1, 'INV-' || n, n, n, 100, 'USD', 'RECORDED', 1, n, 1, 1"
                    + " from generate_series(1, 200000) n");

            assertThat(plan(jdbc)).contains("entry_pkey").doesNotContain("Seq Scan");
            jdbc.execute("analyze entry");
            assertThat(plan(jdbc)).contains("entry_pkey").doesNotContain("Seq Scan");
        }
    }

    private static String plan(JdbcTemplate jdbc) {
        String[] page =
                IntStream.range(0, 1_000).mapToObj(n -> "INV-" + n * 100).toArray(String[]::new);
        List<String> lines = jdbc.query(
                "explain select invoice_id" + Vendor.POSTGRESQL.lookUp(),
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("varchar", page));
                    statement.setLong(2, 1);
                },
                (row, number) -> row.getString(1));
        return String.join("\n", lines);
    }
}

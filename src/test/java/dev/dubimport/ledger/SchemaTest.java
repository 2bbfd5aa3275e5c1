package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SchemaTest {
    private static final Destination ACME = new Destination(URI.create("http://127.0.0.1:4777"), "acme");

    @Test
    void aLedgerOfBeforeTheMigrationsLosesNothing() {
        try (HikariDataSource database = TestDatabase.H2.fresh()) {
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(new ClassPathResource("dev/dubimport/ledger/before-migrations.sql")),
                    database);

            Ledger ledger = open(database);

            assertThat(ledger.statistics()
                            .shelves()
                            .get(0)
                            .totals()
                            .of(Outcome.RECORDED)
                            .count())
                    .isEqualTo(12);
            Entry entry = ledger.books(ACME)
                    .find(List.of("INV-3007"))
                    .values()
                    .iterator()
                    .next();
            assertThat(entry.outcome()).contains(Outcome.RECORDED);
            assertThat(entry.line()).isEqualTo(12);
            assertThat(entry.recorded()).as("answers were not kept then").isEmpty();
            assertThat(entry.isAdopted()).isFalse();
            assertThat(ledger.reasons(1)).isNotEmpty();
            assertThat(ledger.lastRun(ACME, "/data/dirty.csv"))
                    .get()
                    .extracting(Run::id)
                    .isEqualTo(1L);
            assertThat(count(database, "batch_step_execution_context")).isEqualTo(2);
            assertThat(ledger.begin(ACME, "/data/next.csv", "hash", "recipe").id())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfAFirstStartThatWasKilledAreCompleted(TestDatabase kind) {
        try (HikariDataSource database = kind.fresh()) {
            open(database);
            execute(database, "drop table reject", "drop table \"schema_history\"", "drop sequence run_number");
            execute(database, "drop sequence destination_number", "drop table if exists lease");

            open(database);

            assertThat(count(database, "reject")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void openingALedgerAgainChangesNothing(TestDatabase kind) {
        try (HikariDataSource database = kind.fresh()) {
            open(database).begin(ACME, "/data/sales.csv", "hash", "recipe");

            assertThat(open(database).lastRuns(2)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLedgerOfANewerProgramIsRefused(TestDatabase kind) {
        try (HikariDataSource database = kind.fresh()) {
            open(database);
            execute(
                    database,
                    "insert into \"schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                            + " \"installed_by\", \"execution_time\", \"success\")"
                            + " values (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 'them', 1, true)");

            assertThatThrownBy(() -> open(database))
                    .isInstanceOf(NewerLedger.class)
                    .hasMessage(
                            "the ledger was used by a newer dub-import (its tables are version 99, this program knows up"
                                    + " to 9); use the newer program for it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfOtherProgramsAreLeftInPeace(TestDatabase kind) {
        try (HikariDataSource database = kind.fresh()) {
            execute(database, "create table theirs (id bigint)", "insert into theirs values (1)");

            open(database).begin(ACME, "/data/sales.csv", "hash", "recipe");

            assertThat(count(database, "theirs")).isEqualTo(1);
        }
    }

    @Test
    void severalFirstStartsAtOnceMakeTheTablesOnce() throws Exception {
        Database address = TestDatabase.POSTGRESQL.address();
        ExecutorService starts = Executors.newFixedThreadPool(4);
        List<Future<Long>> runs = new ArrayList<>();
        for (int start = 0; start < 4; start++) {
            runs.add(starts.submit(() -> {
                try (HikariDataSource database = address.pool()) {
                    return open(database)
                            .begin(ACME, "/data/sales.csv", "hash", "recipe")
                            .id();
                }
            }));
        }
        starts.shutdown();

        assertThat(starts.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        List<Long> numbers = new ArrayList<>();
        for (Future<Long> run : runs) {
            numbers.add(run.get());
        }
        assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    private static Ledger open(HikariDataSource database) {
        return Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
    }

    private static void execute(HikariDataSource database, String... statements) {
        Stream.of(statements).forEach(new JdbcTemplate(database)::execute);
    }

    private static long count(HikariDataSource database, String table) {
        Long count = new JdbcTemplate(database).queryForObject("select count(*) from " + table, Long.class);
        return count == null ? -1 : count;
    }
}

package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Each thing that `ledger verify` looks at, broken by itself: the inspection names it, and nothing else. */
class InspectionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");

    private JdbcConnectionPool database;
    private JdbcTemplate jdbc;
    private Ledger ledger;

    @BeforeEach
    void aSoundLedger() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        jdbc = new JdbcTemplate(database);
        ledger = Ledger.open(database, new JdbcTransactionManager(database), Clock.fixed(NOW, ZoneOffset.UTC));
        long run = ledger.begin(ACME, "/sales.csv", "0".repeat(64), "recipe").id();
        Sale sale = Sales.paidInvoice("4711");
        Claim claim = new Claim(sale, sale.fingerprint(), new RowKey(run, 2), Optional.empty(), Claim.Doubt.NONE);
        ledger.books(ACME).claim(List.of(claim));
        ledger.reject(
                run,
                3,
                List.of(new Reject(
                        new RowKey(run, 3), new Finding(Outcome.INVALID, "code", "message"), List.of("cell"))));
        jdbc.execute("set referential_integrity false");
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void aSoundLedgerHasNoProblem() {
        Inspection inspection = Inspection.of(jdbc, NOW);

        assertThat(inspection.isSound()).as(inspection.firstProblem()).isTrue();
        assertThat(inspection.entries()).isEqualTo(1);
        assertThat(inspection.lastWritten()).contains(NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update destination set base_url = 'mailto:sales'             | destinations: destination 1: no address and workspace
            update destination set base_url = 'a b'                      | destinations: destination 1: no address and workspace
            update destination set workspace = ' '                       | destinations: destination 1: no address and workspace
            update run set file = ' '                                    | runs: run 1: no file
            update run set sha256 = 'abc'                                | runs: run 1: no SHA-256 of its file
            update run set started_millis = 0                            | runs: run 1: began at an impossible time
            update entry set outcome = 'PAID'                            | entries: invoice 4711: unknown outcome
            update entry set outcome = 'SKIPPED'                         | entries: invoice 4711: unknown outcome
            update entry set currency = 'DOLLARS'                        | entries: invoice 4711: impossible amount
            update entry set minor_units = -1                            | entries: invoice 4711: impossible amount -1
            update entry set run_id = 9                                  | entries: invoice 4711: its run 9 is missing
            update entry set destination_id = 9                          | entries: invoice 4711: its run 1 went to another destination
            update entry set line = 0                                    | entries: invoice 4711: impossible line 0
            update entry set first_attempt_millis = 1                    | entries: invoice 4711: impossible time
            update entry set last_attempt_millis = 99999999999999        | entries: invoice 4711: impossible time
            update entry set recorded_minor_units = 1                    | entries: invoice 4711: impossible recorded amount 1
            update entry set recorded_currency = 'USD'                   | entries: invoice 4711: impossible recorded amount
            update entry set recorded_minor_units = -1, recorded_currency = 'USD' | entries: invoice 4711: impossible recorded amount -1 USD
            update entry set adopted = true                              | entries: invoice 4711: adopted, with the outcome null
            update reject set run_id = 9                                 | rejects: run 9, line 3: its run is missing
            update reject set outcome = 'RECORDED'                       | rejects: run 1, line 3: unknown outcome
            update reject set cells = '[1'                               | rejects: run 1, line 3: its cells cannot be read
            drop table reject                                            | rejects: cannot be read
            """)
    void whatIsBrokenIsNamed(String breakage, String problem) {
        jdbc.execute(breakage);

        Inspection inspection = Inspection.of(jdbc, NOW);

        assertThat(inspection.isSound()).isFalse();
        assertThat(inspection.problemCount()).isEqualTo(1);
        assertThat(inspection.firstProblem()).startsWith(problem);
    }

    @Test
    void anAdoptedEntryIsSoundWithoutARunAndHoweverOldItIs() {
        adopt();

        Inspection inspection = Inspection.of(jdbc, NOW);

        assertThat(inspection.isSound()).as(inspection.firstProblem()).isTrue();
        assertThat(inspection.entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            outcome = 'FAILED'               | adopted, with the outcome FAILED
            currency = 'DOLLARS'             | impossible amount 1587 DOLLARS
            recorded_minor_units = null      | impossible recorded amount null USD
            recorded_minor_units = 1588      | adopted with another amount than is recorded
            recorded_currency = 'EUR'        | adopted with another amount than is recorded
            destination_id = 9               | its destination 9 is missing
            run_id = 1                       | adopted, and of run 1, line 0
            line = 2                         | adopted, and of run 0, line 2
            first_attempt_millis = 0         | impossible time
            last_attempt_millis = 99999999999999 | impossible time
            adopted = false                  | its run 0 is missing
            """)
    void whatIsBrokenOfAnAdoptedEntryIsNamed(String breakage, String problem) {
        adopt();
        jdbc.execute("update entry set " + breakage + " where invoice_id = 'old'");

        Inspection inspection = Inspection.of(jdbc, NOW);

        assertThat(inspection.problemCount()).isEqualTo(1);
        assertThat(inspection.firstProblem()).startsWith("entries: invoice old: " + problem);
    }

    @Test
    void aLedgerThatDidNotKeepAnswersYetIsSound() {
        jdbc.execute("alter table entry drop column recorded_minor_units, recorded_currency, adopted");

        Inspection inspection = Inspection.of(jdbc, NOW);

        assertThat(inspection.isSound()).as(inspection.firstProblem()).isTrue();
    }

    private void adopt() {
        ledger.books(ACME)
                .adopt(List.of(new Adoption(
                        "old", new Money(1_587, Currency.getInstance("USD")), Instant.parse("2023-05-01T00:00:00Z"))));
    }

    @Test
    void aRunWithoutItsDestinationIsNamed() {
        jdbc.execute("delete from destination");

        assertThat(Inspection.of(jdbc, NOW).firstProblem()).startsWith("runs: run 1: its destination 1 is missing");
    }

    @Test
    void moreProblemsThanAreShownAreCounted() {
        jdbc.execute("insert into reject (run_id, line, outcome, code, message, cells)"
                + " select 9, x, 'INVALID', 'code', 'message', '[]' from system_range(10, 29)");

        Inspection.Check rejects = Inspection.of(jdbc, NOW).checks().stream()
                .filter(check -> check.subject().equals("rejects"))
                .findFirst()
                .orElseThrow();

        assertThat(rejects.count()).isEqualTo(21);
        assertThat(rejects.problemCount()).isEqualTo(20);
        assertThat(rejects.problems()).hasSize(Inspection.MOST_SHOWN);
    }
}

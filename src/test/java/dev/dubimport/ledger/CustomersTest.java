package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a destination said about customers, which is true for a day and then nobody's business. */
@ParameterizedClass
@EnumSource
class CustomersTest {
    private static final Destination LIVE = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination OTHER = new Destination(URI.create("https://api.dub.co"), "other");

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private HikariDataSource database;
    private Customers customers;
    private Customers others;

    @BeforeEach
    void open() {
        database = kind.fresh();
        Ledger ledger = Ledger.open(database, new JdbcTransactionManager(database), clock);
        customers = ledger.customers(LIVE);
        others = ledger.customers(OTHER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAnswerHoldsForADayAndAtItsOwnDestination() {
        customers.note(Map.of("c1", true, "guest", false));
        clock.advance(Duration.ofHours(24));

        assertThat(customers.known(List.of("c1", "guest", "never asked")))
                .isEqualTo(Map.of("c1", true, "guest", false));
        assertThat(others.known(List.of("c1"))).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(customers.known(List.of("c1", "guest"))).isEmpty();
    }

    @Test
    void aLaterAnswerTakesThePlaceOfAnEarlierOne() {
        customers.note(Map.of("c1", false));
        clock.advance(Duration.ofHours(20));
        customers.note(Map.of("c1", true));
        clock.advance(Duration.ofHours(20));

        assertThat(customers.known(List.of("c1"))).isEqualTo(Map.of("c1", true));
    }

    @Test
    void whatIsForgottenIsInTheLedgerNoMore() {
        customers.note(Map.of("old", true));
        others.note(Map.of("of another destination", true));
        clock.advance(Duration.ofHours(13));
        customers.note(Map.of("young", true));
        clock.advance(Duration.ofHours(13));

        customers.forgetOld();

        assertThat(kept()).containsExactlyInAnyOrder("young", "of another destination");
    }

    private List<String> kept() {
        return new JdbcTemplate(database).queryForList("select external_id from customer", String.class);
    }
}

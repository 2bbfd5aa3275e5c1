package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

@ParameterizedClass
@EnumSource
class LedgerTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final String FILE = "/data/sales.csv";

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private HikariDataSource database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = kind.fresh();
        ledger = Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theLatestRunOfAFileIsFound() {
        ledger.begin(ACME, FILE, "hash 1", "recipe");
        Run second = ledger.begin(ACME, FILE, "hash 2", "recipe");
        ledger.begin(ACME, "/data/other.csv", "hash 3", "recipe");

        assertThat(ledger.lastRun(ACME, FILE)).get().extracting(Run::id).isEqualTo(second.id());
        assertThat(ledger.lastRuns(2)).extracting(Run::id).containsExactly(3L, 2L);
    }

    @Test
    void aRunBelongsToItsDestination() {
        ledger.begin(ACME, FILE, "hash", "recipe");

        assertThat(ledger.lastRun(new Destination(ACME.baseUrl(), "other"), FILE))
                .isEmpty();
        assertThat(ledger.destinations()).containsExactly(ACME);
    }

    @Test
    void aRunIsAboutOneContentReadByOneRecipe() {
        Run run = ledger.begin(ACME, FILE, "hash", "recipe");

        assertThat(run.isAbout("hash", "recipe")).isTrue();
        assertThat(run.isAbout("other", "recipe")).isFalse();
        assertThat(run.isAbout("hash", "other")).isFalse();
    }

    @Test
    void rejectsComeBackInTheOrderOfTheFileWithTheirCells() {
        Reject late = reject(1, 30, "not_found", List.of("a", "", "line\nbreak \"quoted\""));
        Reject early = reject(1, 4, "not_found", List.of());
        ledger.reject(1, 1, List.of(late, early));
        ledger.reject(2, 1, List.of(reject(2, 5, "other", List.of())));

        List<Reject> rejects = new ArrayList<>();
        ledger.rejects(1, rejects::add);

        assertThat(rejects).containsExactly(early, late);
    }

    @Test
    void noCellIsTooStrangeToBeMended() {
        Reject strange =
                reject(1, 4, "control_character", List.of("a\u0000b", "half \ud83d", "\u4e2d\ud83d\ude00", "\\u0000"));

        ledger.reject(1, 1, List.of(strange));

        List<Reject> rejects = new ArrayList<>();
        ledger.rejects(1, rejects::add);
        assertThat(rejects).containsExactly(strange);
    }

    @Test
    void rowsThatAreTriedAgainLeaveOneRecord() {
        ledger.reject(1, 2, List.of(reject(1, 4, "first time", List.of()), reject(1, 9, "first time", List.of())));

        ledger.reject(1, 4, List.of(reject(1, 4, "second time", List.of())));

        assertThat(ledger.reasons(1)).extracting(Reason::code).containsExactly("second time");
    }

    @Test
    void reasonsAreCountedTheMostFrequentFirst() {
        ledger.reject(
                1,
                1,
                List.of(
                        reject(1, 4, "rare", List.of()),
                        reject(1, 5, "frequent", List.of()),
                        reject(1, 6, "frequent", List.of())));
        ledger.reject(2, 1, List.of(reject(2, 1, "of another run", List.of())));

        assertThat(ledger.reasons(1))
                .containsExactly(
                        new Reason(Outcome.REFUSED, "frequent", 2, 5, "message of line 5"),
                        new Reason(Outcome.REFUSED, "rare", 1, 4, "message of line 4"));
    }

    private static Reject reject(long run, long line, String code, List<String> cells) {
        return new Reject(new RowKey(run, line), new Finding(Outcome.REFUSED, code, "message of line " + line), cells);
    }
}

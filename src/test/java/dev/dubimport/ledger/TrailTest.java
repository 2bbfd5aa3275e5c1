package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What is kept of a sale when its entry is written over. */
@ParameterizedClass
@EnumSource
class TrailTest {
    private static final Destination LIVE = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Instant BEGINNING = Instant.parse("2026-03-01T10:00:00Z");
    private static final Money RECORDED = new Money(1_587, Currency.getInstance("USD"));

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private final AdjustableClock clock = new AdjustableClock(BEGINNING);
    private HikariDataSource database;
    private Ledger ledger;
    private Books books;

    @BeforeEach
    void open() {
        database = kind.fresh();
        ledger = Ledger.open(database, new JdbcTransactionManager(database), clock);
        books = ledger.books(LIVE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSaleThatOneAnswerDecidedHasNoMoreToTellThanItsEntry() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.RECORDED)));

        assertThat(story().formers()).isEmpty();
        assertThat(story().attempts()).isEmpty();
    }

    @Test
    void aClaimKeepsHowTheEntryStoodThatItTakesThePlaceOf() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.FAILED)));
        clock.advance(Duration.ofHours(1));
        books.claim(List.of(claim(2, Claim.Doubt.NONE)));
        clock.advance(Duration.ofHours(1));
        books.claim(List.of(claim(3, Claim.Doubt.REMEMBERED)));

        assertThat(story().formers())
                .containsExactly(
                        new Former(
                                paidInvoice("4711").amount(),
                                Optional.of(Outcome.FAILED),
                                new RowKey(1, 2),
                                BEGINNING,
                                BEGINNING,
                                BEGINNING.plus(Duration.ofHours(1)),
                                Former.By.CLAIM),
                        new Former(
                                paidInvoice("4711").amount(),
                                Optional.empty(),
                                new RowKey(2, 2),
                                BEGINNING.plus(Duration.ofHours(1)),
                                BEGINNING.plus(Duration.ofHours(1)),
                                BEGINNING.plus(Duration.ofHours(2)),
                                Former.By.CLAIM));
    }

    @Test
    void aClaimThatIsTakenBackLeavesTheStoryAsItWas() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.FAILED)));
        clock.advance(Duration.ofHours(1));
        Claim again = claim(2, Claim.Doubt.NONE);

        books.release(books.claim(List.of(again)), List.of(again));

        assertThat(story().formers()).isEmpty();
    }

    @Test
    void aClaimThatAnotherProcessTookOverIsNotTakenOutOfTheStory() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.FAILED)));
        clock.advance(Duration.ofHours(1));
        Claim ours = claim(2, Claim.Doubt.NONE);
        Instant claimedAt = books.claim(List.of(ours));
        clock.advance(Duration.ofHours(1));
        books.claim(List.of(claim(3, Claim.Doubt.REMEMBERED)));

        books.release(claimedAt, List.of(ours));

        assertThat(story().formers()).extracting(former -> former.row().run()).containsExactly(1L, 2L);
    }

    @Test
    void theCallsOfAllClaimsAreKeptInOrder() {
        Attempt first = attempt(1, "500 internal_server_error");
        Attempt second = attempt(1, "no whole answer within 30 s");
        Attempt third = attempt(2, "200: recorded");
        books.settle(
                books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.IN_DOUBT, first, second)));
        books.settle(books.claim(List.of(claim(2, Claim.Doubt.REMEMBERED))), List.of(settled(Outcome.RECORDED, third)));

        assertThat(story().attempts()).containsExactly(first, second, third);
    }

    @Test
    void anAnswerToAClaimThatIsNoLongerOursIsNotKept() {
        Instant ours = books.claim(List.of(claim(1, Claim.Doubt.NONE)));
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(claim(2, Claim.Doubt.REMEMBERED)));

        assertThatThrownBy(() -> books.settle(ours, List.of(settled(Outcome.FAILED, attempt(1, "429")))))
                .isInstanceOf(TakenOver.class);

        assertThat(story().attempts()).isEmpty();
    }

    @Test
    void aDoubtThatEvidenceSettledIsKept() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.IN_DOUBT)));
        Entry asRead = entry();
        clock.advance(Duration.ofHours(1));

        books.resolve(List.of(new Resolution(asRead, Outcome.RECORDED, Optional.of(RECORDED))));
        books.resolve(List.of(new Resolution(asRead, Outcome.FAILED, Optional.empty())));

        assertThat(story().formers())
                .extracting(Former::outcome, Former::replacedBy, Former::replacedAt)
                .containsExactly(tuple(Optional.of(Outcome.IN_DOUBT), Former.By.EVIDENCE, clock.instant()));
    }

    @Test
    void anEntryWhosePlaceAnAdoptionTookIsKept() {
        books.settle(books.claim(List.of(claim(1, Claim.Doubt.NONE))), List.of(settled(Outcome.UNATTRIBUTED)));
        clock.advance(Duration.ofHours(1));

        books.adopt(List.of(new Adoption("4711", RECORDED, BEGINNING, Optional.of(entry()))));

        assertThat(story().formers())
                .extracting(Former::replacedBy, Former::replacedAt)
                .containsExactly(tuple(Former.By.ADOPTION, clock.instant()));
    }

    private Story.Chapter story() {
        return ledger.story("4711").chapters().get(0);
    }

    private Entry entry() {
        return known().orElseThrow();
    }

    private Optional<Entry> known() {
        return Optional.ofNullable(books.find(List.of("4711")).get("4711"));
    }

    private Claim claim(long run, Claim.Doubt doubt) {
        Sale sale = paidInvoice("4711");
        return new Claim(sale, sale.fingerprint(), new RowKey(run, 2), known(), doubt);
    }

    private Attempt attempt(long run, String said) {
        return new Attempt(new RowKey(run, 2), clock.instant(), said);
    }

    private static Settlement settled(Outcome outcome, Attempt... attempts) {
        return new Settlement("4711", outcome, Optional.empty(), List.of(attempts));
    }
}

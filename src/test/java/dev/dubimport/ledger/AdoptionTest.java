package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the ledger learns from the service without having sent it. */
@ParameterizedClass
@EnumSource
class AdoptionTest {
    private static final Destination LIVE = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination OTHER = new Destination(URI.create("https://api.dub.co"), "other");
    private static final Instant LAST_YEAR = Instant.parse("2025-04-01T00:00:00Z");

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T10:00:00Z"));
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
    void anAdoptedSaleIsRecordedAndOfNoRow() {
        assertThat(books.adopt(List.of(adoption("4711", 1_587)))).isEqualTo(1);

        assertThat(find("4711"))
                .isEqualTo(new Entry(
                        "4711",
                        new Fingerprint(0, 0),
                        dollars(1_587),
                        Optional.of(Outcome.RECORDED),
                        Optional.of(dollars(1_587)),
                        true,
                        0,
                        0,
                        LAST_YEAR,
                        LAST_YEAR));
    }

    @Test
    void adoptedSalesCountAsRecorded() {
        recordHere("4710");

        books.adopt(List.of(adoption("4711", 1_587), adoption("4712", 13)));

        ControlTotals.Line recorded =
                ledger.statistics().shelves().get(0).totals().of(Outcome.RECORDED);
        assertThat(recorded.count()).isEqualTo(3);
        assertThat(recorded.minorUnits()).containsEntry("USD", 1_600L).containsEntry("GBP", 1_250L);
        assertThat(books.countInDoubt()).isZero();
        assertThat(ledger.adopted()).isEqualTo(2);
    }

    @Test
    void whatTheLedgerKnowsIsNotAdopted() {
        recordHere("recorded");
        books.claim(List.of(first("claimed")));
        Entry recorded = find("recorded");
        Entry claimed = find("claimed");

        int adopted = books.adopt(List.of(adoption("recorded", 1), adoption("new", 2), adoption("claimed", 3)));

        assertThat(adopted).isEqualTo(1);
        assertThat(find("recorded")).isEqualTo(recorded);
        assertThat(find("claimed")).isEqualTo(claimed);
        assertThat(find("new").isAdopted()).isTrue();
    }

    @Test
    void adoptingAgainChangesNothing() {
        books.adopt(List.of(adoption("4711", 1_587)));

        assertThat(books.adopt(List.of(adoption("4711", 9)))).isZero();
        assertThat(books.adopt(List.of())).isZero();

        assertThat(find("4711").amount()).isEqualTo(dollars(1_587));
    }

    @Test
    void ofTwoSalesOfOneInvoiceIdTheFirstIsAdopted() {
        assertThat(books.adopt(List.of(adoption("4711", 1_587), adoption("4711", 9))))
                .isEqualTo(1);

        assertThat(find("4711").amount()).isEqualTo(dollars(1_587));
    }

    @Test
    void whatIsAdoptedAtOneDestinationIsUnknownAtAnother() {
        books.adopt(List.of(adoption("4711", 1_587)));

        assertThat(ledger.books(OTHER).find(List.of("4711"))).isEmpty();
        assertThat(ledger.books(OTHER).adopt(List.of(adoption("4711", 1_587)))).isEqualTo(1);
        assertThat(ledger.adopted()).isEqualTo(2);
    }

    @Test
    void ofTwoProcessesThatWriteTheSameInvoiceIdAtOnceOneIsRefused() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Evidence evidence = new Evidence(1, jdbc, new Entries(1, jdbc, Vendor.of(database)), new Trail(1, jdbc));
        evidence.adopt(List.of(adoption("4711", 1_587)), clock.millis());

        assertThatThrownBy(() -> evidence.adopt(List.of(adoption("4711", 1_587)), clock.millis()))
                .isInstanceOf(TakenOver.class)
                .hasMessageContaining("while sales were adopted");
    }

    @Test
    void aSaleInDoubtThatTheServiceHasIsRecordedFromThenOn() {
        books.claim(List.of(first("claimed"), first("unanswered")));
        books.settle(
                clock.instant(), List.of(new Settlement("unanswered", Outcome.IN_DOUBT, Optional.empty(), List.of())));
        clock.advance(Duration.ofDays(9));

        int resolved = books.resolve(List.of(
                new Resolution(find("claimed"), Outcome.RECORDED, Optional.of(dollars(1_587))),
                new Resolution(find("unanswered"), Outcome.RECORDED, Optional.empty())));

        assertThat(resolved).isEqualTo(2);
        assertThat(find("claimed").outcome()).contains(Outcome.RECORDED);
        assertThat(find("claimed").recorded()).contains(dollars(1_587));
        assertThat(find("claimed").lastAttempt()).isEqualTo(clock.instant());
        assertThat(find("claimed").isAdopted()).isFalse();
        assertThat(find("unanswered").recorded()).isEmpty();
        assertThat(books.countInDoubt()).isZero();
    }

    @Test
    void aSaleInDoubtThatTheServiceDoesNotHaveIsSentByTheNextImportAsIfItHadNeverBeen() {
        books.claim(List.of(first("4711")));
        clock.advance(Duration.ofDays(9));

        books.resolve(List.of(new Resolution(find("4711"), Outcome.FAILED, Optional.empty())));

        Sale sale = paidInvoice("4711");
        Decision decision =
                Decision.of(sale, sale.fingerprint(), new RowKey(2, 2), Optional.of(find("4711")), clock.instant());
        assertThat(decision)
                .isEqualTo(new Decision.Send(new Claim(
                        sale, sale.fingerprint(), new RowKey(2, 2), Optional.of(find("4711")), Claim.Doubt.NONE)));
    }

    @Test
    void whatIsNoLongerAsItWasReadIsNotResolved() {
        Instant claimedAt = books.claim(List.of(first("answered"), first("claimed again"), first("left")));
        List<Resolution> resolutions = List.of(
                new Resolution(find("answered"), Outcome.FAILED, Optional.empty()),
                new Resolution(find("claimed again"), Outcome.FAILED, Optional.empty()),
                new Resolution(find("left"), Outcome.FAILED, Optional.empty()));
        clock.advance(Duration.ofSeconds(1));
        books.settle(
                claimedAt,
                List.of(new Settlement("answered", Outcome.RECORDED, Optional.of(dollars(1_587)), List.of())));
        Sale sale = paidInvoice("claimed again");
        books.claim(List.of(new Claim(
                sale,
                sale.fingerprint(),
                new RowKey(2, 2),
                Optional.of(find("claimed again")),
                Claim.Doubt.REMEMBERED)));

        assertThat(books.resolve(resolutions)).isEqualTo(1);

        assertThat(find("answered").outcome()).contains(Outcome.RECORDED);
        assertThat(find("answered").recorded()).contains(dollars(1_587));
        assertThat(find("claimed again").outcome()).isEmpty();
        assertThat(find("left").outcome()).contains(Outcome.FAILED);
        assertThat(books.resolve(List.of())).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "UNATTRIBUTED", "REFUSED", "FAILED", "CONFLICT"})
    void whatIsNotInDoubtIsNotResolvedAsFailed(Outcome outcome) {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", outcome, Optional.empty(), List.of())));
        Entry entry = find("4711");

        assertThatThrownBy(() -> new Resolution(entry, Outcome.FAILED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no evidence makes Optional[" + outcome + "] failed");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNATTRIBUTED", "REFUSED", "FAILED"})
    void anAdoptionTakesThePlaceOfWhatALaterImportWouldSendAgain(Outcome outcome) {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", outcome, Optional.empty(), List.of())));
        Adoption another = new Adoption("4711", dollars(2_000), LAST_YEAR, Optional.of(find("4711")));

        assertThat(books.adopt(List.of(another))).isEqualTo(1);

        Entry adopted = find("4711");
        assertThat(adopted.isAdopted()).isTrue();
        assertThat(adopted.outcome()).contains(Outcome.RECORDED);
        assertThat(adopted.amount()).isEqualTo(dollars(2_000));
        assertThat(adopted.recorded()).contains(dollars(2_000));
        assertThat(adopted.line()).isZero();
    }

    @Test
    void anAdoptionDoesNotTakeThePlaceOfWhatAnotherProcessClaimedMeanwhile() {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", Outcome.FAILED, Optional.empty(), List.of())));
        Entry former = find("4711");
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(new Claim(
                first("4711").sale(),
                first("4711").fingerprint(),
                first("4711").row(),
                Optional.of(former),
                Claim.Doubt.NONE)));
        Adoption late = new Adoption("4711", dollars(2_000), LAST_YEAR, Optional.of(former));

        assertThatThrownBy(() -> books.adopt(List.of(late))).isInstanceOf(TakenOver.class);

        assertThat(find("4711").isAdopted()).isFalse();
        assertThat(find("4711").isInDoubt()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "CONFLICT"})
    void anAdoptionNeverTakesThePlaceOfWhatStands(Outcome outcome) {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", outcome, Optional.empty(), List.of())));
        Optional<Entry> entry = Optional.of(find("4711"));

        assertThatThrownBy(() -> new Adoption("4711", dollars(1), LAST_YEAR, entry))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "CONFLICT", "UNATTRIBUTED", "REFUSED", "FAILED"})
    void whatIsNotInDoubtIsNotResolvedAsRecorded(Outcome outcome) {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", outcome, Optional.empty(), List.of())));
        Entry entry = find("4711");

        assertThatThrownBy(() -> new Resolution(entry, Outcome.RECORDED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RECORDED", "CONFLICT", "FAILED"})
    void onlyRecordedConflictAndFailedTakeADoubtAway(Outcome outcome) {
        books.claim(List.of(first("4711")));
        Entry entry = find("4711");

        assertThatThrownBy(() -> new Resolution(entry, outcome, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Resolution(entry, Outcome.FAILED, Optional.of(dollars(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allEntriesComeInTheOrderOfTheCharactersOfTheirInvoiceIds() {
        List<String> invoiceIds = List.of("a-2", "B", "a1", "\u00e4", "a", "Z9", "a_1", "b");
        books.adopt(invoiceIds.stream().map(id -> adoption(id, 1)).toList());
        books.claim(List.of(first("aa")));
        ledger.books(OTHER).adopt(List.of(adoption("a0", 1)));

        List<String> seen = new ArrayList<>();
        books.each(entry -> seen.add(entry.invoiceId()));

        assertThat(seen).containsExactly("B", "Z9", "a", "a-2", "a1", "a_1", "aa", "b", "\u00e4");
    }

    @Test
    void entriesAreHandedOverWhateverTheirNumber() {
        books.adopt(IntStream.range(0, 2_500)
                .mapToObj(number -> adoption("INV-" + number, number))
                .toList());

        List<Entry> seen = new ArrayList<>();
        books.each(seen::add);

        assertThat(seen).hasSize(2_500).allMatch(Entry::isAdopted);
    }

    private void recordHere(String invoiceId) {
        books.claim(List.of(first(invoiceId)));
        books.settle(
                clock.instant(),
                List.of(new Settlement(invoiceId, Outcome.RECORDED, Optional.of(dollars(1_587)), List.of())));
    }

    private Entry find(String invoiceId) {
        return Optional.ofNullable(books.find(List.of(invoiceId)).get(invoiceId))
                .orElseThrow();
    }

    private static Claim first(String invoiceId) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(1, 2), Optional.empty(), Claim.Doubt.NONE);
    }

    private static Adoption adoption(String invoiceId, long cents) {
        return new Adoption(invoiceId, dollars(cents), LAST_YEAR);
    }

    private static Money dollars(long cents) {
        return new Money(cents, Currency.getInstance("USD"));
    }
}

package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource
class BooksTest {
    private static final Destination LIVE = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination SANDBOX = new Destination(URI.create("http://127.0.0.1:4711"), "acme");

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private HikariDataSource database;
    private JdbcTransactionManager transactions;
    private Ledger ledger;
    private Books books;

    @BeforeEach
    void open() {
        database = kind.fresh();
        transactions = new JdbcTransactionManager(database);
        ledger = Ledger.open(database, transactions, clock);
        books = ledger.books(LIVE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aClaimIsCommittedWhenItReturnsWhateverBecomesOfTheTransactionAround() {
        new TransactionTemplate(transactions).executeWithoutResult(around -> {
            books.claim(List.of(first("4711")));
            around.setRollbackOnly();
        });

        assertThat(find("4711").outcome()).isEmpty();
        assertThat(find("4711").firstAttempt()).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void aSettlementIsCommittedWhenItReturnsWhateverBecomesOfTheTransactionAround() {
        books.claim(List.of(first("4711")));

        new TransactionTemplate(transactions).executeWithoutResult(around -> {
            books.settle(clock.instant(), List.of(recorded("4711")));
            around.setRollbackOnly();
        });

        assertThat(find("4711").outcome()).contains(Outcome.RECORDED);
    }

    @Test
    @Timeout(20)
    void aSettlementNeedsNothingOfTheTransactionAroundWhoseConnectionMayBeGone() {
        books.claim(List.of(first("4711")));

        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(around -> {
                    breakConnection();
                    books.settle(clock.instant(), List.of(recorded("4711")));
                    // Again, as after a commit whose acknowledgement was lost: it finds itself done.
                    books.settle(clock.instant(), List.of(recorded("4711")));
                }))
                .as("the transaction around cannot be committed")
                .isInstanceOf(TransactionException.class);

        assertThat(find("4711").outcome()).contains(Outcome.RECORDED);
    }

    private void breakConnection() {
        try {
            DataSourceUtils.getConnection(database).close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsRecordedAtOneDestinationIsUnknownAtAnother() {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(recorded("4711")));

        assertThat(ledger.books(SANDBOX).find(List.of("4711"))).isEmpty();
        assertThat(ledger.books(new Destination(LIVE.baseUrl(), "other")).find(List.of("4711")))
                .isEmpty();
    }

    @Test
    void claimingAnInvoiceIdTwiceUnaskedClaimsNothing() {
        books.claim(List.of(first("4711")));

        assertThatThrownBy(() -> books.claim(List.of(first("4712"), first("4711"))))
                .isInstanceOf(TakenOver.class);
        assertThat(books.find(List.of("4711", "4712"))).containsOnlyKeys("4711");
    }

    @Test
    void aResentSaleKeepsTheTimeOfTheAttemptThatMayHaveBeenRecorded() {
        books.claim(List.of(first("4711")));
        clock.advance(Duration.ofDays(6));

        books.claim(List.of(again("4711", Claim.Doubt.REMEMBERED)));

        assertThat(find("4711").firstAttempt()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(find("4711").lastAttempt()).isEqualTo("2026-03-07T10:00:00Z");
    }

    @Test
    void aSaleThatWasSurelyNotRecordedStartsAnew() {
        books.claim(List.of(first("4711")));
        books.settle(
                clock.instant(), List.of(new Settlement("4711", Outcome.UNATTRIBUTED, Optional.empty(), List.of())));
        clock.advance(Duration.ofDays(6));

        books.claim(List.of(again("4711", Claim.Doubt.NONE)));

        assertThat(find("4711").outcome()).isEmpty();
        assertThat(find("4711").firstAttempt()).isEqualTo("2026-03-07T10:00:00Z");
    }

    @Test
    void aReleasedFirstClaimLeavesNothing() {
        Claim claim = first("4711");
        books.claim(List.of(claim));

        books.release(clock.instant(), List.of(claim));

        assertThat(books.find(List.of("4711"))).isEmpty();
    }

    @Test
    void aReleasedLaterClaimLeavesWhatWasThereBefore() {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", Outcome.IN_DOUBT, Optional.empty(), List.of())));
        Entry before = find("4711");
        clock.advance(Duration.ofHours(1));
        Claim claim = again("4711", Claim.Doubt.REMEMBERED);
        books.claim(List.of(claim));

        books.release(clock.instant(), List.of(claim));

        assertThat(find("4711")).isEqualTo(before);
    }

    @Test
    void whatTheServiceAnsweredIsKeptInItsOwnCurrency() {
        books.claim(List.of(first("4711"), first("4712")));

        books.settle(
                clock.instant(),
                List.of(
                        new Settlement("4711", Outcome.RECORDED, Optional.of(dollars(1_587)), List.of()),
                        new Settlement("4712", Outcome.UNATTRIBUTED, Optional.empty(), List.of())));

        assertThat(find("4711").recorded()).contains(dollars(1_587));
        assertThat(find("4711").amount()).isEqualTo(paidInvoice("4711").amount());
        assertThat(find("4712").recorded()).isEmpty();
    }

    @Test
    void aClaimForgetsWhatWasAnsweredBeforeAndItsReleaseRemembersIt() {
        books.claim(List.of(first("4711")));
        books.settle(
                clock.instant(),
                List.of(new Settlement("4711", Outcome.RECORDED, Optional.of(dollars(1_587)), List.of())));
        Entry before = find("4711");
        Claim again = again("4711", Claim.Doubt.NONE);

        Instant claimedAt = books.claim(List.of(again));
        assertThat(find("4711").recorded()).isEmpty();
        books.release(claimedAt, List.of(again));

        assertThat(find("4711")).isEqualTo(before);
    }

    @Test
    void aClaimOfAnAdoptedSaleIsNoLongerAdoptedAndItsReleaseIsAgain() {
        books.adopt(List.of(new Adoption("4711", dollars(1_587), clock.instant())));
        Entry before = find("4711");
        Claim again = again("4711", Claim.Doubt.NONE);

        Instant claimedAt = books.claim(List.of(again));
        assertThat(find("4711").isAdopted()).isFalse();
        books.release(claimedAt, List.of(again));

        assertThat(find("4711")).isEqualTo(before);
    }

    @Test
    void claimsAndUnansweredSalesAreInDoubtTheOldestFirst() {
        books.claim(List.of(first("b")));
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(first("a"), first("c")));
        books.settle(
                clock.instant(),
                List.of(new Settlement("a", Outcome.IN_DOUBT, Optional.empty(), List.of()), recorded("c")));

        assertThat(books.countInDoubt()).isEqualTo(2);
        assertThat(books.inDoubt(10)).extracting(Entry::invoiceId).containsExactly("b", "a");
        assertThat(books.inDoubt(1)).extracting(Entry::invoiceId).containsExactly("b");
    }

    @Test
    void ofTwoProcessesThatReadTheSameEntryOneClaimsIt() {
        books.claim(List.of(first("4711")));
        books.settle(clock.instant(), List.of(new Settlement("4711", Outcome.FAILED, Optional.empty(), List.of())));
        Claim ours = again("4711", Claim.Doubt.NONE);
        Claim theirs = again("4711", Claim.Doubt.NONE);
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(theirs));
        Entry claimed = find("4711");

        assertThatThrownBy(() -> books.claim(List.of(first("4712"), ours))).isInstanceOf(TakenOver.class);

        assertThat(find("4711")).isEqualTo(claimed);
        assertThat(books.find(List.of("4712"))).isEmpty();
    }

    @Test
    void anAnswerToAClaimThatWasTakenOverIsNotWrittenButAllOthersAre() {
        Instant ours = books.claim(List.of(first("4711"), first("4712")));
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(again("4711", Claim.Doubt.REMEMBERED)));
        Entry theirs = find("4711");

        assertThatThrownBy(() -> books.settle(
                        ours,
                        List.of(new Settlement("4711", Outcome.FAILED, Optional.empty(), List.of()), recorded("4712"))))
                .isInstanceOf(TakenOver.class);

        assertThat(find("4711")).isEqualTo(theirs);
        assertThat(find("4712").outcome()).contains(Outcome.RECORDED);
    }

    @Test
    void aClaimThatWasTakenOverIsNotTakenBack() {
        Claim claim = first("4711");
        Instant ours = books.claim(List.of(claim));
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(again("4711", Claim.Doubt.REMEMBERED)));
        Entry theirs = find("4711");

        books.release(ours, List.of(claim));

        assertThat(find("4711")).isEqualTo(theirs);
    }

    @Test
    void invoiceIdsDifferByCaseAndKeepEveryCharacter() {
        String strange = "INV-'; drop table entry; -- \u00e4\u4e2d\ud83d\ude00";
        books.claim(List.of(first("inv-1"), first("INV-1"), first(strange)));

        assertThat(books.find(List.of("inv-1", "INV-1", strange, "Inv-1"))).containsOnlyKeys("inv-1", "INV-1", strange);
    }

    private Claim first(String invoiceId) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(1, 2), Optional.empty(), Claim.Doubt.NONE);
    }

    private Claim again(String invoiceId, Claim.Doubt doubt) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(2, 2), Optional.of(find(invoiceId)), doubt);
    }

    private Entry find(String invoiceId) {
        Collection<Entry> found = books.find(List.of(invoiceId)).values();
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }

    private static Money dollars(long cents) {
        return new Money(cents, Currency.getInstance("USD"));
    }

    private static Settlement recorded(String invoiceId) {
        return new Settlement(invoiceId, Outcome.RECORDED, Optional.empty(), List.of());
    }
}

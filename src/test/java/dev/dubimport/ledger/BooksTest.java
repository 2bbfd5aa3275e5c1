package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BooksTest {
    private static final Destination LIVE = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination SANDBOX = new Destination(URI.create("http://127.0.0.1:4711"), "acme");

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private JdbcTransactionManager transactions;
    private Ledger ledger;
    private Books books;

    @BeforeEach
    void open() {
        DataSource database = database();
        transactions = new JdbcTransactionManager(database);
        ledger = Ledger.open(database, transactions, clock);
        books = ledger.books(LIVE);
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
            books.settle(List.of(recorded("4711")));
            around.setRollbackOnly();
        });

        assertThat(find("4711").outcome()).contains(Outcome.RECORDED);
    }

    @Test
    void whatIsRecordedAtOneDestinationIsUnknownAtAnother() {
        books.claim(List.of(first("4711")));
        books.settle(List.of(recorded("4711")));

        assertThat(ledger.books(SANDBOX).find(List.of("4711"))).isEmpty();
        assertThat(ledger.books(new Destination(LIVE.baseUrl(), "other")).find(List.of("4711")))
                .isEmpty();
    }

    @Test
    void claimingAnInvoiceIdTwiceUnaskedClaimsNothing() {
        books.claim(List.of(first("4711")));

        assertThatThrownBy(() -> books.claim(List.of(first("4712"), first("4711"))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(books.find(List.of("4711", "4712"))).containsOnlyKeys("4711");
    }

    @Test
    void aResentSaleKeepsTheTimeOfTheAttemptThatMayHaveBeenRecorded() {
        books.claim(List.of(first("4711")));
        clock.advance(Duration.ofDays(6));

        books.claim(List.of(again("4711", true)));

        assertThat(find("4711").firstAttempt()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(find("4711").lastAttempt()).isEqualTo("2026-03-07T10:00:00Z");
    }

    @Test
    void aSaleThatWasSurelyNotRecordedStartsAnew() {
        books.claim(List.of(first("4711")));
        books.settle(List.of(new Settlement("4711", Outcome.UNATTRIBUTED)));
        clock.advance(Duration.ofDays(6));

        books.claim(List.of(again("4711", false)));

        assertThat(find("4711").outcome()).isEmpty();
        assertThat(find("4711").firstAttempt()).isEqualTo("2026-03-07T10:00:00Z");
    }

    @Test
    void aReleasedFirstClaimLeavesNothing() {
        Claim claim = first("4711");
        books.claim(List.of(claim));

        books.release(List.of(claim));

        assertThat(books.find(List.of("4711"))).isEmpty();
    }

    @Test
    void aReleasedLaterClaimLeavesWhatWasThereBefore() {
        books.claim(List.of(first("4711")));
        books.settle(List.of(new Settlement("4711", Outcome.IN_DOUBT)));
        Entry before = find("4711");
        clock.advance(Duration.ofHours(1));
        Claim claim = again("4711", true);
        books.claim(List.of(claim));

        books.release(List.of(claim));

        assertThat(find("4711")).isEqualTo(before);
    }

    @Test
    void claimsAndUnansweredSalesAreInDoubtTheOldestFirst() {
        books.claim(List.of(first("b")));
        clock.advance(Duration.ofSeconds(1));
        books.claim(List.of(first("a"), first("c")));
        books.settle(List.of(new Settlement("a", Outcome.IN_DOUBT), recorded("c")));

        assertThat(books.countInDoubt()).isEqualTo(2);
        assertThat(books.inDoubt(10)).extracting(Entry::invoiceId).containsExactly("b", "a");
        assertThat(books.inDoubt(1)).extracting(Entry::invoiceId).containsExactly("b");
    }

    @Test
    void invoiceIdsDifferByCaseAndKeepEveryCharacter() {
        String strange = "INV-'; drop table entry; -- \u00e4\u4e2d\ud83d\ude00";
        books.claim(List.of(first("inv-1"), first("INV-1"), first(strange)));

        assertThat(books.find(List.of("inv-1", "INV-1", strange, "Inv-1"))).containsOnlyKeys("inv-1", "INV-1", strange);
    }

    private Claim first(String invoiceId) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(1, 2), Optional.empty(), false);
    }

    private Claim again(String invoiceId, boolean mayBeRecorded) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(2, 2), Optional.of(find(invoiceId)), mayBeRecorded);
    }

    private Entry find(String invoiceId) {
        Collection<Entry> found = books.find(List.of(invoiceId)).values();
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }

    private static Settlement recorded(String invoiceId) {
        return new Settlement(invoiceId, Outcome.RECORDED);
    }

    private DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:file:" + folder.resolve("ledger") + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static final class AdjustableClock extends Clock {
        private Instant now;

        AdjustableClock(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}

package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the books do about a commit that was made, or not made, and whose acknowledgement never came. */
@ParameterizedClass
@EnumSource
class OutageTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");

    @Parameter
    TestDatabase kind = TestDatabase.H2;

    private final AtomicInteger heardCommits = new AtomicInteger();
    private final AtomicInteger lostCommits = new AtomicInteger();
    private boolean commitsReachTheServer;
    private HikariDataSource database;
    private Ledger ledger;
    private Books books;

    @BeforeEach
    void open() {
        database = kind.fresh();
        DataSource unreliable = unreliable(database);
        ledger = Ledger.open(unreliable, new JdbcTransactionManager(unreliable), Clock.systemUTC());
        books = ledger.books(ACME);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aClaimWhoseCommitWasDoneUnheardStands() {
        loseCommits(1, true);

        Instant claimedAt = books.claim(List.of(first("4711"), first("4712")));

        assertThat(books.find(List.of("4711", "4712"))).hasSize(2);
        assertThat(find("4711").lastAttempt()).isEqualTo(claimedAt);
    }

    @Test
    void aClaimWhoseCommitWasLostIsMadeAgain() {
        loseCommits(1, false);

        books.claim(List.of(first("4711")));

        assertThat(find("4711").outcome()).isEmpty();
    }

    @Test
    void aLaterClaimWhoseCommitWasDoneUnheardStands() {
        Instant claimedAt = books.claim(List.of(first("4711")));
        books.settle(claimedAt, List.of(new Settlement("4711", Outcome.FAILED, Optional.empty(), List.of())));
        Claim again = new Claim(
                paidInvoice("4711"),
                paidInvoice("4711").fingerprint(),
                new RowKey(2, 2),
                Optional.of(find("4711")),
                Claim.Doubt.NONE);
        loseCommits(1, true);

        books.claim(List.of(again));

        assertThat(find("4711").run()).isEqualTo(2);
        assertThat(find("4711").outcome()).isEmpty();
    }

    @Test
    void anAnswerWhoseCommitWasDoneUnheardIsWrittenOnce() {
        Instant claimedAt = books.claim(List.of(first("4711")));
        loseCommits(1, true);

        books.settle(claimedAt, List.of(new Settlement("4711", Outcome.RECORDED, Optional.empty(), List.of())));

        assertThat(find("4711").outcome()).contains(Outcome.RECORDED);
    }

    @Test
    void theStoryOfASaleWhoseCommitsWereDoneUnheardIsKeptOnce() {
        Claim claim = first("4711");
        loseCommits(1, true);
        Instant claimedAt = books.claim(List.of(claim));
        Attempt attempt = new Attempt(claim.row(), claimedAt, "no whole answer within 30 s");
        loseCommits(1, true);
        books.settle(claimedAt, List.of(new Settlement("4711", Outcome.IN_DOUBT, Optional.empty(), List.of(attempt))));
        Entry inDoubt = find("4711");
        loseCommits(1, true);
        books.claim(List.of(new Claim(
                claim.sale(), claim.fingerprint(), new RowKey(2, 2), Optional.of(inDoubt), Claim.Doubt.REMEMBERED)));

        Story.Chapter chapter = ledger.story("4711").chapters().get(0);
        assertThat(chapter.attempts()).containsExactly(attempt);
        assertThat(chapter.formers()).extracting(Former::outcome).containsExactly(Optional.of(Outcome.IN_DOUBT));
    }

    @Test
    void anAnswerWhoseCommitWasLostAgainAndAgainIsWrittenInTheEnd() {
        Instant claimedAt = books.claim(List.of(first("4711")));
        loseCommits(3, false);

        books.settle(claimedAt, List.of(new Settlement("4711", Outcome.RECORDED, Optional.empty(), List.of())));

        assertThat(find("4711").outcome()).contains(Outcome.RECORDED);
    }

    @Test
    void anAdoptionWhoseCommitWasDoneUnheardIsNoTakeover() {
        loseCommitsAfter(1, 1, true);

        int adopted = books.adopt(List.of(adoption("4711"), adoption("4712")));

        assertThat(adopted).isEqualTo(2);
        assertThat(books.find(List.of("4711", "4712"))).hasSize(2);
    }

    @Test
    void anAdoptionWhoseCommitWasLostIsMadeAgain() {
        loseCommitsAfter(1, 1, false);

        assertThat(books.adopt(List.of(adoption("4711")))).isEqualTo(1);

        assertThat(find("4711").isAdopted()).isTrue();
    }

    @Test
    void aResolutionWhoseCommitWasDoneUnheardCountsOnce() {
        books.claim(List.of(first("4711")));
        Resolution failed = new Resolution(find("4711"), Outcome.FAILED, Optional.empty());
        loseCommits(1, true);

        assertThat(books.resolve(List.of(failed))).isEqualTo(1);

        assertThat(find("4711").outcome()).contains(Outcome.FAILED);
    }

    private static Adoption adoption(String invoiceId) {
        return new Adoption(
                invoiceId, new Money(1_587, Currency.getInstance("USD")), Instant.parse("2026-03-01T10:00:00Z"));
    }

    /** The first so many commits are heard of. */
    private void loseCommitsAfter(int heard, int count, boolean reachTheServer) {
        heardCommits.set(heard);
        loseCommits(count, reachTheServer);
    }

    private void loseCommits(int count, boolean reachTheServer) {
        commitsReachTheServer = reachTheServer;
        lostCommits.set(count);
    }

    private Entry find(String invoiceId) {
        return Optional.ofNullable(books.find(List.of(invoiceId)).get(invoiceId))
                .orElseThrow();
    }

    private static Claim first(String invoiceId) {
        Sale sale = paidInvoice(invoiceId);
        return new Claim(sale, sale.fingerprint(), new RowKey(1, 2), Optional.empty(), Claim.Doubt.NONE);
    }

    /** A network that loses the server's answer to a commit, or the commit itself. */
    private DataSource unreliable(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        OutageTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("commit")
                                    && heardCommits.getAndUpdate(n -> Math.max(0, n - 1)) == 0
                                    && lostCommits.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                if (commitsReachTheServer) {
                                    connection.commit();
                                } else {
                                    connection.rollback();
                                }
                                throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        };
    }
}

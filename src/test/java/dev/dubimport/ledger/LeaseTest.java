package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LeaseTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Destination OTHER = new Destination(URI.create("https://api.dub.co"), "other");

    /** Too long for a renewal to come in between. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final AtomicLong nanos = new AtomicLong(42);
    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = TestDatabase.POSTGRESQL.fresh();
        jdbc = new JdbcTemplate(database);
        ledger = Ledger.open(database, new JdbcTransactionManager(database), Clock.systemUTC());
        ledger.books(ACME);
        ledger.books(OTHER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSecondIsToldWhoHasTheTurnUntilItIsGivenBack() {
        Lease first = lease(1, LONG);
        Lease second = lease(1, LONG);

        assertThat(first.tryTake()).isEmpty();

        assertThat(second.tryTake())
                .get()
                .asString()
                .startsWith("process " + ProcessHandle.current().pid() + " on ")
                .endsWith(" UTC");
        assertThat(second.maySend()).isFalse();
        first.close();
        assertThat(second.tryTake()).isEmpty();
        assertThat(second.maySend()).isTrue();
    }

    @Test
    void destinationsHaveTurnsOfTheirOwn() {
        assertThat(lease(1, LONG).tryTake()).isEmpty();
        assertThat(lease(2, LONG).tryTake()).isEmpty();
    }

    @Test
    void theTurnOfAProcessThatDiedIsTakenOnceItHasRunOut() {
        lease(1, LONG).tryTake();
        Lease second = lease(1, LONG);
        assertThat(second.tryTake()).isPresent();

        letItRunOut();

        assertThat(second.tryTake()).isEmpty();
    }

    @Test
    void theHolderStopsSendingByItsOwnClockLongBeforeAnybodyCanTakeItsTurn() {
        Lease lease = lease(1, LONG);
        lease.tryTake();

        nanos.addAndGet(Duration.ofMinutes(23).toNanos());
        assertThat(lease.maySend()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(lease.maySend()).isFalse();
        assertThat(lease(1, LONG).tryTake()).isPresent();
        lease.ensureOurs();
    }

    @Test
    void aMachineThatSleptKnowsItByItsOtherClock() {
        Lease lease = lease(1, LONG);
        lease.tryTake();

        clock.advance(Duration.ofMinutes(25));

        assertThat(lease.maySend()).isFalse();
    }

    @Test
    void aHolderThatOverstayedGoesOnIfNobodyTookItsTurn() throws InterruptedException {
        Lease lease = lease(1, SHORT);
        lease.tryTake();
        letItRunOut();
        nanos.addAndGet(LONG.toNanos());

        for (int i = 0; i < 100 && !lease.maySend(); i++) {
            Thread.sleep(50);
        }

        assertThat(lease.maySend()).isTrue();
        lease.close();
    }

    @Test
    void aHolderWhoseTurnWasTakenSendsNothingMoreAndSaysSo() throws InterruptedException {
        CountDownLatch lost = new CountDownLatch(1);
        Lease first = lease(1, SHORT);
        first.whenLost(lost::countDown);
        first.tryTake();

        jdbc.update("update lease set token = 'of another', holder = 'process 7 on elsewhere'");

        assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.maySend()).isFalse();
        assertThatThrownBy(first::ensureOurs)
                .isInstanceOf(TakenOver.class)
                .hasMessageStartingWith("another dub-import (process 7 on elsewhere since ")
                .hasMessageEndingWith(
                        " UTC) has taken the turn of this one, which could not reach the ledger's database for"
                                + " too long; what was recorded until then is in the ledger: once the other has ended, run the"
                                + " same command again");
        first.close();
        assertThat(jdbc.queryForObject("select token from lease", String.class)).isEqualTo("of another");
    }

    @Test
    void whoAsksAfterItWasLostHearsOfItAtOnce() throws InterruptedException {
        CountDownLatch lost = new CountDownLatch(1);
        Lease first = lease(1, SHORT);
        first.whenLost(lost::countDown);
        first.tryTake();
        jdbc.update("update lease set token = 'of another'");
        assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();

        CountDownLatch heard = new CountDownLatch(1);
        first.whenLost(heard::countDown);

        assertThat(heard.getCount()).isZero();
        first.close();
    }

    @Test
    void nobodyTakesATurnWhileATransactionReliesOnIt() throws Exception {
        Lease first = lease(1, LONG);
        first.tryTake();
        letItRunOut();
        Lease second = lease(1, LONG);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

        CompletableFuture<Optional<String>> taken = transaction.execute(status -> {
            first.ensureOurs();
            CompletableFuture<Optional<String>> attempt = CompletableFuture.supplyAsync(second::tryTake);
            assertThat(attempt).failsWithin(Duration.ofMillis(500));
            return attempt;
        });

        assertThat(taken).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.empty());
        assertThatThrownBy(first::ensureOurs).isInstanceOf(TakenOver.class);
    }

    @Test
    void aTurnThatIsRenewedDoesNotRunOut() throws InterruptedException {
        Lease lease = lease(1, SHORT);
        lease.tryTake();
        Lease second = lease(1, SHORT);

        for (int i = 0; i < 30; i++) {
            assertThat(second.tryTake()).isPresent();
            Thread.sleep(100);
        }

        lease.close();
    }

    private Lease lease(long destination, Duration ttl) {
        return new Lease(
                new LeaseRow(destination, jdbc, ttl),
                ttl,
                new Patience(nanos::addAndGet, nanos::get),
                nanos::get,
                clock);
    }

    @Test
    void aHolderWithoutNewsOfItsTurnStopsAfterTwoMinutes() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Lease lease = lease(1, SHORT);
        lease.whenLost(stopped::countDown);
        lease.tryTake();
        jdbc.execute("alter table lease rename to away");

        nanos.addAndGet(Duration.ofSeconds(100).toNanos());
        assertThat(stopped.await(1, TimeUnit.SECONDS)).isFalse();
        nanos.addAndGet(Duration.ofSeconds(25).toNanos());

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        lease.close();
        jdbc.execute("alter table away rename to lease");
    }

    @Test
    void aTurnThatWasNotGivenBackMayHaveAHolderThatAwaitsAnswers() {
        Lease first = lease(1, LONG);
        first.tryTake();
        assertThat(first.mayPredecessorAwaitAnswers()).isFalse();

        letItRunOut();
        Lease second = lease(1, LONG);
        second.tryTake();
        assertThat(second.mayPredecessorAwaitAnswers()).isTrue();
        second.close();

        Lease third = lease(1, LONG);
        third.tryTake();
        assertThat(third.mayPredecessorAwaitAnswers())
                .as("the second held it too shortly for the first to have lost sight of its calls")
                .isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        third.close();

        Lease fourth = lease(1, LONG);
        fourth.tryTake();
        assertThat(fourth.mayPredecessorAwaitAnswers()).isFalse();
        fourth.close();
        first.close();
    }

    private void letItRunOut() {
        jdbc.update("update lease set renewed_at = renewed_at - interval '2 hours'");
    }
}

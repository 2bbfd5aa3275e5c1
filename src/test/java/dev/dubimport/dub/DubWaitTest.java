package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.Fixtures.sale;
import static dev.dubimport.dub.Fixtures.sales;
import static dev.dubimport.dub.ScriptedServer.answer;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static dev.dubimport.dub.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a sale is sent again. */
class DubWaitTest extends AgainstAServer {
    @Test
    void aRateLimitIsTriedAgainUntilItIsNot() throws IOException {
        play(error(429, "rate_limit_exceeded", "slow down"), recorded());

        try (Dub dub = open(hasty(server.url()))) {
            assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.Recorded(1250, "usd"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aLostAnswerIsNotRetriedBeforeTheKeyCanBeVisible() throws IOException {
        play(reset(), recorded());
        Duration settling = Duration.ofMillis(150);

        try (Dub dub = open(hasty(server.url(), 1, settling))) {
            Fixtures.send(dub, sales(1)).join();
        }

        assertThat(server.between(0, 1)).isGreaterThanOrEqualTo(settling);
    }

    @Test
    void aDefiniteFailureIsRetriedWithoutThatPause() throws IOException {
        play(error(429, "rate_limit_exceeded", "slow down"), recorded());

        try (Dub dub = open(hasty(server.url(), 1, Duration.ofMinutes(1)))) {
            assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.Recorded(1250, "usd"));
        }
    }

    @Test
    void everyAttemptTakesAToken() {
        VirtualTime time = new VirtualTime(1, 1);
        List<Duration> calls = new ArrayList<>();
        Settings hasty = hasty(server.url());
        Settings paced = new Settings(
                hasty.baseUrl(),
                hasty.key(),
                Rate.parse("10/s"),
                1,
                SOON,
                Duration.ZERO,
                Duration.ZERO,
                hasty.retries(),
                SOON);
        Wire limited = json -> {
            calls.add(time.elapsed());
            return new Exchange.Reply(429, "", Duration.ZERO, Optional.empty());
        };

        try (Dub dub = new Dub(paced, time.world(limited), () -> true)) {
            Fixtures.send(dub, sales(1));
            time.run();
        }

        assertThat(calls).hasSize(3);
        assertThat(calls.get(2).minus(calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void allSalesWaitForTheMomentThatRetryAfterNames() throws IOException {
        play(
                (socket, request) -> error(
                                429,
                                "rate_limit_exceeded",
                                "slow down",
                                "Retry-After: " + (System.currentTimeMillis() + 300))
                        .play(socket, request),
                recorded());

        try (Dub dub = open(hasty(server.url()))) {
            Sent limited = Fixtures.send(dub, List.of(sale("A")));
            limited.join();
        }

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(250), SOON);
    }

    @Test
    void aWaitIsReckonedByTheServicesOwnClock() throws IOException {
        play(
                error(
                        429,
                        "rate_limit_exceeded",
                        "slow down",
                        "Date: Wed, 17 Dec 2025 19:33:20 GMT",
                        "Retry-After: 1766000001"),
                recorded());

        send(sale("A"));

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(900), SOON);
    }

    @Test
    void theRateLimitsResetStandsInForAMissingRetryAfter() throws IOException {
        play(
                (socket, request) -> error(
                                429,
                                "rate_limit_exceeded",
                                "slow down",
                                "X-RateLimit-Reset: " + (System.currentTimeMillis() + 300))
                        .play(socket, request),
                recorded());

        send(sale("A"));

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(250), SOON);
    }

    @Test
    void whatTheServiceMayBeAtWorkOnWaitsLonger() throws IOException {
        play(answer(502, "<html>Bad Gateway</html>"), error(500, "internal_server_error", "sorry"), recorded());
        Settings hasty = hasty(server.url(), 1, Duration.ofMillis(20));
        Settings working = new Settings(
                hasty.baseUrl(),
                hasty.key(),
                Rate.UNLIMITED,
                1,
                SOON,
                hasty.settlingPause(),
                Duration.ofMillis(400),
                hasty.retries(),
                SOON);

        send(working, sale("A"));

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(420), SOON);
        assertThat(server.between(1, 2)).isBetween(Duration.ofMillis(20), SOON);
    }

    @Test
    void allSalesWaitAsLongAsAServiceThatIsDownAsks() throws IOException {
        play(error(503, "unavailable", "back soon", "Retry-After: 1"), recorded());

        try (Dub dub = open(hasty(server.url()))) {
            Fixtures.send(dub, sales(2)).join();
        }

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(900), SOON);
    }

    @Test
    void retryAfterMeansNothingOnARefusal() throws IOException {
        play(error(404, "not_found", "no lead", "Retry-After: 60"), recorded());

        try (Dub dub = open(hasty(server.url()))) {
            Fixtures.send(dub, sales(2)).join();
        }

        assertThat(server.between(0, 1)).isLessThan(SOON);
    }
}

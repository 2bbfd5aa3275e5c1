package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.Fixtures.sales;
import static dev.dubimport.dub.ScriptedServer.after;
import static dev.dubimport.dub.ScriptedServer.answer;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static dev.dubimport.dub.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When nothing more is sent. */
class DubStopTest extends AgainstAServer {
    @Test
    void neverFollowsARedirectWithTheKey() throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer(recorded())) {
            play(answer(308, "", "Location: " + elsewhere.url() + "/track/sale"));

            try (Dub dub = open(hasty(server.url()))) {
                assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.NotSent());
                assertThat(dub.halted())
                        .contains(new Halt(
                                Halt.Reason.REDIRECTED,
                                "308 redirects to " + elsewhere.url() + "/track/sale, and the key must not go along;"
                                        + " give the API's own address as --base-url and run the same command again"));
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void afterAFatalAnswerNothingMoreIsSent() throws IOException {
        play(error(401, "unauthorized", "Invalid API key"));

        try (Dub dub = open(hasty(server.url()))) {
            assertThat(Fixtures.send(dub, sales(50)).join()).hasSize(50).containsOnly(new Answer.NotSent());
            assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.NotSent());
            assertThat(dub.halted())
                    .contains(
                            new Halt(
                                    Halt.Reason.UNAUTHORIZED,
                                    "401 unauthorized (Invalid API key): the API key is missing, invalid or expired;"
                                            + " set DUB_API_KEY to a valid key of this workspace and run the same command again"));
        }

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theKeyIsNeverInAHalt() throws IOException {
        for (ScriptedServer.Turn turn : List.of(
                error(401, "unauthorized", "no dub_s3cr3t"),
                error(403, "forbidden", "no dub_s3cr3t"),
                answer(302, "", "Location: /login?key=dub_s3cr3t"))) {
            play(turn);
            try (Dub dub = open(hasty(server.url()))) {
                Fixtures.send(dub, sales(1)).join();

                assertThat(dub.halted().map(Halt::message).orElse(""))
                        .contains("***")
                        .doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    void saleAfterSaleWithoutAnAnswerHaltsTheRun() throws IOException {
        server.close();

        try (Dub dub = open(hasty(server.url(), 10, Duration.ZERO))) {
            // One whose attempts are used up before the tenth has failed for the first time, ends by itself.
            assertThat(Fixtures.send(dub, sales(30)).join())
                    .hasSize(30)
                    .allMatch(answer -> answer instanceof Answer.NotSent || answer instanceof Answer.Failed)
                    .filteredOn(answer -> answer instanceof Answer.Failed)
                    .hasSizeLessThan(10);
            assertThat(dub.halted().map(Halt::reason)).contains(Halt.Reason.SERVICE_DOWN);
            assertThat(dub.halted().map(Halt::message).orElse(""))
                    .startsWith("no answer for 0 s, the last time because of: no connection to " + server.url())
                    .endsWith("; check the network and the service's status, then run the same command again");
        }
    }

    @Test
    void aKeyThatIsRevokedInTheMiddleStopsTheRunThere() throws IOException {
        play(recorded(), recorded(), recorded(), error(401, "unauthorized", "revoked"));

        try (Dub dub = open(hasty(server.url()))) {
            List<Answer> answers = Fixtures.send(dub, sales(20)).join();

            assertThat(answers.subList(0, 3)).containsOnly(new Answer.Recorded(1250, "usd"));
            assertThat(answers.subList(3, 20)).containsOnly(new Answer.NotSent());
            assertThat(dub.halted().map(Halt::reason)).contains(Halt.Reason.UNAUTHORIZED);
        }
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aSaleThatAlwaysBreaksTheServiceDoesNotHaltTheRun() throws IOException {
        play((socket, request) ->
                (request.invoiceId().endsWith("7") ? answer(500, "") : recorded()).play(socket, request));

        try (Dub dub = open(hasty(server.url(), 4, Duration.ZERO))) {
            List<Answer> answers = Fixtures.send(dub, sales(300)).join();

            assertThat(answers)
                    .filteredOn(answer -> answer instanceof Answer.Lost)
                    .hasSize(30);
            assertThat(dub.halted()).isEmpty();
        }
    }

    @Test
    void stopCutsARetryWaitShort() throws IOException, InterruptedException {
        play(reset());

        try (Dub dub = open(hasty(server.url(), 1, Duration.ofMinutes(1)))) {
            Sent flight = Fixtures.send(dub, sales(2));
            awaitRequests(1);
            dub.stop();
            List<Answer> answers = flight.join();

            assertThat(answers.get(0).outcome()).contains(Outcome.IN_DOUBT);
            assertThat(answers.get(0).message()).contains(", then the run stopped; after 1 attempt it may be");
            assertThat(answers.get(1)).isEqualTo(new Answer.NotSent());
        }
    }

    @Test
    void stopCutsAPauseOfThePaceShort() throws IOException, InterruptedException {
        play(error(429, "rate_limit_exceeded", "slow down", "Retry-After: 60"));

        try (Dub dub = open(hasty(server.url(), 2, Duration.ZERO))) {
            Sent flight = Fixtures.send(dub, sales(5));
            awaitRequests(1);
            dub.stop();

            assertThat(flight.join()).containsOnly(new Answer.NotSent());
        }
    }

    @Test
    void stopCutsTheWaitForATokenShort() {
        Settings slow = new Settings(
                server.url(),
                Fixtures.KEY,
                Rate.parse("3/min"),
                2,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                Retries.DEFAULT,
                SOON);
        try (Dub dub = open(slow)) {
            Sent flight = Fixtures.send(dub, sales(5));
            dub.stop();

            assertThat(flight.join()).containsOnly(new Answer.NotSent());
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatIsInFlightFinishesAfterAStop() throws IOException, InterruptedException {
        play(after(Duration.ofMillis(100), recorded()));

        try (Dub dub = open(hasty(server.url()))) {
            Sent flight = Fixtures.send(dub, sales(2));
            awaitRequests(1);
            dub.stop();

            assertThat(flight.join()).containsExactly(new Answer.Recorded(1250, "usd"), new Answer.NotSent());
        }
    }
}

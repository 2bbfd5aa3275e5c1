package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.Fixtures.sale;
import static dev.dubimport.dub.Fixtures.sales;
import static dev.dubimport.dub.ScriptedServer.answer;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static dev.dubimport.dub.ScriptedServer.thenHangUp;
import static dev.dubimport.dub.ScriptedServer.unattributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sending: what goes out, and what a plain answer means. */
class DubTest extends AgainstAServer {
    @Test
    void answersComeInTheOrderOfTheSales() {
        try (Dub dub = open(hasty(server.url(), 4, Duration.ZERO))) {
            Sent first = Fixtures.send(dub, List.of(sale("A", 1, "USD"), sale("B", 2, "GBP")));
            Sent second = Fixtures.send(dub, List.of(sale("C", 3, "JPY")));

            assertThat(second.join()).containsExactly(new Answer.Recorded(3, "jpy"));
            assertThat(first.join()).containsExactly(new Answer.Recorded(1, "usd"), new Answer.Recorded(2, "gbp"));
            assertThat(server.requests()).hasSize(3);
            assertThat(dub.halted()).isEmpty();
        }
    }

    @Test
    void aRequestIsWhatTheContractSays() {
        send(sale("INV-1"));

        ScriptedServer.Request request = server.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /track/sale HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer dub_s3cr3t")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("user-agent", "dub-import/dev")
                .doesNotContainKeys("accept-encoding", "cookie", "expect", "upgrade");
        assertThat(request.body())
                .isEqualTo("{\"externalId\":\"cus_1\",\"amount\":1250,\"paymentProcessor\":\"custom\","
                        + "\"eventName\":\"Purchase\",\"invoiceId\":\"INV-1\",\"currency\":\"usd\"}");
    }

    @Test
    void connectionsAreUsedAgain() {
        try (Dub dub = open(hasty(server.url(), 2, Duration.ZERO))) {
            Fixtures.send(dub, sales(100)).join();
        }

        assertThat(server.requests()).hasSize(100);
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void aConnectionThatWasClosedMeanwhileCostsNoDoubt() throws IOException, InterruptedException {
        play(thenHangUp(recorded()));

        try (Dub dub = open(hasty(server.url()))) {
            for (int i = 1; i <= 3; i++) {
                assertThat(Fixtures.send(dub, List.of(sale("INV-" + i))).join())
                        .containsExactly(new Answer.Recorded(1250, "usd"));
                Thread.sleep(120);
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void aBugSurfacesAndNothingMoreIsSent() {
        try (Dub dub = open(hasty(server.url()))) {
            Sent flight = Fixtures.send(dub, Collections.singletonList(null));

            assertThatThrownBy(flight::join).isInstanceOf(CompletionException.class);
            assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.NotSent());
        }
    }

    @Test
    void anInterruptDoesNotLoseAnAnswer() {
        try (Dub dub = open(hasty(server.url()))) {
            Thread.currentThread().interrupt();

            assertThat(Fixtures.send(dub, sales(1)).join()).containsExactly(new Answer.Recorded(1250, "usd"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void cookiesAreNotKept() throws IOException {
        play(answer(200, "{\"sale\": null}", "Set-Cookie: a=b; Path=/"));

        try (Dub dub = open(hasty(server.url()))) {
            Fixtures.send(dub, sales(2)).join();
        }

        assertThat(server.requests().get(1).headers()).doesNotContainKey("cookie");
    }

    @Test
    void everySaleIsSentOnceByManyThreads() {
        try (Dub dub = open(hasty(server.url(), 16, Duration.ZERO))) {
            List<Answer> answers = Fixtures.send(dub, sales(2000)).join();

            assertThat(answers).hasSize(2000).allMatch(answer -> answer instanceof Answer.Recorded);
        }

        Set<String> seen = server.requests().stream()
                .map(ScriptedServer.Request::invoiceId)
                .collect(Collectors.toSet());
        assertThat(server.requests()).hasSize(2000);
        assertThat(seen).hasSize(2000);
    }

    @Test
    void aNullSaleIsNotASuccess() throws IOException {
        play(unattributed());

        assertThat(send(sale("A")).outcome()).contains(Outcome.UNATTRIBUTED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRefusalIsNotTriedAgain() throws IOException {
        play(error(422, "unprocessable_entity", "externalId: too long"));

        assertThat(send(sale("A")))
                .isEqualTo(new Answer.Refused(
                        422,
                        "unprocessable_entity",
                        "422 unprocessable_entity (externalId: too long); mend the row and import it again"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theKeyIsNeverInAMessage() throws IOException {
        String echo = "key dub_s3cr3t of Bearer dub_s3cr3t";
        for (ScriptedServer.Turn turn : List.of(
                error(400, "bad_request", echo),
                error(429, "rate_limit_exceeded", echo),
                error(500, "internal_server_error", echo),
                answer(200, "{\"sale\": {\"amount\": 1, \"currency\": \"x\", \"invoiceId\": \"dub_s3cr3t\"}}"))) {
            play(turn);

            Answer answer = send(sale("A"));

            assertThat(answer.message()).contains("***").doesNotContain("s3cr3t");
            assertThat(answer.toString()).doesNotContain("s3cr3t");
        }
    }
}

package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.impatient;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.Fixtures.sale;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static dev.dubimport.dub.ScriptedServer.reset;
import static dev.dubimport.dub.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls that led to an answer. */
class DeliveredTest extends AgainstAServer {
    private Delivered deliver(Settings settings) {
        try (Dub dub = open(settings)) {
            return Fixtures.send(dub, List.of(sale("A"))).delivered().get(0);
        }
    }

    @Test
    void eachCallIsToldWithItsTimeAndWhatCameOfIt() throws IOException {
        play(error(429, "rate_limit_exceeded", "slow down"), error(500, "internal_server_error", "oops"), recorded());
        Instant before = Instant.now();

        Delivered delivered = deliver(hasty(server.url()));

        assertThat(delivered.attempts())
                .extracting(Attempted::said)
                .containsExactly(
                        "429 rate_limit_exceeded (slow down)", "500 internal_server_error (oops)", "200: recorded");
        assertThat(delivered.attempts())
                .extracting(Attempted::at)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBetween(before, Instant.now()));
    }

    @Test
    void whereNoAnswerCameItIsToldWhy() throws IOException {
        play(reset(), silence(), silence());

        List<Attempted> attempts = deliver(impatient(server.url())).attempts();

        assertThat(attempts).hasSize(3);
        assertThat(attempts.get(0).said()).startsWith("the connection was lost before the answer: ");
        assertThat(attempts.get(2).said()).isEqualTo("no whole answer within 0.25 s");
    }

    @Test
    void theKeyIsNotTold() throws IOException {
        play(error(500, "internal_server_error", "bad key dub_s3cr3t"));

        assertThat(deliver(hasty(server.url())).attempts())
                .hasSize(3)
                .noneMatch(attempt -> attempt.said().contains("s3cr3t"));
    }

    @Test
    void aSaleThatWasNotSentHasNoCalls() {
        try (Dub dub = open(hasty(server.url()))) {
            dub.stop();

            assertThat(Fixtures.send(dub, List.of(sale("A"))).delivered())
                    .containsExactly(new Delivered(new Answer.NotSent(), List.of()));
        }
    }
}

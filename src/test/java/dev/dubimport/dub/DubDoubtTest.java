package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.impatient;
import static dev.dubimport.dub.Fixtures.sale;
import static dev.dubimport.dub.ScriptedServer.answer;
import static dev.dubimport.dub.ScriptedServer.drip;
import static dev.dubimport.dub.ScriptedServer.endless;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.raw;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static dev.dubimport.dub.ScriptedServer.reset;
import static dev.dubimport.dub.ScriptedServer.silence;
import static dev.dubimport.dub.ScriptedServer.unattributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Surely not recorded, or in doubt. */
class DubDoubtTest extends AgainstAServer {
    @Test
    void aRateLimitForEverIsSurelyNotRecorded() throws IOException {
        play(error(429, "rate_limit_exceeded", "slow down"));

        assertThat(send(sale("A")))
                .isEqualTo(new Answer.Failed(
                        "rate_limit_exceeded",
                        "429 rate_limit_exceeded (slow down); not recorded after 3 attempts;"
                                + " run the same command again"));
    }

    @Test
    void noConnectionIsSurelyNotRecorded() throws IOException {
        server.close();

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo("connection_refused");
        assertThat(answer.message())
                .startsWith("no connection to " + server.url())
                .endsWith("; not recorded after 3 attempts; run the same command again");
    }

    @Test
    void anUnknownHostIsSurelyNotRecorded() {
        Answer answer = send(hasty(BaseUrl.parse("https://no-such-host.invalid")), sale("A"));

        assertThat(answer.outcome()).contains(Outcome.FAILED);
        assertThat(answer.code()).isEqualTo("unknown_host");
    }

    @Test
    void aFailedHandshakeIsSurelyNotRecorded() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread refusing = new Thread(() -> {
                try {
                    while (true) {
                        plain.accept().close();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            refusing.setDaemon(true);
            refusing.start();

            Answer answer = send(hasty(BaseUrl.parse("https://127.0.0.1:" + plain.getLocalPort())), sale("A"));

            assertThat(answer.outcome()).contains(Outcome.FAILED);
        }
    }

    @Test
    void aHandshakeThatHangsIsSurelyNotRecorded() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Answer answer = send(impatient(BaseUrl.parse("https://127.0.0.1:" + mute.getLocalPort())), sale("A"));

            assertThat(answer.outcome()).contains(Outcome.FAILED);
            assertThat(answer.code()).isEqualTo("connect_timed_out");
        }
    }

    @Test
    void aTimeOutIsInDoubt() throws IOException {
        play(silence());

        assertThat(send(impatient(server.url()), sale("A")))
                .isEqualTo(new Answer.Lost(
                        "no_answer",
                        "no whole answer within 0.25 s; after 3 attempts it may be recorded or not;"
                                + " run the same command again to find out"));
    }

    @Test
    void anAnswerThatDripsInForEverIsInDoubt() throws IOException {
        play(drip(), drip(), recorded());
        long began = System.nanoTime();

        assertThat(send(impatient(server.url()), sale("A"))).isEqualTo(new Answer.Recorded(1250, "usd"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aConnectionLostAfterSendingIsInDoubt() throws IOException {
        play(reset());

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
        assertThat(answer.code()).isEqualTo("connection_lost");
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 520})
    void aServersErrorIsInDoubt(int status) throws IOException {
        play(answer(status, "<html>sorry</html>"));

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
        assertThat(answer.code()).isEqualTo("http_" + status);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sale\": null}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n{\"sale\": null}\r\n",
                "HTTP/1.1 422 No\r\nContent-Length: 100\r\n\r\n{\"error\": {\"code\": \"a\"}}",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 0 X\r\n\r\n",
                "HTTP/1.1 -20 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 99999999999 X\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n{\"sale\": null}",
                "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u0008\u0000",
            })
    void aBrokenAnswerIsInDoubt(String bytes) throws IOException {
        play(raw(bytes));

        assertThat(send(sale("A")).outcome()).contains(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Welcome</html>",
                "{}",
                "{\"sale\": true}",
                "{\"sale\": null} x",
                "{\"sale\": nu",
                "[]",
                "7"
            })
    void a200ThatIsNotTheContractsIsInDoubt(String body) throws IOException {
        play(answer(200, body));

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
        assertThat(answer.code()).isEqualTo("unreadable_answer");
    }

    @Test
    void anAnswerOfMoreThanAMegabyteIsInDoubtAndIsNotReadToItsEnd() throws IOException {
        String large = "{\"sale\": null, \"x\": \"" + "x".repeat(1 << 20) + "\"}";
        play(
                raw("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 40) + "\r\n\r\n" + large),
                answer(200, large),
                recorded());

        assertThat(send(sale("A"))).isEqualTo(new Answer.Recorded(1250, "usd"));
    }

    @Test
    void anAnswerWhoseHeaderNeverEndsIsInDoubt() throws IOException {
        play(raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 16)), raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(500)));

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
        assertThat(answer.message()).contains("Maximum header count exceeded");
    }

    @ParameterizedTest
    @MethodSource("endlessAnswers")
    void anAnswerWithoutEndIsInDoubtAndIsNotReadToItsEnd(String start, String more) throws IOException {
        play(endless(start, more), endless(start, more), recorded());
        long began = System.nanoTime();

        assertThat(send(sale("A"))).isEqualTo(new Answer.Recorded(1250, "usd"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    private static List<Arguments> endlessAnswers() {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        return List.of(
                arguments("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk),
                arguments("HTTP/1.1 500 X\r\nContent-Length: 104857600\r\n\r\n", "x".repeat(1 << 16)),
                arguments("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1 << 16)),
                arguments("HTTP/1.1 200 OK\r\nX: ", "x".repeat(1 << 16)),
                arguments("HTTP/1.1 200 OK\r\n", "X: " + "x".repeat(1000) + "\r\n"));
    }

    @Test
    void promisesOfAnAnswerWithoutEndAreInDoubt() throws IOException {
        String promise = "HTTP/1.1 100 Continue\r\n\r\n";
        play(endless(promise, promise));

        assertThat(send(impatient(server.url()), sale("A")).outcome()).contains(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 422, 500})
    void jsonOfAHundredThousandLevelsProvesNothing(int status) throws IOException {
        String deep = "{\"sale\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        play(answer(status, deep.replace("sale", status == 200 ? "sale" : "error")));

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
    }

    @Test
    void aTimeOutFollowedBy429sIsStillInDoubt() throws IOException {
        play(silence(), error(429, "rate_limit_exceeded", "slow down"));

        assertThat(send(impatient(server.url()), sale("A")))
                .isEqualTo(new Answer.Lost(
                        "no_answer",
                        "no whole answer within 0.25 s, then 429 rate_limit_exceeded (slow down); after 4 attempts it may"
                                + " be recorded or not; run the same command again to find out"));
    }

    @Test
    void aTimeOutFollowedByARefusalIsStillInDoubt() throws IOException {
        play(reset(), error(404, "not_found", "link disabled"));

        Answer answer = send(sale("A"));

        assertThat(answer.outcome()).contains(Outcome.IN_DOUBT);
        assertThat(answer.message()).contains(", then 404 not_found; after 2 attempts");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aTimeOutFollowedByA200IsWhatThe200Says() throws IOException {
        play(reset(), unattributed());

        assertThat(send(sale("A")).outcome()).contains(Outcome.UNATTRIBUTED);
    }

    @Test
    void aTimeOutFollowedByAFatalAnswerIsStillInDoubt() throws IOException {
        play(reset(), error(401, "unauthorized", "expired"));

        assertThat(send(sale("A")).outcome()).contains(Outcome.IN_DOUBT);
    }
}

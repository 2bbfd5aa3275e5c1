package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** How often, and when, a question is asked; in time that passes only where it waits. */
class AskingTest {
    private static final BaseUrl URL = BaseUrl.parse("https://dub.example");
    private static final Exchange ANSWER = reply(200, "[]");

    private final List<Duration> calls = new ArrayList<>();
    private final Deque<Exchange> script = new ArrayDeque<>();
    private long now;
    private boolean stopped;
    private final Stop stop = new Stop(nanos -> {
        now += nanos;
        return true;
    });

    @Test
    void anAnswerIsTheEnd() {
        assertThat(ask(ANSWER)).isEqualTo("[]");
        assertThat(calls).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"error\": {\"code\": \"internal_server_error\", \"message\": \"?\"}}'",
        "500, ''",
        "502, <html>Bad Gateway</html>",
        "503, ''",
        "504, <html></html>",
        "200, '\n<!DOCTYPE html><html></html>'",
        "400, <html>Bad Request</html>",
        "408, ''",
        "429, ''"
    })
    void theseAreAskedAgain(int status, String body) {
        assertThat(ask(reply(status, body), reply(status, body), ANSWER)).isEqualTo("[]");
        assertThat(calls).hasSize(3);
    }

    @Test
    void silenceIsAskedAgainWhetherTheQuestionWentOutOrNot() {
        assertThat(ask(silence(true), silence(false), ANSWER)).isEqualTo("[]");
    }

    @Test
    void waitsGrowFromAttemptToAttempt() {
        ask(silence(true), silence(true), silence(true), reply(500, ""), reply(429, ""), ANSWER);

        assertThat(waits()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
    }

    @Test
    void aWaitThatTheServiceAsksForIsWaitedOut() {
        Duration minute = Duration.ofMinutes(1);

        ask(limited(minute), new Exchange.Reply(503, "", minute, Optional.empty()), ANSWER);

        assertThat(waits()).containsExactly(minute, minute);
    }

    @Test
    void aShortWaitThatTheServiceAsksForIsNoLeaveToHammer() {
        ask(limited(Duration.ofMillis(1)), limited(Duration.ofMillis(1)), ANSWER);

        assertThat(waits()).extracting(Duration::toSeconds).containsExactly(1L, 2L);
    }

    @Test
    void aLimiterThatCountsBySecondsIsNotTakenForOneThatCountsByMinutes() {
        Pace pace = pace("4/s");
        Exchange limited = new Exchange.Reply(
                429, "", Duration.ofMillis(500), Optional.empty(), Optional.of(new Limit(4, Duration.ofMillis(500))));
        script.add(limited);
        for (int call = 0; call < 60; call++) {
            script.add(ANSWER);
        }
        Asking asking = asking();

        for (int call = 0; call < 60; call++) {
            asking.ask(pace, "GET /events", "/events");
        }

        assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void patienceEnds() {
        for (int call = 0; call < 100; call++) {
            script.add(silence(true));
        }

        assertThatThrownBy(() -> asking().ask(pace("unlimited"), "GET /events, page 3", "/events"))
                .isInstanceOf(Unreadable.class)
                .hasMessage(
                        "GET /events, page 3: no answer for 600 s, the last time because of: no whole answer within 30"
                                + " s; check the network and the service's status, then run the same command again");
        assertThat(calls.get(calls.size() - 1)).isEqualTo(Duration.ofMinutes(10));
        assertThat(calls).hasSizeBetween(20, 30);
    }

    @Test
    void patienceBeginsAnewWithEachQuestion() {
        Asking asking = asking();
        for (int question = 0; question < 30; question++) {
            script.addAll(List.of(limited(Duration.ofMinutes(1)), ANSWER));

            assertThat(asking.ask(pace("unlimited"), "GET /events", "/events")).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | unauthorized | Invalid key. | 401 unauthorized (Invalid key.): the API key is missing, invalid or expired; \
            set DUB_API_KEY to a valid key of this workspace and run the same command again
            403 | forbidden | No. | 403 forbidden (No.): the key or the workspace's plan does not allow this call; \
            check the key's permissions and the plan's quota in Dub and run the same command again
            404 | not_found | Workspace ID not found. | 404 not_found (Workspace ID not found.): the API key is of an old \
            kind, or its workspace is gone; make a new key in the workspace's settings and set DUB_API_KEY to it and run \
            the same command again
            422 | unprocessable_entity | limit: too big | 422 unprocessable_entity (limit: too big); the service does not \
            take this question: look for a newer release, or report this line
            """)
    void theseEndTheReadingAtOnce(int status, String code, String text, String message) {
        String body = "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, text);

        assertThatThrownBy(() -> ask(reply(status, body)))
                .isInstanceOf(Unreadable.class)
                .hasMessage("GET /events, page 1: " + message);
        assertThat(calls).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        Exchange redirect =
                new Exchange.Reply(307, "", Duration.ZERO, Optional.of("https://elsewhere.example/?key=dub_s3cr3t"));

        assertThatThrownBy(() -> ask(redirect))
                .isInstanceOf(Unreadable.class)
                .hasMessage(
                        "GET /events, page 1: 307 redirects to https://elsewhere.example/?key=***, and the key must not"
                                + " go along; give the API's own address as --base-url and run the same command again");
    }

    @Test
    void aPageThatIsNotTheApisEndsTheReadingAtOnce() {
        assertThatThrownBy(() -> ask(reply(404, "<html></html>"))).hasMessageContaining("this is not Dub's API");
    }

    @Test
    void anotherThanItShouldBeEndsTheReadingAtOnce() {
        assertThatThrownBy(
                        () -> ask(new Exchange.Silence(false, true, "tls_no_trust", "no connection to x: dub_s3cr3t")))
                .isInstanceOf(Unreadable.class)
                .hasMessage(
                        "GET /events, page 1: no connection to x: ***; check --base-url, and that no proxy stands between;"
                                + " Java must know who signed the certificate and run the same command again");
    }

    @Test
    void anErrorThatEchoesTheKeyDoesNotShowIt() {
        String echo = "{\"error\": {\"code\": \"forbidden\", \"message\": \"Bearer dub_s3cr3t is not allowed\"}}";

        assertThatThrownBy(() -> ask(reply(403, echo))).hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aWarningNamesNeitherTheCustomerNorTheKey() {
        String body = "{\"error\": {\"code\": \"internal_server_error\", \"message\": \"ana@example.com dub_s3cr3t\"}}";
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Asking.class);
        logger.addAppender(log);
        try {
            script.addAll(List.of(reply(500, body), ANSWER));
            asking().ask(pace("unlimited"), "GET /customers", "/customers?externalId=ana%40example.com");
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("GET /customers: internal_server_error; trying again in 1 s");
    }

    @Test
    void aStopBeforeTheAnswerEndsTheReading() {
        stopped = true;

        assertThatThrownBy(() -> ask(ANSWER)).isInstanceOf(ReadStopped.class);
        assertThat(calls).hasSize(1);
    }

    private String ask(Exchange... exchanges) {
        script.addAll(List.of(exchanges));
        return asking().ask(pace("unlimited"), "GET /events, page 1", "/events");
    }

    private Asking asking() {
        return new Asking(ReadSettings.of(URL, Fixtures.KEY), this::call, stop, () -> now, () -> 0.5);
    }

    private Pace pace(String rate) {
        return new Pace(Rate.parse(rate), stop::sleep, () -> now);
    }

    private Exchange call(String pathAndQuery) {
        calls.add(Duration.ofNanos(now));
        if (stopped) {
            stop.ask();
        }
        return script.remove();
    }

    private List<Duration> waits() {
        List<Duration> waits = new ArrayList<>();
        for (int call = 1; call < calls.size(); call++) {
            waits.add(calls.get(call).minus(calls.get(call - 1)));
        }
        return waits;
    }

    private static Exchange reply(int status, String body) {
        return new Exchange.Reply(status, body, Duration.ZERO, Optional.empty());
    }

    private static Exchange limited(Duration pause) {
        return new Exchange.Reply(429, "", pause, Optional.empty());
    }

    private static Exchange silence(boolean sent) {
        return new Exchange.Silence(sent, "no_answer", "no whole answer within 30 s");
    }
}

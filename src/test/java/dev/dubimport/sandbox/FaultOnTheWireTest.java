package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dubimport.sandbox.RawCaller.End;
import dev.dubimport.sandbox.RawCaller.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as a bare socket sees it, and what was recorded. */
class FaultOnTheWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String SALE = sale("in_1", 1250);

    private final SettableClock clock = new SettableClock();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULT
            .withClock(clock)
            .withHang(Duration.ofMillis(1_200))
            .withLate(Duration.ofMillis(600)));
    private final RawCaller caller = new RawCaller(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(Fault.GONE, "404 Not Found", "application/json", "1785585660000", 0),
                arguments(Fault.TIMED_OUT, "408 Request Timeout", "text/html", "none", 0),
                arguments(Fault.BURST, "429 Too Many Requests", "application/json", "1785585600500", 0),
                arguments(Fault.BURST_SECONDS, "429 Too Many Requests", "text/html", "1", 0),
                arguments(Fault.BURST_DATE, "429 Too Many Requests", "text/html", "Sat, 1 Aug 2026 12:00:02 GMT", 0),
                arguments(Fault.BURST_BARE, "429 Too Many Requests", "text/html", "none", 0),
                arguments(Fault.ERROR, "500 Internal Server Error", "application/json", "1785585660000", 0),
                arguments(Fault.ERROR_AFTER, "500 Internal Server Error", "application/json", "1785585660000", 1),
                arguments(Fault.BAD_GATEWAY, "502 Bad Gateway", "text/html", "none", 0),
                arguments(Fault.UNAVAILABLE, "503 Service Unavailable", "text/html", "1", 0),
                arguments(Fault.UNAVAILABLE_BARE, "503 Service Unavailable", "text/html", "none", 0),
                arguments(Fault.GATEWAY_TIMEOUT, "504 Gateway Timeout", "text/html", "none", 0),
                arguments(Fault.GATEWAY_TIMEOUT_AFTER, "504 Gateway Timeout", "text/html", "none", 1),
                arguments(Fault.NO_JSON, "200 OK", "text/plain", "none", 1),
                arguments(Fault.OTHER_JSON, "200 OK", "application/json", "none", 1),
                arguments(Fault.HALF_JSON, "200 OK", "application/json", "none", 1));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void someFaultsAreWholeAnswers(Fault fault, String status, String type, String retryAfter, int recorded)
            throws IOException {
        sandbox.play(Faults.of(1, fault));

        Seen seen = caller.post(SALE, PATIENCE);

        assertThat(seen.statusLine()).isEqualTo("HTTP/1.1 " + status);
        assertThat(seen.header("Content-Type")).isEqualTo(type);
        assertThat(seen.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(seen.header("Content-Length"))
                .isEqualTo(Integer.toString(seen.body().length()));
        assertThat(seen.end()).isEqualTo(End.FIN);
        assertThat(sandbox.recorded()).hasSize(recorded);
        assertThat(sandbox.faultsMet()).containsExactly(entry(fault, 1L));
    }

    @Test
    void anHttpDateIsOneThatHttpClientsRead() throws IOException {
        sandbox.play(Faults.of(1, Fault.BURST_DATE));

        String date = caller.post(SALE, PATIENCE).header("Retry-After");

        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                .isEqualTo(clock.instant().plusSeconds(2));
    }

    @Test
    void halfTheJsonIsTheFirstHalf() throws IOException {
        sandbox.play(Faults.of(1, Fault.HALF_JSON));

        String half = caller.post(SALE, PATIENCE).body();

        sandbox.play(Faults.NONE);
        String whole = caller.post(SALE, PATIENCE).body();
        assertThat(whole).startsWith(half);
        assertThat(half).hasSize(whole.length() / 2);
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                arguments(Fault.DROP_BEFORE, End.RST, 0),
                arguments(Fault.DROP_AFTER, End.RST, 1),
                arguments(Fault.CLOSE_BEFORE, End.FIN, 0),
                arguments(Fault.CLOSE_AFTER, End.FIN, 1),
                arguments(Fault.HANG_BEFORE, End.RST, 0),
                arguments(Fault.HANG_AFTER, End.RST, 1));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void someConnectionsEndWithoutAByte(Fault fault, End end, int recorded) throws IOException {
        sandbox.play(Faults.of(1, fault));

        Seen seen = caller.post(SALE, PATIENCE);

        assertThat(seen.text()).isEmpty();
        assertThat(seen.end()).isEqualTo(end);
        assertThat(sandbox.recorded()).hasSize(recorded);
        assertThat(sandbox.calls()).containsExactly(entry(0, 1L));
    }

    static Stream<Arguments> silences() {
        return Stream.of(arguments(Fault.HANG_BEFORE, 0), arguments(Fault.HANG_AFTER, 1));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void someAnswersNeverCome(Fault fault, int recorded) throws IOException {
        sandbox.play(Faults.of(1, fault));

        assertThat(caller.post(SALE, SHORT).end()).isEqualTo(End.SILENCE);

        assertThat(sandbox.recorded()).hasSize(recorded);
    }

    @Test
    void anAnswerThatBreaksOffHasHalfItsBody() throws IOException {
        sandbox.play(Faults.of(1, Fault.TRUNCATED));

        Seen seen = caller.post(SALE, PATIENCE);

        assertThat(seen.body()).hasSize(Integer.parseInt(seen.header("Content-Length")) / 2);
        assertThat(seen.end()).isEqualTo(End.RST);
        assertThat(sandbox.recorded()).hasSize(1);
    }

    static Stream<Arguments> drips() {
        return Stream.of(
                arguments(Fault.DRIP, Duration.ofSeconds(1)), arguments(Fault.DRIP_ON, Duration.ofMillis(1_200)));
    }

    /** No byte is later than the time-out of a socket, but the last one later than the patience of a caller. */
    @ParameterizedTest
    @MethodSource("drips")
    void someAnswersComeByteByByte(Fault fault, Duration length) throws IOException {
        sandbox.play(Faults.of(1, fault));

        Seen seen = caller.post(SALE, SHORT);

        assertThat(seen.time()).isGreaterThanOrEqualTo(length.multipliedBy(9).dividedBy(10));
        assertThat(seen.body()).hasSize(Integer.parseInt(seen.header("Content-Length")));
        assertThat(seen.end()).isEqualTo(End.FIN);
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aLateSaleIsRecordedAlthoughItsClientIsGone() throws Exception {
        sandbox.play(Faults.of(1, Fault.LATE));

        assertThat(caller.post(SALE, SHORT).end()).isEqualTo(End.SILENCE);
        assertThat(sandbox.recorded()).isEmpty();

        waitForRecordings(1);
    }

    @Test
    void aLateSaleIsAnsweredToAClientThatStays() throws IOException {
        sandbox.play(Faults.of(1, Fault.LATE));

        Seen seen = caller.post(SALE, PATIENCE);

        assertThat(seen.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(seen.time()).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aLateSaleMeetsARetryThatWasQuicker() throws Exception {
        sandbox.play(Faults.of(1, Fault.LATE));
        caller.post(SALE, SHORT);
        sandbox.play(Faults.NONE);

        caller.post(SALE, PATIENCE);
        waitForRecordings(1);

        Thread.sleep(600); // the late one comes after it, and finds the invoice id
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aHugeAnswerIsTheUsualOneWithAHundredMegabytesOfWhiteSpace() throws IOException, InterruptedException {
        sandbox.play(Faults.of(1, Fault.HUGE));
        Caller reader = new Caller(sandbox);
        HttpResponse<InputStream> answer =
                reader.client().send(reader.request(SALE).build(), BodyHandlers.ofInputStream());

        StringBuilder text = new StringBuilder();
        long length = 0;
        byte[] buffer = new byte[100_000];
        for (int read = answer.body().read(buffer);
                read >= 0;
                read = answer.body().read(buffer)) {
            length += read;
            text.append(new String(buffer, 0, read, StandardCharsets.UTF_8).strip());
        }

        sandbox.play(Faults.NONE);
        assertThat(text).hasToString(caller.post(SALE, PATIENCE).body());
        assertThat(length).isEqualTo(100_000_000 + text.length());
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void theSameSeedPlaysTheSameAnswersAgain() throws IOException {
        List<String> first = seenOf(60, 7);
        List<String> second = seenOf(60, 7);
        List<String> other = seenOf(60, 8);

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    /** The kinds that take no time, half of all calls. */
    private List<String> seenOf(int calls, long seed) throws IOException {
        Fault[] quick = Fault.mixed().stream()
                .filter(fault -> !List.of(
                                Fault.HANG_BEFORE, Fault.HANG_AFTER, Fault.SLOW, Fault.LATE, Fault.DRIP, Fault.DRIP_ON)
                        .contains(fault))
                .filter(fault -> fault != Fault.HUGE)
                .toArray(Fault[]::new);
        sandbox.play(Faults.of(0.5, quick).withSeed(seed));
        List<String> seen = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            Seen one = caller.post(SALE, PATIENCE);
            seen.add(one.statusLine() + one.header("Retry-After") + one.end());
        }
        return seen;
    }

    private void waitForRecordings(int count) throws InterruptedException {
        for (int tries = 0; tries < 500 && sandbox.recorded().size() < count; tries++) {
            Thread.sleep(10);
        }
        assertThat(sandbox.recorded()).hasSize(count);
    }
}

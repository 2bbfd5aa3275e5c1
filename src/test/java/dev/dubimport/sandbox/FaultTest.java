package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults as an HTTP client sees them; {@link FaultOnTheWireTest} looks below HTTP. */
class FaultTest {
    private final SettableClock clock = new SettableClock();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULT.withClock(clock));
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        Fault.GONE,
                        404,
                        "{\"error\":{\"code\":\"not_found\",\"message\":\"Link not found.\","
                                + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#not-found\"}}",
                        0),
                arguments(
                        Fault.BURST,
                        429,
                        "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Too many requests.\","
                                + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#rate-limit-exceeded\"}}",
                        0),
                arguments(Fault.ERROR, 500, INTERNAL_ERROR, 0),
                arguments(Fault.ERROR_AFTER, 500, INTERNAL_ERROR, 1),
                arguments(Fault.TIMED_OUT, 408, page("408 Request Timeout"), 0),
                arguments(Fault.BURST_SECONDS, 429, page("429 Too Many Requests"), 0),
                arguments(Fault.BURST_DATE, 429, page("429 Too Many Requests"), 0),
                arguments(Fault.BURST_BARE, 429, page("429 Too Many Requests"), 0),
                arguments(Fault.BAD_GATEWAY, 502, page("502 Bad Gateway"), 0),
                arguments(Fault.UNAVAILABLE, 503, page("503 Service Unavailable"), 0),
                arguments(Fault.UNAVAILABLE_BARE, 503, page("503 Service Unavailable"), 0),
                arguments(Fault.GATEWAY_TIMEOUT, 504, page("504 Gateway Timeout"), 0),
                arguments(Fault.GATEWAY_TIMEOUT_AFTER, 504, page("504 Gateway Timeout"), 1),
                arguments(Fault.OTHER_JSON, 200, "{\"ok\":true}", 1),
                arguments(Fault.NO_JSON, 200, "OK", 1));
    }

    private static final String INTERNAL_ERROR =
            "{\"error\":{\"code\":\"internal_server_error\",\"message\":\"An internal server error occurred.\","
                    + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#internal-server-error\"}}";

    @ParameterizedTest
    @MethodSource("answers")
    void someFaultsAreAnswers(Fault fault, int status, String body, int recorded) throws IOException {
        sandbox.play(Faults.of(1, fault));

        HttpResponse<String> answer = caller.post(sale("in_1", 1250));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(sandbox.recorded()).hasSize(recorded);
        assertThat(sandbox.calls()).containsExactly(entry(status, 1L));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG_BEFORE", "HANG_AFTER"})
    void closingBreaksACallThatHangs(Fault fault) throws Exception {
        sandbox.play(Faults.of(1, fault));
        var answer = caller.postAsync(sale("in_1", 1250));
        Thread.sleep(50);

        sandbox.close();

        assertThat(answer.handle((response, broken) -> broken != null))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(true);
    }

    @Test
    void aSlowAnswerIsRecordedLongBeforeItComes() {
        sandbox.play(Faults.of(1, Fault.SLOW));

        assertThatThrownBy(() -> caller.post(sale("in_1", 1250), Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aSlowAnswerComesAtLast() throws IOException {
        sandbox.play(Faults.of(1, Fault.SLOW));
        long start = System.nanoTime();

        assertThat(caller.post(sale("in_1", 1250)).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aBurstOfRefusalsIsOverAfterFiveCalls() throws IOException {
        sandbox.play(Faults.of(1, Fault.BURST));
        HttpResponse<String> first = caller.post(sale("in_1", 1250));
        assertThat(first.headers().allValues("Retry-After"))
                .containsExactly(Long.toString(clock.instant().plusMillis(500).toEpochMilli()));

        FaultDraw draw = new FaultDraw(Faults.of(0.01, Fault.BURST));
        List<Boolean> refused = IntStream.range(0, 2_000)
                .mapToObj(call -> draw.next().isPresent())
                .toList();
        int start = refused.indexOf(true);

        assertThat(refused.subList(start, start + 6)).containsExactly(true, true, true, true, true, false);
    }

    @Test
    void aCallWithoutTheKeyMeetsNoFault() throws IOException {
        sandbox.play(Faults.of(1, Fault.DROP_BEFORE));

        assertThat(caller.postWithAuthorization("Bearer other").statusCode()).isEqualTo(401);
    }

    @Test
    void faultsEndWhenNoneArePlayed() throws IOException {
        sandbox.play(Faults.of(1, Fault.ERROR));
        caller.post(sale("in_1", 1250));

        sandbox.play(Faults.NONE);

        assertThat(caller.post(sale("in_1", 1250)).statusCode()).isEqualTo(200);
        assertThat(sandbox.calls()).containsExactly(entry(200, 1L), entry(500, 1L));
    }

    @Test
    void theSameSeedMeetsTheSameFaultsAgain() throws IOException {
        Faults faults =
                Faults.of(0.5, Fault.ERROR, Fault.BAD_GATEWAY, Fault.GONE).withSeed(7);

        sandbox.play(faults);
        List<Integer> first = statusesOf(30);
        sandbox.play(faults);
        List<Integer> second = statusesOf(30);
        sandbox.play(faults.withSeed(8));
        List<Integer> other = statusesOf(30);

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static String page(String title) {
        return "<html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>".formatted(title);
    }

    private List<Integer> statusesOf(int calls) throws IOException {
        Integer[] statuses = new Integer[calls];
        for (int call = 0; call < calls; call++) {
            statuses[call] = caller.post(sale("in_" + call, 1250)).statusCode();
        }
        return List.of(statuses);
    }
}

package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final SettableClock clock = new SettableClock();
    private final RateLimit limit = new RateLimit(60);

    @Test
    void aMinuteTakesAsManyCallsAsTheLimitSays() {
        assertThat(allowedOf(100)).isEqualTo(60);
    }

    @Test
    void lastMinutesCallsCountByHowMuchOfThatMinuteStillOverlaps() {
        allowedOf(60);

        clock.advance(Duration.ofSeconds(75)); // a quarter into the next minute: 45 of the 60 still count

        assertThat(allowedOf(100)).isEqualTo(15);
    }

    @Test
    void refusedCallsDoNotCount() {
        allowedOf(1_000);

        clock.advance(Duration.ofSeconds(90));

        assertThat(allowedOf(100)).isEqualTo(30);
    }

    @Test
    void aMinuteWithoutCallsForgetsAll() {
        allowedOf(60);

        clock.advance(Duration.ofMinutes(2));

        assertThat(allowedOf(100)).isEqualTo(60);
    }

    @Test
    void theWindowEndsWithTheMinute() {
        clock.advance(Duration.ofSeconds(20));

        assertThat(limit.take(clock.instant()))
                .isEqualTo(new RateLimit.Standing(
                        true, 60, 59, Instant.parse("2026-08-01T12:01:00Z").toEpochMilli()));
    }

    @Test
    void aRefusedCallIsToldTheMomentToComeBackInEpochMilliseconds() throws IOException {
        try (Sandbox sandbox =
                Sandbox.start(SandboxSettings.DEFAULT.withClock(clock).withCallsPerMinute(1))) {
            Caller caller = new Caller(sandbox);
            caller.post(sale("in_1", 1250));

            HttpResponse<String> refused = caller.post(sale("in_2", 1250));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .isEqualTo("{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Too many requests.\","
                            + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#rate-limit-exceeded\"}}");
            assertHeader(refused, "X-RateLimit-Limit", "1");
            assertHeader(refused, "X-RateLimit-Remaining", "0");
            assertHeader(refused, "X-RateLimit-Reset", "1785585660000");
            assertHeader(refused, "Retry-After", "1785585660000");
            assertThat(sandbox.recorded()).hasSize(1);
        }
    }

    @Test
    void aSuccessBearsNoneOfTheLimitsHeadersAndALaterErrorAllOfThem() throws IOException {
        try (Sandbox sandbox =
                Sandbox.start(SandboxSettings.DEFAULT.withClock(clock).withCallsPerMinute(10))) {
            Caller caller = new Caller(sandbox);

            HttpResponse<String> recorded = caller.post(sale("in_1", 1250));
            HttpResponse<String> invalid = caller.post(sale("in_2", -1));
            HttpResponse<String> noJson = caller.post("{");
            sandbox.play(Faults.of(1, Fault.GONE));
            HttpResponse<String> notFound = caller.post(sale("in_3", 1250));

            assertThat(recorded.headers().map()).doesNotContainKeys("retry-after", "x-ratelimit-limit");
            assertHeader(invalid, "X-RateLimit-Remaining", "8");
            assertHeader(noJson, "X-RateLimit-Remaining", "7");
            assertHeader(notFound, "X-RateLimit-Remaining", "6");
            assertHeader(notFound, "Retry-After", "1785585660000");
        }
    }

    @Test
    void callsWithoutTheKeyDoNotCount() throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULT.withCallsPerMinute(1))) {
            Caller caller = new Caller(sandbox);
            caller.postWithAuthorization("Bearer other");

            assertThat(caller.post(sale("in_1", 1250)).statusCode()).isEqualTo(200);
        }
    }

    private long allowedOf(int calls) {
        return IntStream.range(0, calls)
                .filter(call -> limit.take(clock.instant()).allowed())
                .count();
    }

    private static void assertHeader(HttpResponse<String> answer, String name, String value) {
        assertThat(answer.headers().allValues(name)).as(name).containsExactly(value);
    }
}

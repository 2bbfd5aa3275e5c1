package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final SettableClock clock = new SettableClock();
    private final RateLimit limit = new RateLimit(60, clock);

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
    void othersWithTheSameKeyTakeTheirShareEvenly() {
        limit.letOthersCall(20); // one every three seconds, the first of them now

        assertThat(allowedOf(10)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(30)); // now 11 of theirs and 10 of ours
        assertThat(limit.take().remaining()).isEqualTo(60 - 11 - 10 - 1);
        assertThat(allowedOf(100)).isEqualTo(38);
    }

    @Test
    void whatOthersAskForBeyondTheLimitDoesNotCountEither() {
        limit.letOthersCall(600);

        clock.advance(Duration.ofSeconds(59));
        assertThat(allowedOf(10)).isZero();

        limit.letOthersCall(0);
        clock.advance(Duration.ofSeconds(31)); // half of the minute in which they took all 60
        assertThat(allowedOf(100)).isEqualTo(30);
    }

    @Test
    void othersCanStopAndBeginAgain() {
        limit.letOthersCall(30);
        clock.advance(Duration.ofSeconds(19)); // 10 calls
        limit.letOthersCall(0);
        clock.advance(Duration.ofSeconds(20)); // none
        limit.letOthersCall(60);
        clock.advance(Duration.ofSeconds(4)); // 5 calls

        assertThat(limit.take().remaining()).isEqualTo(60 - 10 - 5 - 1);
    }

    @Test
    void afterALongPauseOnlyTheCallsOfOthersThatStillMatterAreMade() {
        limit.letOthersCall(20);

        clock.advance(Duration.ofDays(1_000)); // the minute before counts in full, and one of theirs is due now

        assertThat(limit.take().remaining()).isEqualTo(60 - 20 - 1 - 1);
    }

    @Test
    void theWindowEndsWithTheMinute() {
        clock.advance(Duration.ofSeconds(20));

        assertThat(limit.take())
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
    void theCallsThatOthersCrowdOutAreCountedByTheirStatus() throws IOException {
        SandboxSettings settings =
                SandboxSettings.DEFAULT.withClock(clock).withCallsPerMinute(10).withOtherCallsPerMinute(10);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Caller caller = new Caller(sandbox);
            clock.advance(Duration.ofSeconds(45)); // eight of theirs
            for (int call = 0; call < 5; call++) {
                caller.post(sale("in_" + call, 1250));
            }
            assertThat(sandbox.calls()).containsExactly(entry(200, 2L), entry(429, 3L));

            sandbox.letOthersCall(0);
            clock.advance(Duration.ofMinutes(2));
            assertThat(caller.post(sale("in_9", 1250)).statusCode()).isEqualTo(200);
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
        return IntStream.range(0, calls).filter(call -> limit.take().allowed()).count();
    }

    private static void assertHeader(HttpResponse<String> answer, String name, String value) {
        assertThat(answer.headers().allValues(name)).as(name).containsExactly(value);
    }
}

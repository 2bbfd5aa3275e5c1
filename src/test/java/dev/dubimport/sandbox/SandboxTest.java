package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTest {
    private final SettableClock clock = new SettableClock();
    private final SandboxSettings settings = SandboxSettings.DEFAULT.withClock(clock);
    private final List<Sandbox> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(Sandbox::close);
    }

    @Test
    void aSaleIsRecordedAsItWasSent() throws IOException {
        Sandbox sandbox = start(settings);

        caller(sandbox).post("""
                {"externalId": "u1", "amount": 1250, "paymentProcessor": "paddle", "invoiceId": "in_1", "currency": "EUR",
                 "eventName": "Invoice paid", "leadEventName": "Sign up", "metadata": {"date": "2020-02-01", "n": [1, 2]}}""");

        assertThat(sandbox.recorded())
                .containsExactly(new RecordedSale(
                        "in_1",
                        "u1",
                        1250,
                        "eur",
                        "paddle",
                        "Invoice paid",
                        Optional.of("Sign up"),
                        "{\"date\":\"2020-02-01\",\"n\":[1,2]}",
                        clock.instant(),
                        "event_1",
                        false));
    }

    @Test
    void whatARequestLeavesOutHasTheContractsDefaults() throws IOException {
        Sandbox sandbox = start(settings);

        caller(sandbox).post("{\"externalId\": \"u1\", \"amount\": 7, \"paymentProcessor\": \"custom\"}");

        assertThat(sandbox.recorded())
                .containsExactly(new RecordedSale(
                                "", "u1", 7, "usd", "custom", "Purchase", Optional.empty(), "null", clock.instant())
                        .withEventId("event_1"));
    }

    @Test
    void theNewerNameOfTheCustomerFieldGoesFirst() throws IOException {
        Sandbox sandbox = start(settings);

        caller(sandbox).post("""
                {"customerExternalId": "new", "externalId": "old", "amount": 7, "paymentProcessor": "custom"}""");

        assertThat(sandbox.recorded()).extracting(RecordedSale::externalId).containsExactly("new");
    }

    @Test
    void textThatIsNoUtf8IsTakenWithReplacementCharacters() throws IOException {
        Sandbox sandbox = start(settings);
        byte[] latin1 = sale("Zoë", 100).getBytes(StandardCharsets.ISO_8859_1);

        caller(sandbox)
                .send(caller(sandbox)
                        .request("")
                        .POST(BodyPublishers.ofByteArray(latin1))
                        .build());

        assertThat(sandbox.recorded()).extracting(RecordedSale::invoiceId).containsExactly("Zo\uFFFD");
    }

    @Test
    void aRepeatedInvoiceIdGetsTheFirstAnswerWhateverItsAmount() throws IOException {
        Sandbox sandbox = start(settings);

        HttpResponse<String> first = caller(sandbox).post(sale("in_1", 1250));
        HttpResponse<String> other = caller(sandbox).post(sale("in_1", 9900));
        HttpResponse<String> zero = caller(sandbox).post(sale("in_1", 0));

        assertThat(other.body()).isEqualTo(first.body()).contains("\"amount\":1250");
        assertThat(zero.body()).isEqualTo(first.body());
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void invoiceIdsAreForgottenAfterSevenDays() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post(sale("in_1", 1250));

        clock.advance(Duration.ofDays(7).minusMillis(1));
        caller(sandbox).post(sale("in_1", 1250));
        assertThat(sandbox.recorded()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        caller(sandbox).post(sale("in_1", 1250));
        assertThat(sandbox.recorded()).hasSize(2);

        caller(sandbox).post(sale("in_1", 1250));
        assertThat(sandbox.recorded()).hasSize(2);
    }

    @Test
    void theSevenDaysCanBeEndedByHand() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post(sale("in_1", 1250));

        sandbox.forgetInvoiceIds();
        caller(sandbox).post(sale("in_1", 1250));

        assertThat(sandbox.recorded()).hasSize(2);
    }

    @Test
    void theSevenDaysCanEndAfterSomeCalls() throws IOException {
        Sandbox sandbox = start(settings.withForgetAfter(3));
        Caller caller = caller(sandbox);

        caller.post(sale("in_1", 1250));
        caller.post(sale("in_1", 1250));
        caller.postWithAuthorization("Bearer other"); // does not count
        caller.post(sale("in_1", 1250));
        assertThat(sandbox.recorded()).hasSize(1);

        caller.post(sale("in_1", 1250));
        caller.post(sale("in_1", 1250));
        assertThat(sandbox.recorded()).hasSize(2);
    }

    @Test
    void salesWithoutAnInvoiceIdAreRecordedEveryTime() throws IOException {
        Sandbox sandbox = start(settings);
        String nullId =
                "{\"externalId\": \"u1\", \"amount\": 7, \"paymentProcessor\": \"custom\", \"invoiceId\": null}";

        caller(sandbox).post(nullId);
        caller(sandbox).post(nullId);
        caller(sandbox).post(sale("", 7));
        caller(sandbox).post(sale("", 7));

        assertThat(sandbox.recorded()).hasSize(4);
    }

    /** The trap: why one invoice id is never in flight twice, and why a retry after a lost answer waits. */
    @Test
    void twoOverlappingRequestsRecordASaleTwice() {
        Sandbox sandbox = start(
                settings.withVisibleAfter(Duration.ofSeconds(2)).withLatency(Duration.ofMillis(20), Duration.ZERO));
        Caller caller = caller(sandbox);

        CompletableFuture<HttpResponse<String>> first = caller.postAsync(sale("in_1", 1250));
        CompletableFuture<HttpResponse<String>> second = caller.postAsync(sale("in_1", 1250));
        CompletableFuture.allOf(first, second).join();

        assertThat(sandbox.recorded()).hasSize(2);
    }

    @Test
    void anInvoiceIdIsFoundOnceItsDelayIsOver() throws IOException {
        Sandbox sandbox = start(settings.withVisibleAfter(Duration.ofSeconds(2)));
        caller(sandbox).post(sale("in_1", 1250));

        clock.advance(Duration.ofSeconds(1));
        caller(sandbox).post(sale("in_1", 1300));
        assertThat(sandbox.recorded()).hasSize(2);

        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> third = caller(sandbox).post(sale("in_1", 1400));
        assertThat(sandbox.recorded()).hasSize(2);
        assertThat(third.body()).contains("\"amount\":1250");
    }

    @Test
    void withoutThatDelayManyRequestsAtOnceRecordASaleOnce() {
        Sandbox sandbox = start(settings);
        Caller caller = caller(sandbox);

        CompletableFuture.allOf(IntStream.range(0, 50)
                        .mapToObj(i -> caller.postAsync(sale("in_1", 1250)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(sandbox.calls()).containsExactly(entry(200, 50L));
        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void aSaleOfAnUnknownCustomerIsAcceptedAndNotRecorded() throws IOException {
        Sandbox sandbox = start(settings.withUnknownCustomers("u*"));

        HttpResponse<String> answer = caller(sandbox).post(sale("in_1", 1250));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"eventName\":\"Purchase\",\"customer\":null,\"sale\":null}");
        assertThat(sandbox.recorded()).isEmpty();
    }

    @Test
    void onlyTheCustomersOfThePatternAreUnknown() throws IOException {
        Sandbox sandbox = start(settings.withUnknownCustomers("*.1"));

        caller(sandbox).post(sale("in_1", 1250));

        assertThat(sandbox.recorded()).hasSize(1);
    }

    @Test
    void anAmountOfZeroIsAcceptedAndItsInvoiceIdNotRemembered() throws IOException {
        Sandbox sandbox = start(settings);

        HttpResponse<String> zero = caller(sandbox).post(sale("in_1", 0));
        caller(sandbox).post(sale("in_1", 1250));

        assertThat(zero.body()).isEqualTo("{\"eventName\":\"Purchase\",\"customer\":null,\"sale\":null}");
        assertThat(sandbox.recorded()).extracting(RecordedSale::amount).containsExactly(1250L);
    }

    @Test
    void anAmountThatDoesNotFitTheEventStoreIsAnsweredAndNeverSeenAgain() throws IOException {
        Sandbox sandbox = start(settings);

        caller(sandbox).post(sale("in_1", 4_294_967_295L));
        HttpResponse<String> tooMuch = caller(sandbox).post(sale("in_2", 4_294_967_296L));

        assertThat(tooMuch.body()).contains("\"amount\":4294967296");
        assertThat(sandbox.recorded()).extracting(RecordedSale::invoiceId).containsExactly("in_1");
    }

    @Test
    void otherCurrenciesCanBeStoredInDollars() throws IOException {
        Sandbox sandbox = start(settings.withAnswersInUsd());

        HttpResponse<String> known = caller(sandbox).post("""
                {"externalId": "u1", "amount": 1000, "paymentProcessor": "stripe", "invoiceId": "in_1", "currency": "GBP"}""");
        HttpResponse<String> unknown = caller(sandbox).post("""
                {"externalId": "u1", "amount": 1000, "paymentProcessor": "stripe", "invoiceId": "in_2", "currency": "XTS"}""");

        assertThat(known.body()).contains("\"sale\":{\"amount\":1250,\"currency\":\"usd\"");
        assertThat(unknown.body()).contains("\"sale\":{\"amount\":1000,\"currency\":\"xts\"");
        assertThat(sandbox.recorded()).extracting(RecordedSale::currency).containsExactly("usd", "xts");
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1000, 700", "KWD, 490, 1593", "ISK, 100000, 700", "MGA, 12000, 264", "EUR, 5, 6"})
    void hundredthsAreCountedOfAllButTheCurrenciesOfWholeUnits(String currency, long amount, long usCents)
            throws IOException {
        Sandbox sandbox = start(settings.withAnswersInUsd());

        HttpResponse<String> answer = caller(sandbox).post("""
                {"externalId": "u1", "amount": %d, "paymentProcessor": "stripe", "invoiceId": "in_1", "currency": "%s"}""".formatted(amount, currency));

        assertThat(answer.body()).contains("\"sale\":{\"amount\":" + usCents + ",\"currency\":\"usd\"");
    }

    @Test
    void aRevokedKeyIsNoLongerTaken() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post(sale("in_1", 1250));

        sandbox.revokeKey();

        assertThat(caller(sandbox).post(sale("in_2", 1250)).statusCode()).isEqualTo(401);
        assertThat(sandbox.calls()).containsExactly(entry(200, 1L), entry(401, 1L));
    }

    @Test
    void theKeyCanBeRevokedAfterSomeCalls() throws IOException {
        Sandbox sandbox = start(settings.withRevokeAfter(2));

        for (int call = 0; call < 4; call++) {
            caller(sandbox).post(sale("in_" + call, 1250));
        }

        assertThat(sandbox.calls()).containsExactly(entry(200, 2L), entry(401, 2L));
        assertThat(sandbox.recorded()).hasSize(2);
    }

    @Test
    void everyCallTakesAtLeastTheLatency() throws IOException {
        Sandbox sandbox = start(settings.withLatency(Duration.ofMillis(60), Duration.ofMillis(5)));
        long start = System.nanoTime();

        caller(sandbox).post(sale("in_1", 1250));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void closingBreaksACallThatWaitsAndRecordsNothingMore() {
        Sandbox sandbox = start(settings.withLatency(Duration.ofHours(1), Duration.ZERO));
        CompletableFuture<HttpResponse<String>> answer = caller(sandbox).postAsync(sale("in_1", 1250));

        sandbox.close();

        assertThat(answer.handle((response, broken) -> broken != null))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(true);
        assertThat(sandbox.recorded()).isEmpty();
    }

    @Test
    void aBugOfTheSandboxDoesNotLookLikeADroppedConnection() throws IOException {
        Sandbox sandbox = start(settings.withClock(() -> {
            throw new IllegalStateException("no clock");
        }));

        HttpResponse<String> answer = caller(sandbox).post(sale("in_1", 1250));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a bug of the sandbox: java.lang.IllegalStateException: no clock");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> settings.withPort(70_000)).hasMessage("port 70000: not between 0 and 65535");
        assertThatThrownBy(() -> settings.withKey(" ")).hasMessage("key: blank");
        assertThatThrownBy(() -> settings.withCallsPerMinute(0)).hasMessage("calls per minute 0: not above 0");
        assertThatThrownBy(() -> settings.withLatency(Duration.ofMillis(-1), Duration.ZERO))
                .hasMessage("latency PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withLatency(Duration.ZERO, Duration.ofMillis(-1)))
                .hasMessage("jitter PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withVisibleAfter(Duration.ofMillis(-1)))
                .hasMessage("visible after PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withEventsAfter(Duration.ofMillis(-1)))
                .hasMessage("events after PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withEventsPerSecond(-1)).hasMessage("events per second -1: negative");
        assertThatThrownBy(() -> settings.withHang(Duration.ofMillis(-1))).hasMessage("hang PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withLate(Duration.ofMillis(-1))).hasMessage("late PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withOutage(Duration.ofMillis(-1))).hasMessage("outage PT-0.001S: negative");
        assertThatThrownBy(() -> settings.withOtherCallsPerMinute(-1))
                .hasMessage("other calls per minute -1: negative");
        assertThatThrownBy(() -> settings.withForgetAfter(-1)).hasMessage("forget after -1 calls: negative");
        assertThatThrownBy(() -> settings.withRevokeAfter(-1)).hasMessage("revoke after -1 calls: negative");
    }

    @Test
    void aChangeOfSettingsLeavesTheOthersAsTheyAre() throws IOException {
        Sandbox changed = start(settings.withKey("dub_other").withCallsPerMinute(1));
        Sandbox unchanged = start(settings);

        assertThat(caller(changed).postWithAuthorization("Bearer dub_other").statusCode())
                .isEqualTo(200);
        assertThat(caller(unchanged).post(sale("in_1", 1)).statusCode()).isEqualTo(200);
        assertThat(caller(unchanged).post(sale("in_2", 1)).statusCode()).isEqualTo(200);
    }

    @Test
    void eventsBearTheMomentOfTheCall() throws IOException {
        Sandbox sandbox = start(settings);
        Instant before = clock.instant();

        caller(sandbox).post(sale("in_1", 1));
        clock.advance(Duration.ofHours(3));
        caller(sandbox).post(sale("in_2", 1));

        assertThat(sandbox.recorded())
                .extracting(RecordedSale::at)
                .containsExactly(before, before.plus(Duration.ofHours(3)));
    }

    private Sandbox start(SandboxSettings withSettings) {
        Sandbox sandbox = Sandbox.start(withSettings);
        started.add(sandbox);
        return sandbox;
    }

    private static Caller caller(Sandbox sandbox) {
        return new Caller(sandbox);
    }
}

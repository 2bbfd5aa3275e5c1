package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.sale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Sale;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriageTest {
    private final Triage triage = new Triage(Fixtures.KEY);

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 409, 410, 413, 415, 422, 426, 451, 499})
    void theseStatusesRefuseOneSale(int status) {
        assertThat(judge(status, error("some_code", "why")))
                .isInstanceOfSatisfying(
                        Attempt.Settled.class,
                        settled -> assertThat(settled.answer())
                                .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                                    assertThat(refused.status()).isEqualTo(status);
                                    assertThat(refused.code()).isEqualTo("some_code");
                                    assertThat(refused.message()).startsWith(status + " some_code (why); ");
                                }));
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, FORBIDDEN", "301, REDIRECTED", "307, REDIRECTED", "304, REDIRECTED"})
    void theseStatusesHaltTheRunWhateverTheBody(int status, Halt.Reason reason) {
        assertThat(halt(status, error("some_code", "why")).reason()).isEqualTo(reason);
        assertThat(halt(status, "<html></html>").reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"404", "405"})
    void aPageThatIsNotTheApisHaltsTheRun(int status) {
        assertThat(halt(status, "<html>Not Found</html>"))
                .isEqualTo(new Halt(
                        Halt.Reason.NOT_THE_API,
                        status
                                + " without an error body of the API: this is not Dub's API; give the API's own address as"
                                + " --base-url and run the same command again"));
    }

    @Test
    void aKeyOfAnOldKindHaltsTheRun() {
        assertThat(halt(404, error("not_found", "Workspace ID not found. Did you forget a query parameter?")))
                .isEqualTo(new Halt(
                        Halt.Reason.NO_WORKSPACE,
                        "404 not_found (Workspace ID not found. Did you forget a query parameter?): the API key is of an"
                                + " old kind, or its workspace is gone; make a new key in the workspace's settings and set"
                                + " DUB_API_KEY to it and run the same command again"));
    }

    @Test
    void aCustomerCalledWorkspaceDoesNotHaltTheRun() {
        assertThat(judge(404, error("not_found", "Lead event of workspace-7 not found.")))
                .isInstanceOf(Attempt.Settled.class);
    }

    @Test
    void aForbiddenCallSaysWhatToDo() {
        assertThat(halt(403, error("exceeded_limit", "Your workspace is over its limit."))
                        .message())
                .isEqualTo(
                        "403 exceeded_limit (Your workspace is over its limit.): the key or the workspace's plan does not"
                                + " allow this call; check the key's permissions and the plan's quota in Dub and run the same"
                                + " command again");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 408, 500, 501, 502, 503, 504, 599, 600, 999})
    void theseStatusesLeaveDoubt(int status) {
        assertThat(judge(status, "<html></html>"))
                .isEqualTo(new Attempt.Missed(
                        Attempt.Trace.WORK,
                        "http_" + status,
                        status + " without an error body of the API",
                        Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 409, 410, 413, 415, 422, 426, 451, 499})
    void aPageOfSomethingBeforeTheApiDoesNotRefuse(int status) {
        assertThat(judge(status, "<html></html>"))
                .isEqualTo(new Attempt.Missed(
                        Attempt.Trace.WORK,
                        "http_" + status,
                        status + " without an error body of the API",
                        Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cus_2 | custom  | Purchase | customer \"cus_2\", the file with \"cus_1\"",
                "cus_1 | shopify | Purchase | payment processor \"shopify\", the file with \"custom\"",
                "cus_1 | custom  | Renewal  | event \"Renewal\", the file with \"Purchase\""
            })
    void anInvoiceIdThatWasRecordedForSomethingElseIsAConflict(
            String customer, String processor, String event, String difference) {
        String body = String.format(
                "{\"eventName\": \"%s\", \"customer\": {\"externalId\": \"%s\"}, \"sale\": {\"amount\": 1250,"
                        + " \"currency\": \"usd\", \"paymentProcessor\": \"%s\", \"invoiceId\": \"A\"}}",
                event, customer, processor);

        assertThat(judge(sale("A"), 200, body))
                .isInstanceOfSatisfying(
                        Attempt.Settled.class,
                        settled -> assertThat(settled.answer())
                                .isInstanceOfSatisfying(
                                        Answer.Conflict.class,
                                        conflict ->
                                                assertThat(conflict.message()).contains(difference)));
    }

    @ParameterizedTest
    @CsvSource({"USD, eur", "EUR, gbp"})
    void aSaleInAThirdCurrencyIsAConflict(String sent, String recorded) {
        assertThat(judge(sale("A", 1250, sent), 200, body(1250, recorded, "\"A\"")))
                .isEqualTo(new Attempt.Settled(new Answer.Conflict("the API has this invoice id in \"" + recorded
                        + "\", the file in " + sent
                        + "; find out which is right: what is recorded cannot be changed by an import")));
    }

    @Test
    void aRateLimitLeavesNoDoubt() {
        Duration pause = Duration.ofSeconds(7);
        Limit limit = new Limit(600, pause);
        Exchange reply =
                new Exchange.Reply(429, error("rate_limit_exceeded", ""), pause, Optional.empty(), Optional.of(limit));

        assertThat(reply.judgedBy(triage, sale("A")))
                .isEqualTo(new Attempt.Limited(
                        "rate_limit_exceeded", "429 rate_limit_exceeded", pause, Optional.of(limit)));
    }

    @Test
    void silenceIsInDoubtOnceSendingBegan() {
        assertThat(new Exchange.Silence(true, "no_answer", "late").judgedBy(triage, sale("A")))
                .isEqualTo(new Attempt.Missed(Attempt.Trace.WORK, "no_answer", "late", Duration.ZERO));
        assertThat(new Exchange.Silence(false, "no_route", "far").judgedBy(triage, sale("A")))
                .isEqualTo(new Attempt.Missed(Attempt.Trace.NONE, "no_route", "far", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"200, USD, usd", "201, USD, USD", "200, JPY, jpy"})
    void theSaleThatWasSentIsRecorded(int status, String sent, String answered) {
        assertThat(judge(sale("A", 1250, sent), status, body(1250, answered, "\"A\"")))
                .isEqualTo(new Attempt.Settled(new Answer.Recorded(1250, answered)));
    }

    @Test
    void anAmountInAnotherCurrencyIsNotCompared() {
        assertThat(judge(sale("A", 1250, "EUR"), 200, body(1371, "usd", "\"A\"")))
                .isEqualTo(new Attempt.Settled(new Answer.Recorded(1371, "usd")));
    }

    @Test
    void anotherAmountIsAConflict() {
        assertThat(judge(sale("A", 1250, "USD"), 200, body(1300, "usd", "\"A\"")))
                .isEqualTo(
                        new Attempt.Settled(
                                new Answer.Conflict(
                                        "the API has this invoice id with 13.00 USD, the file with"
                                                + " 12.50 USD; find out which is right: what is recorded cannot be changed by an import")));
    }

    @Test
    void anotherInvoiceIdIsAConflict() {
        assertThat(judge(sale("A"), 200, body(1250, "usd", "\"B\"")))
                .isEqualTo(new Attempt.Settled(new Answer.Conflict(
                        "the API answered with the sale of invoice id \"B\"; look both up in Dub before you import this one"
                                + " again")));
        assertThat(judge(sale("A"), 200, body(1250, "usd", "null")))
                .isEqualTo(new Attempt.Settled(new Answer.Conflict(
                        "the API answered with the sale of no invoice id; look both up in Dub before you import this one"
                                + " again")));
    }

    @Test
    void anUnknownCustomerIsNamed() {
        assertThat(judge(200, "{\"sale\": null}"))
                .isEqualTo(
                        new Attempt.Settled(new Answer.Unattributed("accepted but not recorded: Dub knows no customer"
                                + " \"cus_1\" who came through a link; import the row again once there is one")));
    }

    @Test
    void anAmountOfNothingIsNotRecorded() {
        assertThat(judge(sale("A", 0, "USD"), 200, "{\"sale\": null}"))
                .isEqualTo(new Attempt.Settled(new Answer.Unattributed(
                        "accepted but not recorded: the API records no sale of amount 0; leave the row out")));
    }

    @Test
    void textOfTheServiceCannotForgeALineOrFillAScreen() {
        assertThat(judge(422, error("bad", "a\\nb\\u001b[31m" + "x".repeat(1000))))
                .isInstanceOfSatisfying(
                        Attempt.Settled.class,
                        settled -> assertThat(settled.answer().message())
                                .startsWith("422 bad (a\\u000ab\\u001b[31mxxx")
                                .endsWith("xxx…); mend the row and import it again")
                                .hasSizeLessThan(400));
    }

    @Test
    void aKeyAtTheCutLeavesNoHalfBehind() {
        String message = "x".repeat(295) + "dub_s3cr3t";

        assertThat(judge(422, error("bad", message)))
                .isInstanceOfSatisfying(
                        Attempt.Settled.class,
                        settled -> assertThat(settled.answer().message())
                                .contains("xxx***")
                                .doesNotContain("dub_"));
    }

    private Attempt judge(int status, String body) {
        return judge(sale("A"), status, body);
    }

    private Attempt judge(Sale sale, int status, String body) {
        return new Exchange.Reply(status, body, Duration.ZERO, Optional.empty()).judgedBy(triage, sale);
    }

    private Halt halt(int status, String body) {
        assertThat(judge(status, body)).isInstanceOf(Attempt.Fatal.class);
        return ((Attempt.Fatal) judge(status, body)).halt();
    }

    private static String error(String code, String message) {
        return "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message);
    }

    private static String body(long amount, String currency, String invoiceId) {
        return "{\"sale\": {\"amount\": %d, \"currency\": \"%s\", \"invoiceId\": %s}}"
                .formatted(amount, currency, invoiceId);
    }
}

package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sandbox answers, word for word. */
class ContractTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULT);
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aRecordedSaleIsAnsweredAsInTheContract() throws IOException {
        HttpResponse<String> answer = caller.post("""
                {"externalId": "u1", "amount": 1250, "paymentProcessor": "stripe", "invoiceId": "in_1", "currency": "EUR",
                 "eventName": "Größe \\"L\\"", "metadata": {"date": "2020-02-01", "tags": [1, true, null]}}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"eventName\":\"Größe \\\"L\\\"\","
                        + "\"customer\":{\"id\":\"cus_e5c\",\"name\":\"Customer u1\",\"email\":null,\"avatar\":null,"
                        + "\"externalId\":\"u1\"},"
                        + "\"sale\":{\"amount\":1250,\"currency\":\"eur\",\"paymentProcessor\":\"stripe\","
                        + "\"invoiceId\":\"in_1\",\"metadata\":{\"date\":\"2020-02-01\",\"tags\":[1,true,null]}}}");
    }

    @Test
    void whatWasNotSentIsNullInTheAnswer() throws IOException {
        HttpResponse<String> answer =
                caller.post("{\"externalId\": \"u1\", \"amount\": 7, \"paymentProcessor\": \"custom\"}");

        assertThat(answer.body())
                .endsWith("\"sale\":{\"amount\":7,\"currency\":\"usd\",\"paymentProcessor\":\"custom\","
                        + "\"invoiceId\":null,\"metadata\":null}}");
    }

    @Test
    void aCallWithoutAuthorizationIsUnauthorized() throws IOException {
        HttpResponse<String> answer = caller.send(caller.to("/track/sale")
                .POST(BodyPublishers.ofString(sale("in_1", 1250)))
                .build());

        assertError(
                answer,
                401,
                "{\"error\":{\"code\":\"unauthorized\",\"message\":\"Missing Authorization header.\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#unauthorized\"}}");
    }

    @Test
    void anotherKeyIsUnauthorized() throws IOException {
        assertError(
                caller.postWithAuthorization("Bearer dub_other"),
                401,
                "{\"error\":{\"code\":\"unauthorized\",\"message\":\"Unauthorized: Invalid API key.\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#unauthorized\"}}");
    }

    @Test
    void aKeyWithoutBearerIsABadRequest() throws IOException {
        assertError(
                caller.postWithAuthorization("dub_sandbox_key"),
                400,
                "{\"error\":{\"code\":\"bad_request\",\"message\":\"Misconfigured authorization header. Did you forget"
                        + " to add 'Bearer '? Learn more: https://d.to/auth\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#bad-request\"}}");
    }

    @Test
    void anotherPathIsNotFound() throws IOException {
        assertError(
                caller.send(caller.to("/track/lead")
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                404,
                "{\"error\":{\"code\":\"not_found\",\"message\":\"The requested resource was not found.\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#not-found\"}}");
    }

    @Test
    void anotherMethodIsNotAllowed() throws IOException {
        HttpResponse<String> answer = caller.send(caller.to("/track/sale").GET().build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aQueryChangesNothing() throws IOException {
        HttpResponse<String> answer = caller.send(caller.to("/track/sale?workspaceId=ws_1")
                .header("Authorization", "Bearer dub_sandbox_key")
                .POST(BodyPublishers.ofString(sale("in_1", 1250)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    static Stream<String> textsThatAreNoJson() {
        return Stream.of("", " ", "{", "{\"amount\": 01}", "{\"amount\": NaN}", "{} {}", "{'amount': 1}", "sale");
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoJson")
    void badJsonIsABadRequest(String body) throws IOException {
        assertError(
                caller.post(body),
                400,
                "{\"error\":{\"code\":\"bad_request\",\"message\":\"Invalid JSON format in request body."
                        + " Please ensure the request body is a valid JSON object.\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#bad-request\"}}");
    }

    static Stream<Arguments> complaints() {
        return Stream.of(
                arguments("[]", "invalid_type: Expected object, received array"),
                arguments("null", "invalid_type: Expected object, received null"),
                arguments(with("externalId", null), "invalid_type: externalId: Required"),
                arguments(with("externalId", "null"), "invalid_type: externalId: Expected string, received null"),
                arguments(with("externalId", "17850"), "invalid_type: externalId: Expected string, received number"),
                arguments(
                        with("externalId", "\" \""),
                        "too_small: externalId: String must contain at least 1 character(s)"),
                arguments(
                        with("externalId", text(101)),
                        "too_big: externalId: String must contain at most 100 character(s)"),
                arguments(with("amount", null), "invalid_type: amount: Required"),
                arguments(with("amount", "null"), "invalid_type: amount: Expected number, received null"),
                arguments(with("amount", "\"12\""), "invalid_type: amount: Expected number, received string"),
                arguments(with("amount", "12.5"), "invalid_type: amount: Expected integer, received float"),
                arguments(with("amount", "-1"), "too_small: amount: amount cannot be negative"),
                arguments(
                        with("amount", "9007199254740992"),
                        "too_big: amount: Number must be less than or equal to 9007199254740991"),
                arguments(
                        with("amount", "1e999"),
                        "too_big: amount: Number must be less than or equal to 9007199254740991"),
                arguments(with("currency", "null"), "invalid_type: currency: Expected string, received null"),
                arguments(with("currency", "826"), "invalid_type: currency: Expected string, received number"),
                arguments(with("eventName", "null"), "invalid_type: eventName: Expected string, received null"),
                arguments(
                        with("eventName", text(256)),
                        "too_big: eventName: String must contain at most 255 character(s)"),
                arguments(with("paymentProcessor", null), "invalid_type: paymentProcessor: Required"),
                arguments(
                        with("paymentProcessor", "\"Stripe\""),
                        "invalid_enum_value: paymentProcessor: Invalid enum value."
                                + " Expected 'stripe' | 'shopify' | 'polar' | 'paddle' | 'custom', received 'Stripe'"),
                arguments(
                        with("paymentProcessor", "null"),
                        "invalid_type: paymentProcessor:"
                                + " Expected 'stripe' | 'shopify' | 'polar' | 'paddle' | 'custom', received null"),
                arguments(with("invoiceId", "536365"), "invalid_type: invoiceId: Expected string, received number"),
                arguments(with("leadEventName", "[]"), "invalid_type: leadEventName: Expected string, received array"),
                arguments(with("metadata", "\"{}\""), "invalid_type: metadata: Expected object, received string"),
                arguments(with("metadata", "[]"), "invalid_type: metadata: Expected object, received array"),
                arguments(
                        with("metadata", "{\"k\": " + text(9_995) + "}"),
                        "custom: metadata: Metadata must be less than 10,000 characters when stringified"));
    }

    @ParameterizedTest
    @MethodSource("complaints")
    void aFieldThatBreaksARuleIsNamed(String body, String complaint) throws IOException {
        assertError(
                caller.post(body),
                422,
                "{\"error\":{\"code\":\"unprocessable_entity\",\"message\":\"" + complaint + "\","
                        + "\"doc_url\":\"https://dub.co/docs/api-reference/errors#unprocessable-entity\"}}");
    }

    static Stream<String> bodiesOnTheEdge() {
        return Stream.of(
                with("externalId", text(100)),
                with("amount", "1250.0"),
                with("amount", "1.25e3"),
                with("amount", "9007199254740991"),
                with("eventName", text(255)),
                with("eventName", "\"\""),
                with("currency", "\"no such currency\""),
                with("invoiceId", "null"),
                with("leadEventName", "null"),
                with("metadata", "null"),
                with("metadata", "{}"),
                with("metadata", "{ \"k\" :   " + text(9_992) + " }"),
                with("clickId", "1"));
    }

    @ParameterizedTest
    @MethodSource("bodiesOnTheEdge")
    void whatKeepsTheRulesIsTaken(String body) throws IOException {
        HttpResponse<String> answer = caller.post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"sale\":null");
    }

    @Test
    void theFirstBrokenRuleIsTheOneThatIsNamed() throws IOException {
        HttpResponse<String> answer = caller.post("{\"amount\": -1, \"metadata\": 5, \"externalId\": \"u1\"}");

        assertThat(answer.body()).contains("too_small: amount: ").doesNotContain("metadata");
    }

    @Test
    void aRefusedSaleIsNotRecorded() throws IOException {
        caller.post(with("currency", "1"));

        assertThat(sandbox.recorded()).isEmpty();
    }

    /** A body that keeps all rules, but for one field; a null value leaves the field out. */
    private static String with(String field, @Nullable String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("externalId", "\"u1\"");
        fields.put("amount", "1250");
        fields.put("paymentProcessor", "\"stripe\"");
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return fields.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A JSON string of that many characters. */
    private static String text(int characters) {
        return "\"" + "x".repeat(characters) + "\"";
    }

    private static void assertError(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }
}

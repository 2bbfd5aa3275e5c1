package dev.dubimport.sandbox;

import static dev.dubimport.sandbox.Caller.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was recorded, read back over HTTP. */
class ReadingsTest {
    private static final String ALL_OLDEST_FIRST = "/events?event=sales&interval=all&sortOrder=asc";

    private final SettableClock clock = new SettableClock();
    private final SandboxSettings settings = SandboxSettings.DEFAULT.withClock(clock);
    private final List<Sandbox> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(Sandbox::close);
    }

    @Test
    void anEventIsToldAsInTheContract() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post("""
                {"externalId": "u1", "amount": 1250, "paymentProcessor": "paddle", "invoiceId": "in_1", "currency": "EUR",
                 "eventName": "Invoice paid", "metadata": {"date": "2020-02-01"}}""");

        HttpResponse<String> answer = caller(sandbox).get("/events?event=sales");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body())
                .isEqualTo("[{\"event\":\"sale\",\"timestamp\":\"2026-08-01T12:00:00.000Z\",\"eventId\":\"event_1\","
                        + "\"eventName\":\"Invoice paid\",\"sale\":{\"amount\":1250,\"currency\":\"eur\","
                        + "\"paymentProcessor\":\"paddle\",\"invoiceId\":\"in_1\"},\"customer\":{\"id\":\"cus_e5c\","
                        + "\"externalId\":\"u1\",\"name\":\"Customer u1\",\"email\":null,\"avatar\":null},"
                        + "\"metadata\":{\"date\":\"2020-02-01\"},\"link\":{\"id\":\"link_sandbox\",\"key\":\"sandbox\"},"
                        + "\"click\":{\"id\":\"click_cus_e5c\"}}]");
    }

    @Test
    void aSaleWithoutAnInvoiceIdHasAnEmptyOne() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post("{\"externalId\": \"u1\", \"amount\": 7, \"paymentProcessor\": \"custom\"}");

        JsonNode event = json(caller(sandbox).get("/events?event=sales")).get(0);

        assertThat(event.at("/sale/invoiceId").stringValue()).isEmpty();
        assertThat(event.get("metadata").isNull()).isTrue();
    }

    @Test
    void aSaleThatWasRecordedTwiceIsTwoEvents() throws IOException {
        Sandbox sandbox = start(settings);
        caller(sandbox).post(sale("in_1", 1250));
        sandbox.forgetInvoiceIds();
        caller(sandbox).post(sale("in_1", 1250));

        JsonNode events = json(caller(sandbox).get(ALL_OLDEST_FIRST));

        assertThat(invoiceIds(events)).containsExactly("in_1", "in_1");
        assertThat(events.findValuesAsString("eventId")).containsExactly("event_1", "event_2");
    }

    @Test
    void theNewestStandFirstUnlessTheOldestAreAskedFor() throws IOException {
        Sandbox sandbox = withSales(3);

        assertThat(read(sandbox, "/events?event=sales")).containsExactly("in_2", "in_1", "in_0");
        assertThat(read(sandbox, "/events?event=sales&sortOrder=desc&limit=2")).containsExactly("in_2", "in_1");
        assertThat(read(sandbox, "/events?event=sales&sortOrder=asc&limit=2")).containsExactly("in_0", "in_1");
    }

    @Test
    void eventsStandInTheOrderOfTheirMomentsAndThoseOfOneMomentAsTheyWereRecorded() throws IOException {
        Sandbox sandbox = withSales(2);
        clock.advance(Duration.ofHours(-1));
        caller(sandbox).post(sale("in_early", 1));
        clock.advance(Duration.ofHours(2));

        assertThat(read(sandbox, ALL_OLDEST_FIRST)).containsExactly("in_early", "in_0", "in_1");
        assertThat(sandbox.recorded()).extracting(RecordedSale::invoiceId).containsExactly("in_0", "in_1", "in_early");
    }

    @Test
    void pagesCountFromOneAndAnEmptyOneIsTheEnd() throws IOException {
        Sandbox sandbox = withSales(5);

        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=2&page=1")).containsExactly("in_0", "in_1");
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=2&page=3")).containsExactly("in_4");
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=2&page=4")).isEmpty();
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1000&page=999999999"))
                .isEmpty();
    }

    @Test
    void aPageHoldsAHundredUnlessToldOtherwise() throws IOException {
        Sandbox sandbox = start(settings);
        sandbox.amend(none -> sales(1_001));

        assertThat(read(sandbox, ALL_OLDEST_FIRST)).hasSize(100);
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1000")).hasSize(1_000);
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1000&page=2")).containsExactly("in_1000");
    }

    /** The trap: a short page is not the last one. */
    @Test
    void eventsOfDeletedLinksAreDroppedAfterPaging() throws IOException {
        Sandbox sandbox = withSales(6);
        sandbox.amend(books -> {
            books.replaceAll(sale -> sale.invoiceId().equals("in_4") ? sale : sale.withLinkDeleted());
            return books;
        });

        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=2&page=1")).isEmpty();
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=2&page=3")).containsExactly("in_4");
    }

    @Test
    void anEventShowsUpOnlySomeTimeAfterTheAnswer() throws IOException {
        Sandbox sandbox = start(settings.withEventsAfter(Duration.ofSeconds(3)));
        caller(sandbox).post(sale("in_1", 1250));

        clock.advance(Duration.ofMillis(2_999));
        assertThat(read(sandbox, ALL_OLDEST_FIRST)).isEmpty();
        assertThat(json(caller(sandbox).get("/analytics?event=sales"))
                        .get("sales")
                        .intValue())
                .isZero();

        clock.advance(Duration.ofMillis(1));
        assertThat(read(sandbox, ALL_OLDEST_FIRST)).containsExactly("in_1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start=2026-08-01T23:59:59Z&end=2026-08-01T00:00:01Z                               | b c
            start=2026-08-01T12:00:00Z&end=2026-08-01T12:00:00Z                               | b c
            start=2026-08-01&end=2026-08-02                                                   | b c d
            start=2026-08-02                                                                  | d
            start=2026-08-01T12:00:00%2B02:00&end=2026-08-01T12:00:00                         | b c
            start=2026-08-01T12:00:00Z&end=2026-08-01T12:00:00Z&timezone=Europe/Berlin        | a b
            start=2026-08-01T12:00:00Z&end=2026-08-01T12:00:00Z&timezone=America/Los_Angeles  | c d
            interval=all                                                                      | a b c d
            interval=all&end=2026-07-31                                                       | a
            interval=24h                                                                      | c d
            interval=7d                                                                       | a b c d
            timezone=UTC                                                                      | c d
            """)
    void datesAreRoundedToWholeDays(String dates, String expected) throws IOException {
        Sandbox sandbox = start(settings);
        sandbox.amend(none -> List.of(
                recorded("a", "2026-07-31T23:00:00Z"),
                recorded("b", "2026-08-01T00:00:00Z"),
                recorded("c", "2026-08-01T23:59:59.999Z"),
                recorded("d", "2026-08-02T00:00:00Z")));
        clock.advance(Duration.ofDays(1));

        assertThat(read(sandbox, "/events?event=sales&sortOrder=asc&" + dates)).containsExactly(expected.split(" "));
    }

    @Test
    void eventsAreFilteredByCustomerLinkAndMetadataBeforePaging() throws IOException {
        Sandbox sandbox = withSales(3);
        caller(sandbox).post("""
                {"externalId": "u2", "amount": 7, "paymentProcessor": "custom", "invoiceId": "in_x",
                 "metadata": {"order": 17}}""");

        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1&page=1&customerId=cus_e5d"))
                .containsExactly("in_x");
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&query=metadata%5B'order'%5D:'17'"))
                .containsExactly("in_x");
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&linkId=link_sandbox")).hasSize(4);
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&linkId=link_other")).isEmpty();
    }

    @Test
    void aMillionEventsAreReadPageByPageWithinSeconds() throws IOException {
        Sandbox sandbox = start(settings.withCallsPerMinute(SandboxSettings.UNLIMITED));
        sandbox.amend(none -> sales(1_000_000));
        Caller caller = caller(sandbox);
        long start = System.nanoTime();

        int characters = 0;
        for (int page = 1; page <= 1_000; page += 10) {
            characters += caller.get(ALL_OLDEST_FIRST + "&limit=1000&page=" + page)
                    .body()
                    .length();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(characters).isGreaterThan(100 * 1_000 * 300);
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1000&page=1000")).endsWith("in_999999");
        assertThat(read(sandbox, ALL_OLDEST_FIRST + "&limit=1000&page=1001")).isEmpty();
    }

    @Test
    void theTotalCountsEventsOfDeletedLinksAndDollarsOfOtherCurrencies() throws IOException {
        Sandbox sandbox = start(settings);
        sandbox.amend(none -> List.of(
                recorded("a", "2026-07-31T12:00:00Z"),
                recorded("b", "2026-08-01T11:00:00Z").withLinkDeleted(),
                recorded("c", "2026-08-01T11:30:00Z").withMoney(1_000, "gbp")));

        assertThat(caller(sandbox)
                        .get("/analytics?event=sales&groupBy=count&start=2026-08-01&end=2026-08-01")
                        .body())
                .isEqualTo("{\"sales\":2,\"saleAmount\":2500}");
    }

    @Test
    void aCustomerIsToldWithItsSalesSoFar() throws IOException {
        Sandbox sandbox = start(settings.withEventsAfter(Duration.ofHours(1)));
        caller(sandbox).post(sale("in_1", 1250));

        assertThat(caller(sandbox).get("/customers?externalId=u1").body())
                .isEqualTo("[{\"id\":\"cus_e5c\",\"externalId\":\"u1\",\"name\":\"Customer u1\",\"email\":null,"
                        + "\"avatar\":null,\"sales\":1,\"saleAmount\":1250}]");

        caller(sandbox).post(sale("in_2", 50));
        JsonNode customer =
                json(caller(sandbox).get("/customers?externalId=u1")).get(0);
        assertThat(customer.get("sales").intValue()).isEqualTo(2);
        assertThat(customer.get("saleAmount").intValue()).isEqualTo(1300);

        sandbox.amend(books -> books.subList(0, 1));
        assertThat(json(caller(sandbox).get("/customers?externalId=u1"))
                        .at("/0/saleAmount")
                        .intValue())
                .isEqualTo(1250);
    }

    @Test
    void aCustomerWithoutSalesIsThereAndAnUnknownOneIsNot() throws IOException {
        Sandbox sandbox = start(settings.withUnknownCustomers("guest-*"));

        assertThat(caller(sandbox).get("/customers?externalId=u1").body()).contains("\"sales\":0,\"saleAmount\":0");
        assertThat(caller(sandbox).get("/customers?externalId=guest-1").body()).isEqualTo("[]");
    }

    @Test
    void commissionsAreThoseOfExactlyThatInvoiceId() throws IOException {
        Sandbox sandbox = withSales(12);

        assertThat(caller(sandbox).get("/commissions?invoiceId=in_1").body())
                .isEqualTo("[{\"id\":\"cm_event_2\",\"type\":\"sale\",\"amount\":101,\"currency\":\"usd\","
                        + "\"invoiceId\":\"in_1\",\"createdAt\":\"2026-08-01T12:00:00.000Z\",\"customer\":{\"id\":\"cus_e5c\","
                        + "\"externalId\":\"u1\",\"name\":\"Customer u1\",\"email\":null,\"avatar\":null}}]");
        assertThat(caller(sandbox).get("/commissions?invoiceId=in_").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /events                                   | invalid_type: event: Required
            /events?event=clicks                      | invalid_enum_value: event: Invalid enum value. Expected 'sales', received 'clicks'
            /events?event=sales&page=0                | too_small: page: Number must be greater than 0
            /events?event=sales&page=first            | invalid_type: page: Expected number, received nan
            /events?event=sales&limit=1001            | too_big: limit: Number must be less than or equal to 1000
            /events?event=sales&limit=                | invalid_type: limit: Expected number, received nan
            /events?event=sales&sortOrder=up          | `invalid_enum_value: sortOrder: Invalid enum value. Expected 'asc' | 'desc', received 'up'`
            /events?event=sales&start=yesterday       | invalid_date: start: Invalid date
            /events?event=sales&end=2026-02-30        | invalid_date: end: Invalid date
            /events?event=sales&timezone=Nowhere/Else | custom: timezone: Invalid timezone
            /events?event=sales&query=order           | custom: query: Invalid
            /events?event=sales&invoiceId=in_1        | unrecognized_keys: Unrecognized key(s) in object: 'invoiceId'
            /analytics?event=sales&groupBy=count&page=1 | unrecognized_keys: Unrecognized key(s) in object: 'page'
            /analytics?event=sales&groupBy=links      | invalid_enum_value: groupBy: Invalid enum value. Expected 'count', received 'links'
            /customers                                | invalid_type: externalId: Required
            /customers?externalId=                    | too_small: externalId: String must contain at least 1 character(s)
            /commissions?invoiceId=                   | too_small: invoiceId: String must contain at least 1 character(s)
            """)
    void theFirstRuleThatParametersBreakIsNamed(String path, String message) throws IOException {
        HttpResponse<String> answer = caller(start(settings)).get(path);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/error/code").stringValue()).isEqualTo("unprocessable_entity");
        assertThat(json(answer).at("/error/message").stringValue()).isEqualTo(message);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events?event=sales", "/analytics?event=sales", "/customers?externalId=u", "/commissions"})
    void theKeyIsCheckedBeforeAllElse(String path) throws IOException {
        Sandbox sandbox = start(settings);
        Caller caller = caller(sandbox);

        assertThat(caller.send(caller.to(path).build()).statusCode()).isEqualTo(401);
        assertThat(caller.send(caller.to(path)
                                .header("Authorization", "Bearer other")
                                .build())
                        .statusCode())
                .isEqualTo(401);
        sandbox.revokeKey();
        assertThat(caller.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void nothingIsRecordedThroughAReadingsPath() throws IOException {
        Sandbox sandbox = start(settings);
        Caller caller = caller(sandbox);

        assertThat(caller.send(caller.to("/events?event=sales")
                                .POST(BodyPublishers.ofString(sale("in_1", 1)))
                                .build())
                        .statusCode())
                .isEqualTo(405);
        assertThat(sandbox.recorded()).isEmpty();
    }

    @Test
    void eventsAndTotalsShareALimitOfTheSecond() throws IOException {
        Sandbox sandbox = start(settings.withEventsPerSecond(2));
        Caller caller = caller(sandbox);
        caller.get("/events?event=sales");
        caller.get("/analytics?event=sales");

        HttpResponse<String> refused = caller.get("/events?event=sales");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().allValues("X-RateLimit-Limit")).containsExactly("2");
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("1785585601000");
        assertThat(caller.get("/customers?externalId=u1").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(2));
        assertThat(caller.get("/events?event=sales").statusCode()).isEqualTo(200);
    }

    @Test
    void customersAndCommissionsKeepTheLimitOfTheMinuteAndEventsDoNotUseItUp() throws IOException {
        Sandbox sandbox = start(settings.withCallsPerMinute(2));
        Caller caller = caller(sandbox);

        assertThat(caller.get("/events?event=sales").statusCode()).isEqualTo(200);
        assertThat(caller.get("/customers?externalId=u1").statusCode()).isEqualTo(200);
        assertThat(caller.post(sale("in_1", 1)).statusCode()).isEqualTo(200);
        assertThat(caller.get("/commissions?invoiceId=in_1").statusCode()).isEqualTo(429);
    }

    static Stream<Arguments> faultsThatAreAnswers() {
        return Stream.of(
                arguments(Fault.BURST, 429),
                arguments(Fault.BURST_DATE, 429),
                arguments(Fault.ERROR, 500),
                arguments(Fault.BAD_GATEWAY, 502),
                arguments(Fault.UNAVAILABLE, 503),
                arguments(Fault.GATEWAY_TIMEOUT, 504));
    }

    @ParameterizedTest
    @MethodSource("faultsThatAreAnswers")
    void faultsHitReadingsOnlyWhereTheyAreTold(Fault fault, int status) throws IOException {
        Sandbox sandbox = start(settings);
        Caller caller = caller(sandbox);
        sandbox.play(Faults.of(1, Fault.GONE));
        assertThat(caller.get("/events?event=sales").statusCode()).isEqualTo(200);

        sandbox.play(Faults.NONE);
        sandbox.playOnReads(Faults.of(1, fault));

        assertThat(caller.get("/events?event=sales").statusCode()).isEqualTo(status);
        assertThat(caller.post(sale("in_1", 1)).statusCode()).isEqualTo(200);
        assertThat(sandbox.faultsMet()).containsExactly(entry(fault, 1L));
    }

    @Test
    void aReadingCanBeDroppedOrCutInHalf() throws IOException {
        Sandbox sandbox = withSales(3);
        sandbox.playOnReads(Faults.of(1, Fault.HALF_JSON));
        String half = caller(sandbox).get("/events?event=sales").body();
        sandbox.playOnReads(Faults.of(1, Fault.CLOSE_AFTER));

        assertThat(half).startsWith("[{\"event\":\"sale\"").doesNotEndWith("]");
        assertThat(caller(sandbox)
                        .client()
                        .sendAsync(
                                caller(sandbox)
                                        .to("/events?event=sales")
                                        .header("Authorization", "Bearer dub_sandbox_key")
                                        .build(),
                                BodyHandlers.ofString())
                        .handle((answer, broken) -> broken != null)
                        .join())
                .isTrue();
    }

    @Test
    void damagedBooksLeaveTheMemoryOfInvoiceIdsAsItIs() throws IOException {
        Sandbox sandbox = withSales(1);

        sandbox.amend(books -> List.of());
        HttpResponse<String> repeated = caller(sandbox).post(sale("in_0", 9_900));

        assertThat(repeated.body()).contains("\"amount\":100,");
        assertThat(sandbox.recorded()).isEmpty();
    }

    @Test
    void everyPartOfAnEventCanBeDamaged() throws IOException {
        Sandbox sandbox = withSales(1);

        sandbox.amend(books -> List.of(
                books.get(0).withInvoiceId("in_other"),
                books.get(0).withExternalId("u9").withEventId(""),
                books.get(0).withMoney(7, "eur").withMoment(Instant.parse("2026-07-01T00:00:00Z"))));
        JsonNode events = json(caller(sandbox).get(ALL_OLDEST_FIRST));

        assertThat(events.findValuesAsString("eventId")).containsExactly("event_1", "event_1", "event_2");
        assertThat(invoiceIds(events)).containsExactly("in_0", "in_other", "in_0");
        assertThat(events.findValuesAsString("externalId")).containsExactly("u1", "u1", "u9");
        assertThat(events.findValuesAsString("amount")).containsExactly("7", "100", "100");
    }

    @Test
    void salesOfAfterTheDamageAreRecordedOnTop() throws IOException {
        Sandbox sandbox = withSales(2);
        sandbox.amend(books -> List.of(books.get(1)));

        caller(sandbox).post(sale("in_9", 900));

        assertThat(read(sandbox, ALL_OLDEST_FIRST)).containsExactly("in_1", "in_9");
        assertThat(sandbox.recorded()).extracting(RecordedSale::eventId).containsExactly("event_2", "event_3");
    }

    @Test
    void theKeyCanBeRevokedInTheMiddleOfAReading() throws IOException {
        Sandbox sandbox = start(settings.withRevokeAfter(1));

        assertThat(caller(sandbox).get("/events?event=sales").statusCode()).isEqualTo(200);
        assertThat(caller(sandbox).get("/events?event=sales&page=2").statusCode())
                .isEqualTo(401);
    }

    /** {@code in_0} of 100, {@code in_1} of 101, and so on. */
    private Sandbox withSales(int count) throws IOException {
        Sandbox sandbox = start(settings);
        for (int number = 0; number < count; number++) {
            caller(sandbox).post(sale("in_" + number, 100 + number));
        }
        return sandbox;
    }

    private List<RecordedSale> sales(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> recorded("in_" + number, clock.instant().minusMillis(count - number)))
                .toList();
    }

    private static RecordedSale recorded(String invoiceId, String at) {
        return recorded(invoiceId, Instant.parse(at));
    }

    private static RecordedSale recorded(String invoiceId, Instant at) {
        return new RecordedSale(invoiceId, "u1", 1_250, "usd", "stripe", "Purchase", Optional.empty(), "null", at);
    }

    private Sandbox start(SandboxSettings withSettings) {
        Sandbox sandbox = Sandbox.start(withSettings);
        started.add(sandbox);
        return sandbox;
    }

    private static Caller caller(Sandbox sandbox) {
        return new Caller(sandbox);
    }

    private static List<String> read(Sandbox sandbox, String path) throws IOException {
        return invoiceIds(json(caller(sandbox).get(path)));
    }

    private static List<String> invoiceIds(JsonNode events) {
        return events.valueStream()
                .map(event -> event.at("/sale/invoiceId").stringValue())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}

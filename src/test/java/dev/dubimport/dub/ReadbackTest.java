package dev.dubimport.dub;

import static dev.dubimport.dub.ReadFixtures.BETWEEN;
import static dev.dubimport.dub.ReadFixtures.END;
import static dev.dubimport.dub.ReadFixtures.START;
import static dev.dubimport.dub.ReadFixtures.event;
import static dev.dubimport.dub.ReadFixtures.events;
import static dev.dubimport.dub.ReadFixtures.page;
import static dev.dubimport.dub.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.dub.ScriptedServer.Turn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the service's books, and how it is asked for. */
class ReadbackTest extends AgainstAServer {
    private static final Turn EMPTY = answer(200, "[]");

    private final List<SaleEvent> read = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();

    @Test
    void anEventIsHandedOverAsTheServiceHasIt() throws IOException {
        play(answer(200, page(event("e1", "INV-1", BETWEEN))), EMPTY);

        readEvents();

        assertThat(read)
                .containsExactly(new SaleEvent("e1", BETWEEN, "INV-1", "user-1", 1250, "USD", "custom", "Purchase"));
    }

    @Test
    void everyPageIsAskedForInTheSameWay() throws IOException {
        play(answer(200, events(1, 2)), EMPTY);

        readEvents();

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::line)
                .containsExactly(
                        "GET /events?event=sales&sortOrder=asc&limit=1000&page=1&start=2026-11-20T10%3A00%3A00Z"
                                + "&end=2026-11-22T10%3A00%3A00Z&timezone=UTC HTTP/1.1",
                        "GET /events?event=sales&sortOrder=asc&limit=1000&page=2&start=2026-11-20T10%3A00%3A00Z"
                                + "&end=2026-11-22T10%3A00%3A00Z&timezone=UTC HTTP/1.1");
        assertThat(server.requests().get(0).headers()).containsEntry("authorization", "Bearer dub_s3cr3t");
    }

    @Test
    void aMomentWithinAMillisecondIsAskedForWithAllOfIt() throws IOException {
        play(EMPTY);

        try (Readback readback = open()) {
            readback.events(START.plusNanos(1), END.plusNanos(1), read::add, progress::add);
        }

        assertThat(server.requests().get(0).line())
                .contains("&start=2026-11-20T10%3A00%3A00Z&end=2026-11-22T10%3A00%3A00.001Z&");
    }

    @Test
    void aShortPageIsNotTheLast() throws IOException {
        play(answer(200, events(1, 3)), answer(200, events(4, 4)), answer(200, events(5, 6)), EMPTY);

        readEvents();

        assertThat(ids()).containsExactly("e1", "e2", "e3", "e4", "e5", "e6");
        assertThat(progress).containsExactly(3L, 4L, 6L);
    }

    @Test
    void whatTheWholeDaysOfTheServiceBringBesidesIsLeftOut() throws IOException {
        play(
                answer(
                        200,
                        page(
                                event("early", "A", START.minusMillis(1)),
                                event("first", "B", START),
                                event("last", "C", END),
                                event("late", "D", END.plusMillis(1)))),
                EMPTY);

        readEvents();

        assertThat(ids()).containsExactly("first", "last");
        assertThat(progress).containsExactly(2L);
    }

    @Test
    void anEventThatIsPushedToTheNextPageIsHandedOverOnce() throws IOException {
        play(answer(200, events(1, 5)), answer(200, events(4, 9)), answer(200, events(9, 9)), EMPTY);

        readEvents();

        assertThat(ids()).containsExactly("e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9");
    }

    @Test
    void anEventThatComesBackSomePagesLaterIsHandedOverOnce() throws IOException {
        play(
                answer(200, events(1, 2)),
                answer(200, events(3, 4)),
                answer(200, events(5, 6)),
                answer(200, events(2, 7)),
                EMPTY);

        readEvents();

        assertThat(ids()).containsExactly("e1", "e2", "e3", "e4", "e5", "e6", "e7");
    }

    @Test
    void twoEventsOfOneInvoiceAreBothHandedOver() throws IOException {
        play(answer(200, page(event("e1", "INV", BETWEEN), event("e2", "INV", BETWEEN))), EMPTY);

        readEvents();

        assertThat(read).extracting(SaleEvent::invoiceId).containsExactly("INV", "INV");
        assertThat(ids()).containsExactly("e1", "e2");
    }

    @Test
    void theSamePageForEverIsNotReadForEver() throws IOException {
        play(answer(200, events(1, 2)));

        assertThatThrownBy(this::readEvents)
                .isInstanceOf(Unreadable.class)
                .hasMessage(
                        "GET /events, page 11: the same events as on the pages before, 10 times in a row; check that"
                                + " --base-url names Dub's API, or report this line");
        assertThat(ids()).containsExactly("e1", "e2");
    }

    @Test
    void nothingOfAPageThatIsNotAsAgreedIsHandedOver() throws IOException {
        play(
                answer(200, events(1, 2)),
                answer(200, page(event("e3"), event("e4").replace("1250", "-1"))),
                EMPTY);

        assertThatThrownBy(this::readEvents)
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("GET /events, page 2, event 2: ");
        assertThat(ids()).containsExactly("e1", "e2");
    }

    @Test
    void aPageOfMoreThanAMegabyteIsRead() throws IOException {
        String large = event("e1").replace("2025-01-31", "x".repeat(3 << 20));
        play(answer(200, page(large)), EMPTY);

        readEvents();

        assertThat(ids()).containsExactly("e1");
    }

    @Test
    void aPageWithoutEndIsNotReadToItsEnd() throws IOException {
        play(ScriptedServer.endless("HTTP/1.1 200 OK\r\n\r\n[", " ".repeat(1 << 16)));

        assertThatThrownBy(this::readEvents)
                .isInstanceOf(Unreadable.class)
                .hasMessage("GET /events, page 1: the answer is larger than 32 MB; report this line");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theTotalIsWhatTheServiceCounts() throws IOException {
        play(answer(200, "{\"clicks\": 7, \"sales\": 3, \"saleAmount\": 3750}"));

        try (Readback readback = open()) {
            assertThat(readback.total(START, END)).isEqualTo(new Readback.Total(3, 3750));
        }

        assertThat(server.requests().get(0).line())
                .isEqualTo("GET /analytics?event=sales&groupBy=count&start=2026-11-20T10%3A00%3A00Z"
                        + "&end=2026-11-22T10%3A00%3A00Z&timezone=UTC HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"sales\": 3}",
                "{\"sales\": -1, \"saleAmount\": 1}",
                "{\"sales\": 1, \"saleAmount\": 1.5}",
                "{\"sales\": 1, \"saleAmount\": \"1\"}",
                "{\"sales\": 1, \"saleAmount\": 1",
                "{\"sales\": 1, \"saleAmount\": 1} 2"
            })
    void aTotalThatIsNotAsAgreedIsNoTotal(String body) throws IOException {
        play(answer(200, body));

        try (Readback readback = open()) {
            assertThatThrownBy(() -> readback.total(START, END))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageStartingWith("GET /analytics: the answer is not as agreed: ");
        }
    }

    @Test
    void aCustomerWhoIsFoundIsKnown() throws IOException {
        play(answer(200, "[{\"id\": \"cus_1\", \"externalId\": \"Ana & Bo/+\", \"sales\": 2}]"), EMPTY);

        try (Readback readback = open()) {
            assertThat(readback.knowsCustomer("Ana & Bo/+")).isTrue();
            assertThat(readback.knowsCustomer("nobody")).isFalse();
        }

        assertThat(server.requests().get(0).line()).isEqualTo("GET /customers?externalId=Ana+%26+Bo%2F%2B HTTP/1.1");
    }

    @Test
    void customersThatNobodyAskedForTellNothing() throws IOException {
        play(answer(200, "[{\"externalId\": \"ana\"}, {\"externalId\": null}]"));

        try (Readback readback = open()) {
            assertThatThrownBy(() -> readback.knowsCustomer("carl"))
                    .isInstanceOf(Unreadable.class)
                    .hasMessage(
                            "GET /customers: the answer tells of 2 customers, none of which was asked for; check that"
                                    + " --base-url names Dub's API, or report this line");
        }
    }

    @Test
    void aStopEndsTheCallUnderWay() throws Exception {
        play(ScriptedServer.silence());

        try (Readback readback = open()) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readEvents(readback));
            awaitRequests(1);
            readback.stop();

            assertThatThrownBy(() -> reading.orTimeout(5, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ReadStopped.class);
            assertThatThrownBy(() -> readback.knowsCustomer("ana")).isInstanceOf(ReadStopped.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aStopEndsTheWaitForTheNextAttempt() throws Exception {
        play(ScriptedServer.error(429, "rate_limit_exceeded", "slow down", "Retry-After: 60"));

        try (Readback readback = open()) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readEvents(readback));
            awaitRequests(1);
            readback.stop();

            assertThatThrownBy(() -> reading.orTimeout(5, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(ReadStopped.class);
        }
    }

    @Test
    void aStopEndsAPageThatIsBeingHandedOver() throws IOException {
        play(answer(200, events(1, 9)), EMPTY);

        try (Readback readback = open()) {
            assertThatThrownBy(() -> readback.events(
                            START,
                            END,
                            event -> {
                                read.add(event);
                                readback.stop();
                            },
                            progress::add))
                    .isInstanceOf(ReadStopped.class);
        }
        assertThat(ids()).containsExactly("e1");
    }

    @Test
    void whatThePlanWithThisApiAllowsIsKeptToByItself() throws IOException {
        play(answer(200, events(1, 1)), answer(200, events(2, 2)), EMPTY);
        Instant began = Instant.now();

        try (Readback readback = new Readback(ReadSettings.of(server.url(), Fixtures.KEY), Clock.systemUTC())) {
            readEvents(readback);
        }

        assertThat(Duration.between(began, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    private void readEvents() {
        try (Readback readback = open()) {
            readEvents(readback);
        }
    }

    private void readEvents(Readback readback) {
        readback.events(START, END, read::add, progress::add);
    }

    private Readback open() {
        return new Readback(ReadFixtures.hasty(server.url()), Clock.systemUTC());
    }

    private List<String> ids() {
        return read.stream().map(SaleEvent::eventId).toList();
    }
}

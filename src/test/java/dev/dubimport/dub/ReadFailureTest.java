package dev.dubimport.dub;

import static dev.dubimport.dub.ReadFixtures.END;
import static dev.dubimport.dub.ReadFixtures.START;
import static dev.dubimport.dub.ReadFixtures.events;
import static dev.dubimport.dub.ScriptedServer.answer;
import static dev.dubimport.dub.ScriptedServer.drip;
import static dev.dubimport.dub.ScriptedServer.error;
import static dev.dubimport.dub.ScriptedServer.raw;
import static dev.dubimport.dub.ScriptedServer.reset;
import static dev.dubimport.dub.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.dub.ScriptedServer.Turn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that fails while it is read, on the wire. */
class ReadFailureTest extends AgainstAServer {
    private static final Turn EMPTY = answer(200, "[]");

    private final List<String> ids = new ArrayList<>();

    @Test
    void everyFailureBetweenTwoPagesIsOutlasted() throws IOException {
        play(
                answer(200, events(1, 2)),
                error(500, "internal_server_error", "?"),
                answer(502, "<html>Bad Gateway</html>"),
                reset(),
                raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"event\":"),
                error(429, "rate_limit_exceeded", "slow down"),
                answer(200, "<html>come back later</html>"),
                answer(200, events(3, 4)),
                EMPTY);

        read(ReadFixtures.hasty(server.url()));

        assertThat(ids).containsExactly("e1", "e2", "e3", "e4");
        assertThat(server.requests().subList(1, 8))
                .allSatisfy(request -> assertThat(request.line()).contains("&page=2&"));
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgain() throws IOException {
        play(silence(), drip(), answer(200, events(1, 1)), EMPTY);
        ReadSettings hasty = ReadFixtures.hasty(server.url());

        read(new ReadSettings(
                hasty.baseUrl(),
                hasty.key(),
                Rate.UNLIMITED,
                Rate.UNLIMITED,
                Duration.ofMillis(250),
                hasty.retries(),
                Duration.ofMinutes(1)));

        assertThat(ids).containsExactly("e1");
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aWaitInAnyFormIsWaitedOut(Function<Instant, String> header) throws IOException {
        play(
                (socket, request) -> error(
                                429,
                                "rate_limit_exceeded",
                                "slow down",
                                "Retry-After: " + header.apply(Instant.now().plusMillis(1100)))
                        .play(socket, request),
                EMPTY);

        read(ReadFixtures.hasty(server.url()));

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(50), SOON);
    }

    private static Stream<Function<Instant, String>> waits() {
        return Stream.of(
                until -> String.valueOf(until.toEpochMilli()),
                until -> "1",
                until -> DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void aWaitUntilAMomentIsReckonedByTheGivenClock() throws IOException {
        play(error(429, "rate_limit_exceeded", "slow down", "Retry-After: 1766000000300"), EMPTY);

        try (Readback readback = new Readback(
                ReadFixtures.hasty(server.url()),
                Clock.fixed(Instant.ofEpochMilli(1_766_000_000_000L), ZoneOffset.UTC))) {
            readback.events(START, END, event -> {}, count -> {});
        }

        assertThat(server.between(0, 1)).isBetween(Duration.ofMillis(300), SOON);
    }

    @Test
    void aServiceThatStaysDownIsGivenUp() throws IOException {
        play(answer(503, ""));

        assertThatThrownBy(() -> read(ReadFixtures.impatient(server.url())))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith(
                        "GET /events, page 1: no answer for 0 s, the last time because of: 503 without an"
                                + " error body of the API; ");
        assertThat(server.requests()).hasSizeGreaterThan(2);
    }

    @Test
    void nobodyThereIsGivenUp() throws IOException {
        BaseUrl nobody = server.url();
        server.close();

        assertThatThrownBy(() -> read(ReadFixtures.impatient(nobody)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("because of: no connection to " + nobody);
    }

    @Test
    void aRedirectIsNotFollowedSinceTheKeyWouldGoAlong() throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer(EMPTY)) {
            play(answer(302, "", "Location: " + elsewhere.url() + "/events"));

            assertThatThrownBy(() -> read(ReadFixtures.hasty(server.url())))
                    .isInstanceOf(Unreadable.class)
                    .hasMessageContaining("302 redirects to " + elsewhere.url());
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aRefusedKeyEndsTheReadingAtOnce() throws IOException {
        play(error(401, "unauthorized", "Unauthorized: Invalid API key dub_s3cr3t."));

        assertThatThrownBy(() -> read(ReadFixtures.hasty(server.url())))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("GET /events, page 1: 401 unauthorized (Unauthorized: Invalid API key ***.): ")
                .hasMessageContaining("set DUB_API_KEY to a valid key of this workspace");
        assertThat(server.requests()).hasSize(1);
    }

    private void read(ReadSettings settings) {
        try (Readback readback = new Readback(settings, Clock.systemUTC())) {
            readback.events(START, END, event -> ids.add(event.eventId()), count -> {});
        }
    }
}

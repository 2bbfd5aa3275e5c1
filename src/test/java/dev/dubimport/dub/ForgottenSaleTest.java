package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a sale whose turn comes when the service may have forgotten its invoice id. */
class ForgottenSaleTest {
    private static final int IN_FLIGHT = 16;
    private static final Instant IN_AN_HOUR = Instant.EPOCH.plus(Duration.ofHours(1));
    private static final Exchange LOST = new Exchange.Silence(true, "no_answer", "no whole answer within 30 s");
    private static final Exchange RECORDED = new Exchange.Reply(
            200,
            "{\"sale\": {\"amount\": 1250, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
            Duration.ZERO,
            Optional.empty());

    private final VirtualTime time = new VirtualTime(IN_FLIGHT, 3);
    private final List<Instant> calls = new ArrayList<>();
    private Exchange exchange = RECORDED;

    @Test
    void aSaleInDoubtIsNotSentAgainHoweverLongTheCircuitWaits() {
        exchange = LOST;

        List<Answer> answers = send(IntStream.range(0, IN_FLIGHT)
                .mapToObj(i -> new Parcel(sale("INV-" + i), false, IN_AN_HOUR))
                .toList());

        assertThat(calls).hasSizeGreaterThan(100).allMatch(call -> call.isBefore(IN_AN_HOUR));
        assertThat(answers)
                .hasSize(IN_FLIGHT)
                .allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Answer.Lost.class, lost -> {
                    assertThat(lost.code()).isEqualTo("in_doubt_too_long");
                    assertThat(lost.message())
                            .isEqualTo(
                                    "no whole answer within 30 s; it may be recorded or not, and the service may have"
                                            + " forgotten the invoice id since; look it up in Dub, and if it is not there import with"
                                            + " --resend-in-doubt");
                }));
    }

    @Test
    void aSaleThatAnEarlierProcessLeftInDoubtIsNotSentAtAll() {
        List<Answer> answers = send(List.of(new Parcel(sale("A"), true, Instant.EPOCH)));

        assertThat(calls).isEmpty();
        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Lost.class,
                        lost -> assertThat(lost.message())
                                .startsWith("it may be recorded or not, and the service may have forgotten"));
    }

    @Test
    void aSaleThatWasNeverSentIsSentWheneverItsTurnComes() {
        assertThat(send(List.of(new Parcel(sale("A"), false, Instant.EPOCH))))
                .containsExactly(new Answer.Recorded(1250, "usd"));
    }

    private List<Answer> send(List<Parcel> parcels) {
        Settings usual = Settings.of(BaseUrl.parse("https://api.dub.co"), Fixtures.KEY, Rate.UNLIMITED, IN_FLIGHT);
        Settings patient = new Settings(
                usual.baseUrl(),
                usual.key(),
                usual.rate(),
                usual.concurrency(),
                usual.timeout(),
                usual.settlingPause(),
                usual.workingTime(),
                usual.retries(),
                Duration.ofHours(24));
        Wire wire = json -> {
            calls.add(Instant.EPOCH.plusNanos(time.nanos()));
            return exchange;
        };
        try (Dub dub = new Dub(patient, time.world(wire), () -> true)) {
            Sent flight = new Sent(dub.send(parcels));
            time.run();
            return flight.join();
        }
    }
}

package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole client in virtual time, with the usual patience: what an outage does, and what does not count as one. */
class OutageTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private VirtualTime time = new VirtualTime(32, 3);
    private final List<Call> calls = new ArrayList<>();
    private Optional<Halt> halt = Optional.empty();

    private record Call(Duration at, String invoiceId) {}

    /** How a dead service looks from here. */
    private enum Death {
        REFUSES,
        IS_SILENT,
        SAYS_500,
        SHOWS_A_PAGE;

        Exchange exchange(VirtualTime time) {
            return switch (this) {
                case REFUSES -> new Exchange.Silence(false, "connection_refused", "no connection");
                case IS_SILENT -> {
                    time.sleep(Duration.ofSeconds(30).toNanos());
                    yield new Exchange.Silence(true, "no_answer", "no whole answer within 30 s");
                }
                case SAYS_500 -> reply(500, "{\"error\": {\"code\": \"internal_server_error\", \"message\": \"\"}}");
                case SHOWS_A_PAGE -> reply(502, "<html>Bad Gateway</html>");
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutageEndsNoSale(Death death) {
        List<Answer> answers = send(32, 4000, id -> isBetween(1, 6) ? death.exchange(time) : recorded(id));

        assertThat(answers).hasSize(4000).allMatch(answer -> answer instanceof Answer.Recorded);
        assertThat(halt).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void inAnOutageOneSaleAtATimeProbesAndLessAndLessOften(Death death) {
        send(32, 4000, id -> isBetween(1, 6) ? death.exchange(time) : recorded(id));

        List<Call> inOutage = calls.stream()
                .filter(call -> call.at().compareTo(MINUTE.multipliedBy(2)) > 0
                        && call.at().compareTo(MINUTE.multipliedBy(6)) < 0)
                .toList();
        assertThat(inOutage).hasSizeBetween(3, 14);
        for (int i = 1; i < inOutage.size(); i++) {
            assertThat(inOutage.get(i).at().minus(inOutage.get(i - 1).at())).isGreaterThan(Duration.ofSeconds(15));
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAnOutageTheRunGoesOnWithinAMinuteAndWithoutAStampede(Death death) {
        send(32, 4000, id -> isBetween(1, 6) ? death.exchange(time) : recorded(id));

        assertThat(callsBetween(Duration.ofMinutes(6), Duration.ofMinutes(7).plusSeconds(15)))
                .isPositive();
        for (int second = 360; second < 480; second++) {
            assertThat(callsBetween(Duration.ofSeconds(second), Duration.ofSeconds(second + 1)))
                    .isLessThanOrEqualTo(24);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutageWithoutEndHaltsTheRunAndLeavesNoSaleFailed(Death death) {
        List<Answer> answers = send(32, 4000, id -> isBetween(1, 1000) ? death.exchange(time) : recorded(id));

        assertThat(halt.map(Halt::reason)).contains(Halt.Reason.SERVICE_DOWN);
        assertThat(halt.map(Halt::message).orElse(""))
                .startsWith("no answer for ")
                .endsWith("; check the network and the service's status, then run the same command again");
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(13));
        assertThat(answers).noneMatch(answer -> answer instanceof Answer.Failed);
        long inDoubt =
                answers.stream().filter(answer -> answer instanceof Answer.Lost).count();
        assertThat(inDoubt).isLessThanOrEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32})
    void salesThatAlwaysBreakTheServiceEndByThemselves(int concurrency) {
        List<Answer> answers =
                send(concurrency, 600, id -> id.endsWith("99") ? Death.SAYS_500.exchange(time) : recorded(id));

        assertThat(answers).filteredOn(answer -> answer instanceof Answer.Lost).hasSize(6);
        assertThat(answers)
                .filteredOn(answer -> answer instanceof Answer.Recorded)
                .hasSize(594);
        assertThat(halt).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aFewSalesThatAreAllThatIsLeftEndByThemselves(int concurrency) {
        List<Answer> answers = send(concurrency, 2, id -> Death.SAYS_500.exchange(time));

        assertThat(answers).allMatch(answer -> answer instanceof Answer.Lost);
        assertThat(halt).isEmpty();
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void aFifthOfAllCallsFailingDoesNotStopTheRun() {
        Random dice = new Random(4);
        List<Answer> answers = send(32, 6000, id -> {
            if (dice.nextInt(5) > 0) {
                return recorded(id);
            }
            return Death.values()[dice.nextInt(4)].exchange(time);
        });

        Map<Outcome, Long> outcomes = answers.stream()
                .flatMap(answer -> answer.outcome().stream())
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
        assertThat(halt).isEmpty();
        assertThat(outcomes.get(Outcome.RECORDED)).isGreaterThan(5980);
    }

    @Test
    void noSaleIsSentAgainBeforeTheServiceHasEndedItsWorkAndKnowsIt() {
        Map<String, Duration> notBefore = new HashMap<>();
        Random dice = new Random(4);
        send(32, 2000, id -> {
            Duration earliest = notBefore.getOrDefault(id, Duration.ZERO);
            assertThat(time.elapsed()).as(id).isGreaterThanOrEqualTo(earliest);
            if (dice.nextInt(4) > 0) {
                return recorded(id);
            }
            Death death = Death.values()[dice.nextInt(4)];
            Exchange exchange = death.exchange(time);
            Duration wait = Duration.ofSeconds(
                    switch (death) {
                        case REFUSES -> 0;
                        case SAYS_500 -> 5;
                        case IS_SILENT, SHOWS_A_PAGE -> 35;
                    });
            notBefore.put(id, time.elapsed().plus(wait));
            return exchange;
        });

        assertThat(calls).hasSizeGreaterThan(2000);
    }

    @Test
    void manySalesThatTheServiceNeverAnswersEndByThemselvesWhileItAnswersOthers() {
        List<Answer> answers = send(
                32,
                200,
                id -> Integer.parseInt(id.substring("INV-".length())) % 10 == 0
                        ? reply(500, "{\"error\": {\"code\": \"internal_server_error\", \"message\": \"\"}}")
                        : recorded(id));

        assertThat(halt).isEmpty();
        assertThat(answers.stream().filter(Answer.Recorded.class::isInstance)).hasSize(180);
        assertThat(answers.stream().filter(Answer.Lost.class::isInstance)).hasSize(20);
    }

    private interface Script {
        Exchange answer(String invoiceId);
    }

    private List<Answer> send(int concurrency, int count, Script script) {
        time = new VirtualTime(concurrency, 3);
        Settings settings =
                Settings.of(BaseUrl.parse("https://api.dub.co"), Fixtures.KEY, Rate.parse("1200/min"), concurrency);
        Wire wire = json -> {
            String body = new String(json, StandardCharsets.UTF_8);
            String id = body.replaceAll(".*\"invoiceId\":\"([^\"]*)\".*", "$1");
            calls.add(new Call(time.elapsed(), id));
            time.sleep(Duration.ofMillis(100).toNanos());
            return script.answer(id);
        };
        try (Dub dub = new Dub(settings, time.world(wire), () -> true)) {
            Sent flight = Fixtures.send(dub, Fixtures.sales(count));
            time.run();
            halt = dub.halted();
            return flight.join();
        }
    }

    private boolean isBetween(int fromMinute, int toMinute) {
        return time.elapsed().compareTo(MINUTE.multipliedBy(fromMinute)) >= 0
                && time.elapsed().compareTo(MINUTE.multipliedBy(toMinute)) < 0;
    }

    private long callsBetween(Duration from, Duration to) {
        return calls.stream()
                .filter(call -> call.at().compareTo(from) >= 0 && call.at().compareTo(to) < 0)
                .count();
    }

    private static Exchange recorded(String invoiceId) {
        return reply(
                200, "{\"sale\": {\"amount\": 1250, \"currency\": \"usd\", \"invoiceId\": \"" + invoiceId + "\"}}");
    }

    private static Exchange reply(int status, String body) {
        return new Exchange.Reply(status, body, Duration.ZERO, Optional.empty());
    }
}

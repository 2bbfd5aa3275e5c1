package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Outcome;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTest {
    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasItsOutcomeItsCodeAndItsMessage(
            Answer answer, Optional<Outcome> outcome, String code, String message) {
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo(message);
    }

    private static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new Answer.Recorded(1250, "usd"), Optional.of(Outcome.RECORDED), "recorded", "recorded"),
                Arguments.of(new Answer.Conflict("why"), Optional.of(Outcome.CONFLICT), "conflict", "why"),
                Arguments.of(new Answer.Unattributed("why"), Optional.of(Outcome.UNATTRIBUTED), "unattributed", "why"),
                Arguments.of(
                        new Answer.Refused(404, "not_found", "why"), Optional.of(Outcome.REFUSED), "not_found", "why"),
                Arguments.of(new Answer.Failed("no_route", "why"), Optional.of(Outcome.FAILED), "no_route", "why"),
                Arguments.of(new Answer.Lost("no_answer", "why"), Optional.of(Outcome.IN_DOUBT), "no_answer", "why"),
                Arguments.of(
                        new Answer.NotSent(),
                        Optional.empty(),
                        "not_sent",
                        "not sent: the run stopped before; run the same command again"));
    }
}

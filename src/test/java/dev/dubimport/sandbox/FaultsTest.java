package dev.dubimport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

    @Test
    void kindsAndTheirShareAreReadFromText() {
        assertThat(Faults.parse("500, drop-after:0.25")).isEqualTo(Faults.of(0.25, Fault.ERROR, Fault.DROP_AFTER));
    }

    @Test
    void fiveInAHundredCallsGoWrongWhereNoShareIsGiven() {
        assertThat(Faults.parse("slow")).isEqualTo(Faults.of(0.05, Fault.SLOW));
    }

    @Test
    void mixedIsEveryKindThatHitsASingleCall() {
        Faults mixed = Faults.parse("mixed:0.2");

        assertThat(mixed).isEqualTo(Faults.mixed(0.2));
        assertThat(mixed.kinds()).hasSize(Fault.values().length - 1).doesNotContain(Fault.OUTAGE);
        assertThat(Faults.parse("mixed,outage:0.2").kinds()).containsExactly(Fault.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadByItsName(Fault fault) {
        assertThat(Faults.parse(fault.toString()).kinds()).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            5o0:0.1      | "5o0": no such fault; use mixed, or one or more of 404, 408, 429, 429-seconds, 429-date, 429-bare, 500, 500-after, 502, 503, 503-bare, 504, 504-after, drop-before, drop-after, close-before, close-after, hang-before, hang-after, slow, late, drip, drip-on, truncated, half-json, no-json, other-json, huge, outage
            500,,502     | "": no such fault; use mixed, or one or more of 404, 408, 429, 429-seconds, 429-date, 429-bare, 500, 500-after, 502, 503, 503-bare, 504, 504-after, drop-before, drop-after, close-before, close-after, hang-before, hang-after, slow, late, drip, drip-on, truncated, half-json, no-json, other-json, huge, outage
            500:5        | "5": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05
            500:-0.1     | "-0.1": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05
            500:NaN      | "NaN": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05
            500:5%       | "5%": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05
            500:         | "": not a share of calls between 0 and 1; write it as in 500,drop-after:0.05
            """)
    void anotherTextIsRefused(String text, String message) {
        assertThatThrownBy(() -> Faults.parse(text)).hasMessage(message);
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Faults.of(1.5, Fault.ERROR)).hasMessage("not a share of calls between 0 and 1: 1.5");
    }

    @Test
    void theShareOfCallsThatMeetAFaultIsTheOneAskedFor() {
        List<Optional<Fault>> met = draw(Faults.of(0.2, Fault.ERROR, Fault.SLOW), 100_000);

        assertThat(met.stream().filter(Optional::isPresent).count()).isBetween(19_000L, 21_000L);
        assertThat(met.stream().filter(Optional.of(Fault.SLOW)::equals).count()).isBetween(9_000L, 11_000L);
    }

    @Test
    void aShareOfZeroMeetsNoFaultAndAShareOfOneNothingElse() {
        assertThat(draw(Faults.of(0, Fault.ERROR), 1_000)).containsOnly(Optional.empty());
        assertThat(draw(Faults.of(1, Fault.ERROR), 1_000)).containsOnly(Optional.of(Fault.ERROR));
    }

    @Test
    void theSameSeedDrawsTheSameSequence() {
        Faults faults = Faults.of(0.3, Fault.values());

        assertThat(draw(faults.withSeed(42), 1_000)).isEqualTo(draw(faults.withSeed(42), 1_000));
        assertThat(draw(faults.withSeed(42), 1_000)).isNotEqualTo(draw(faults.withSeed(43), 1_000));
    }

    @Test
    void noBurstShiftsTheFaultsOfTheCallsAfterIt() {
        Fault[] withoutBurst = {Fault.ERROR, Fault.SLOW};
        Fault[] withBurst = {Fault.ERROR, Fault.BURST};
        List<Optional<Fault>> plain = draw(Faults.of(0.02, withoutBurst), 2_000);
        List<Optional<Fault>> bursting = draw(Faults.of(0.02, withBurst), 2_000);

        long errors = plain.stream().filter(Optional.of(Fault.ERROR)::equals).count();
        assertThat(errors).isPositive();
        for (int call = 0; call < plain.size(); call++) {
            if (plain.get(call).equals(Optional.of(Fault.ERROR))) {
                assertThat(bursting.get(call)).isIn(Optional.of(Fault.ERROR), Optional.of(Fault.BURST));
            }
        }
    }

    private static List<Optional<Fault>> draw(Faults faults, int calls) {
        FaultDraw draw = new FaultDraw(faults);
        return Stream.generate(draw::next).limit(calls).toList();
    }
}

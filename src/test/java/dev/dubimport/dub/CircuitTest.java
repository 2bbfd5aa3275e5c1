package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private final VirtualTime time = new VirtualTime(1, 1);
    private final List<String> log = new ArrayList<>();
    private final List<Halt> halts = new ArrayList<>();
    private final Circuit circuit = new Circuit(
            Settings.of(BaseUrl.parse("https://api.dub.co"), Fixtures.KEY, Rate.UNLIMITED, 32),
            time.world(json -> new Exchange.Silence(false, "", "")),
            halts::add,
            log::add,
            isOpen -> {});

    @Test
    void tenSalesWithoutAnAnswerOpenIt() {
        miss(9);
        assertThat(log).isEmpty();

        miss(10);

        assertThat(log)
                .containsExactly(
                        "no answer to 10 sales in a row, the last because of: refused; only one at a time is sent"
                                + " until there is one, and the run stops after 600 s without");
    }

    @Test
    void oneSaleDoesNotOpenItHoweverOftenItFails() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(circuit.missed(entered(), "A", "refused")).isFalse();
        }

        assertThat(log).isEmpty();
    }

    @Test
    void anAnswerStartsTheRowAnew() {
        miss(9);
        entered();
        circuit.answered();
        miss(9);

        assertThat(log).isEmpty();
    }

    @Test
    void whatWasSentBeforeItOpenedCountsNoMore() {
        int before = entered();
        miss(10);

        assertThat(circuit.missed(before, "B", "late")).isTrue();
        assertThat(log).hasSize(1).noneMatch(line -> line.contains("late"));
    }

    @Test
    void anOutageIsToldWhenItBeginsEachHalfMinuteAndWhenItEnds() {
        miss(10);
        while (time.elapsed().compareTo(Duration.ofMinutes(3)) < 0) {
            circuit.missed(entered(), "A", "refused");
        }
        entered();
        circuit.answered();

        assertThat(log).hasSizeBetween(5, 8);
        assertThat(log.subList(1, log.size() - 1))
                .allMatch(line -> line.matches("still no answer, for \\d+ s: refused"));
        assertThat(log.get(log.size() - 1)).matches("the service answers again, after \\d+ s; going on");
        assertThat(halts).isEmpty();
    }

    @Test
    void silenceForAsLongAsWasAgreedHaltsTheRun() {
        miss(10);
        while (halts.isEmpty()) {
            circuit.missed(entered(), "A", "refused");
        }

        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(601));
        assertThat(halts)
                .containsExactly(new Halt(
                        Halt.Reason.SERVICE_DOWN,
                        "no answer for 600 s, the last time because of: refused; check the network and the service's"
                                + " status, then run the same command again"));
    }

    @Test
    void salesComeBackOneByOne() {
        miss(10);
        entered();
        circuit.answered();

        // Two may be in flight now: two enter at once, the third has to wait.
        Duration before = time.elapsed();
        entered();
        entered();
        assertThat(time.elapsed()).isEqualTo(before);
        circuit.answered();
        entered();
        entered();
        assertThat(time.elapsed()).isEqualTo(before);
    }

    private void miss(int sales) {
        for (int sale = 1; sale <= sales; sale++) {
            circuit.missed(entered(), "INV-" + sale, "refused");
        }
    }

    private int entered() {
        OptionalInt entered = circuit.enter();
        assertThat(entered).isPresent();
        return entered.getAsInt();
    }
}

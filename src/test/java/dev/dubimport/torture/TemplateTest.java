package dev.dubimport.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void aPlaceWithoutAFigureIsNoProof() {
        assertThatThrownBy(() -> new Template("lost {{lost}}, twice {{twice}}").filledWith(Map.of("lost", "0")))
                .hasMessage("no figure for [twice]");
    }

    @Test
    void everyPlaceOfThePublishedPageHasItsFigure() {
        Publication publication = new Publication()
                .ofMachine("abc", 7, Duration.ofMinutes(24))
                .ofTimings()
                .of(new SimulatedHistories(0, 0, 0, 0, 0, new TreeMap<>(), ""))
                .of(new Goals(24))
                .with("verdict", "Every promise held.");
        for (RoundPlan.Lane lane : RoundPlan.Lane.values()) {
            publication.with(lane.toString(), new Figures());
        }

        assertThat(publication.text()).contains("**Every promise held.**").doesNotContain("{{");
    }

    @Test
    void goalsGrowWithTheTimeThatIsGiven() {
        assertThat(new Goals(24).kills()).isEqualTo(200);
        assertThat(new Goals(24).salesOfTwoProcesses()).isEqualTo(20_000);
        assertThat(new Goals(24).histories()).isEqualTo(10_000);
        assertThat(new Goals(3).kills()).isEqualTo(25);
    }
}

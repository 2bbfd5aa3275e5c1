package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        "1200/min, 1200/min, 4, 1196",
        "20/s, 20/s, 4, 1196",
        " 600/MIN , 600/min, 2, 598",
        "free, 60/min, 2, 58",
        "trial, 120/min, 2, 118",
        "pro, 600/min, 2, 598",
        "Business, 1200/min, 4, 1196",
        "advanced, 3000/min, 10, 2990",
        "enterprise, 3000/min, 10, 2990",
        "3/min, 3/min, 2, 1",
        "999999/s, 999999/s, 199999, 59799941",
    })
    void aRateSplitsIntoItsBurstAndWhatDripsIn(String text, String shown, long burst, long drip) {
        Rate rate = Rate.parse(text);

        assertThat(rate).hasToString(shown);
        assertThat(rate.burst()).isEqualTo(burst);
        assertThat(rate.dripPerMinute()).isEqualTo(drip);
        assertThat(rate.isUnlimited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/min", "2/min"})
    void aRateBelowTheBurstIsRefused(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate \"" + text + "\": too slow to be kept; use 3/min or more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fast", "0/min", "-1/s", "1.5/s", "20", "20/h", "20 / s", "1000000/s", "٢/s", "20/s\n/s"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate \"" + text.replace("\n", "\\u000a")
                        + "\": not a rate; use calls a minute (1200/min) or a second (20/s), at most 999999, the name of"
                        + " your plan (free, trial, pro, business, advanced, enterprise), or unlimited");
    }

    @Test
    void timeIsReckonedAtThePaceThatIsKept() {
        assertThat(Rate.parse("1200/min").timeFor(1196)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Rate.parse("20/s").timeFor(18_528)).isEqualTo(Duration.ofMillis(929_498));
        assertThat(Rate.parse("free").timeFor(0)).isZero();
    }

    @Test
    void unlimitedTakesNoTime() {
        Rate rate = Rate.parse("unlimited");

        assertThat(rate.isUnlimited()).isTrue();
        assertThat(rate.timeFor(1_000_000)).isZero();
        assertThat(rate).hasToString("unlimited");
    }
}

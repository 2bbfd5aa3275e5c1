package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten minutes of 1,200 calls a minute, which others share: the real client in virtual time, with the service's limiter as
 * dub-api.md tells it. Calls take 100 to 300 ms; the others call at random.
 */
class PaceUnderPressureTest {
    private static final int LIMIT = 1200;
    private static final int MINUTES = 10;

    @ParameterizedTest
    @ValueSource(doubles = {0, 37})
    void nobodyElseCostsNothing(double intoMinute) {
        SharedKey key = tenMinutes("1200/min", intoMinute, seconds -> 0);

        assertThat(key.refused(0, MINUTES)).isZero();
        assertThat(key.ours(1, MINUTES)).isGreaterThanOrEqualTo(9 * LIMIT * 99 / 100);
    }

    /** Others who call at random leave a share that wavers, by the more the more of them there are. */
    @ParameterizedTest
    @CsvSource({"0, 300, 0.93", "37, 300, 0.93", "0, 600, 0.93", "37, 600, 0.93", "0, 900, 0.8", "37, 900, 0.8"})
    void theShareThatOthersLeaveIsFoundAndUsed(double intoMinute, int others, double least) {
        SharedKey key = tenMinutes("1200/min", intoMinute, seconds -> others);

        assertThat(key.refusedShare()).isLessThan(0.01);
        assertThat(key.ours(2, MINUTES) / 8.0).isBetween(least * (LIMIT - others), 1.05 * (LIMIT - others));
    }

    @ParameterizedTest
    @CsvSource({"0, 600", "37, 600", "0, 900", "37, 900"})
    void whenOthersStartTheirShareIsLeftToThemWithinTwoWindows(double intoMinute, int others) {
        SharedKey key = tenMinutes("1200/min", intoMinute, seconds -> seconds < 240 ? 0 : others);

        assertThat(key.refusedShare()).isLessThan(0.01);
        assertThat(key.othersLetThrough(6, MINUTES - 1) / 3.0).isGreaterThan(0.93 * others);
        assertThat(key.ours(6, MINUTES - 1) / 3.0).isBetween(0.7 * (LIMIT - others), 1.05 * (LIMIT - others));
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "37, 300", "0, 600", "37, 600", "0, 900", "37, 900"})
    void whenOthersStopTheirShareIsOursWithinTwoWindows(double intoMinute, int others) {
        SharedKey key = tenMinutes("1200/min", intoMinute, seconds -> seconds < 240 ? others : 0);

        assertThat(key.refusedShare()).isLessThan(0.01);
        assertThat(key.ours(6, MINUTES) / 4.0).isGreaterThan(0.97 * LIMIT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 37})
    void othersWhoComeInBurstsDoNotStopUs(double intoMinute) {
        SharedKey key =
                tenMinutes("1200/min", intoMinute, seconds -> Math.floorMod((long) seconds, 120L) < 10 ? 3600 : 0);

        assertThat(key.refusedShare()).isLessThan(0.01);
        assertThat(key.ours(2, MINUTES) / 8.0).isGreaterThan(0.7 * (LIMIT - 300));
    }

    @Test
    void aRateAboveTheKeysIsCorrectedByWhatTheServiceTells() {
        SharedKey key = tenMinutes("3000/min", 37, seconds -> 0);

        assertThat(key.refusedShare()).isLessThan(0.01);
        assertThat(key.refused(2, MINUTES)).isZero();
        assertThat(key.ours(2, MINUTES) / 8.0).isGreaterThan(0.97 * LIMIT);
    }

    private static SharedKey tenMinutes(String rate, double intoMinute, DoubleUnaryOperator othersPerMinute) {
        VirtualTime time = new VirtualTime(32, 5);
        SharedKey key = new SharedKey(time, LIMIT, intoMinute, Duration.ofMillis(200), othersPerMinute);
        Settings settings = Settings.of(BaseUrl.parse("https://api.dub.co"), Fixtures.KEY, Rate.parse(rate), 32);
        try (Dub dub = new Dub(settings, time.world(key), () -> true)) {
            Fixtures.send(dub, Fixtures.sales(2 * MINUTES * LIMIT));
            time.runUntil(Duration.ofMinutes(MINUTES).toNanos(), dub);
        }
        return key;
    }
}

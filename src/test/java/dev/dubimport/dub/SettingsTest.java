package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final BaseUrl URL = BaseUrl.parse("https://api.dub.co");

    @Test
    void theUsualPatienceOutlastsTheMinuteOfTheRateLimit() {
        Retries usual = Settings.of(URL, Fixtures.KEY, Rate.UNLIMITED, 8).retries();
        Duration wait = usual.firstWait();
        Duration waited = Duration.ZERO;
        for (int retry = 1; retry < usual.attempts(); retry++) {
            waited = waited.plus(wait);
            wait = wait.multipliedBy(2).compareTo(usual.longestWait()) < 0 ? wait.multipliedBy(2) : usual.longestWait();
        }

        assertThat(waited).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void settingsDoNotShowTheKey() {
        assertThat(Settings.of(URL, Fixtures.KEY, Rate.UNLIMITED, 8).toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 257})
    void concurrencyHasBounds(int concurrency) {
        assertThatThrownBy(() -> Settings.of(URL, Fixtures.KEY, Rate.UNLIMITED, concurrency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrency \"" + concurrency + "\": out of range; use 1 to 256");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT5S", "PT-1S, PT5S", "PT1S, PT-1S"})
    void timesAreNotNegative(Duration timeout, Duration settlingPause) {
        assertThatThrownBy(() -> settings(timeout, settlingPause, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void silenceHasBounds(Duration giveUpAfter) {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), Duration.ZERO, giveUpAfter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "to give up after " + giveUpAfter + ": out of range; use more than nothing and at most a day");
    }

    @Test
    void theLessIsKnownOfAnAttemptTheLongerItSettles() {
        Settings usual = Settings.of(URL, Fixtures.KEY, Rate.UNLIMITED, 8);

        assertThat(usual.settling(Attempt.Trace.NONE)).isZero();
        assertThat(usual.settling(Attempt.Trace.SALE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.settling(Attempt.Trace.WORK)).isEqualTo(Duration.ofSeconds(35));
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT1S, PT2S", "PT30S, PT10S, PT40S"})
    void connectingTakesTenSecondsAtMost(Duration timeout, Duration connect, Duration attempt) {
        Settings settings = settings(timeout, Duration.ZERO, Duration.ofMinutes(1));

        assertThat(settings.line().connectTimeout()).isEqualTo(connect);
        assertThat(settings.line().attemptTimeout()).isEqualTo(attempt);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, PT1S, PT30S",
        "5, 0, PT1S, PT30S",
        "5, 5, PT0S, PT30S",
        "5, 5, PT30S, PT30S",
        "5, 5, PT-1S, PT30S"
    })
    void retriesMakeSense(int attempts, int attemptsInDoubt, Duration first, Duration longest) {
        assertThatThrownBy(() -> new Retries(attempts, attemptsInDoubt, first, longest))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Settings settings(Duration timeout, Duration settlingPause, Duration giveUpAfter) {
        return new Settings(
                URL,
                Fixtures.KEY,
                Rate.UNLIMITED,
                8,
                timeout,
                settlingPause,
                Duration.ZERO,
                Retries.DEFAULT,
                giveUpAfter);
    }
}

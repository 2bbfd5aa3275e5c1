package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Begins near the end of what {@link System#nanoTime} can tell, so that every test crosses it. */
    private long now = Long.MAX_VALUE - 1_000;

    private boolean stopped;

    @Test
    void thereIsNoBurstAtTheStart() {
        Pace pace = pace("1200/min");

        assertThat(timeOf(pace, 1)).isEqualTo(perCall(1196));
        assertThat(timeOf(pace, 1)).isEqualTo(perCall(1196));
    }

    @Test
    void aMinuteOfCallsIsTheDripOfAMinute() {
        assertThat(timeOf(pace("1200/min"), 1196)).isEqualTo(Duration.ofMinutes(1));
        assertThat(timeOf(pace("20/s"), 1196)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aLongPauseEarnsNoMoreThanTheBurst() { // burst = 4
        Pace pace = pace("1200/min");
        now += Duration.ofMinutes(5).toNanos();

        assertThat(timeOf(pace, 4)).isZero();
        assertThat(timeOf(pace, 1)).isEqualTo(perCall(1196));
    }

    @Test
    void aShortPauseBetweenChunksIsMadeUpFor() {
        Pace pace = pace("1200/min");
        timeOf(pace, 10);
        now += perCall(1196).multipliedBy(3).toNanos();

        assertThat(timeOf(pace, 3)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "trial", "600/min", "20/s", "enterprise"})
    void noMinuteSeesMoreThanTheQuota(String text) {
        Rate rate = Rate.parse(text);
        long quota = rate.burst() + rate.dripPerMinute();
        Pace pace = pace(text);
        List<Long> calls = new ArrayList<>();
        for (int call = 0; call < 5 * quota; call++) {
            if (call % 97 == 0) {
                now += Duration.ofSeconds(2).toNanos();
            }
            pace.await();
            calls.add(now);
        }

        for (int first = 0; first + quota < calls.size(); first++) {
            long later = calls.get((int) (first + quota));
            assertThat(later - calls.get(first)).isGreaterThanOrEqualTo(MINUTE - 1_000);
        }
    }

    @Test
    void aPauseHoldsEveryCall() {
        Pace pace = pace("unlimited");
        pace.pause(Duration.ofSeconds(9));

        assertThat(timeOf(pace, 1)).isEqualTo(Duration.ofSeconds(9));
        assertThat(timeOf(pace, 1)).isZero();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        Pace pace = pace("unlimited");
        pace.pause(Duration.ofSeconds(9));
        pace.pause(Duration.ofSeconds(1));
        pace.pause(Duration.ZERO);

        assertThat(timeOf(pace, 1)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aTokenTakenBeforeAPauseIsNotUsedAtItsEnd() {
        List<Long> waits = new ArrayList<>();
        Pace[] pace = new Pace[1];
        pace[0] = new Pace(
                Rate.parse("60/min"),
                nanos -> {
                    if (waits.isEmpty()) {
                        pace[0].pause(Duration.ofSeconds(10));
                    }
                    waits.add(nanos);
                    now += nanos;
                    return true;
                },
                () -> now);

        assertThat(pace[0].await()).isPresent();
        // A token; the rest of the pause; and a new token, which had time to drip in.
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0) + waits.get(1)).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(timeOf(pace[0], 1)).isZero();
        assertThat(timeOf(pace[0], 1)).isPositive();
    }

    @Test
    void aStopEndsTheWaitForAToken() {
        Pace pace = pace("free");
        stopped = true;

        assertThat(pace.await()).isEmpty();
    }

    @Test
    void aStopEndsAPause() {
        Pace pace = pace("unlimited");
        pace.pause(Duration.ofSeconds(9));
        stopped = true;

        assertThat(pace.await()).isEmpty();
    }

    private Pace pace(String rate) {
        return new Pace(Rate.parse(rate), this::sleep, () -> now);
    }

    private boolean sleep(long nanos) {
        if (stopped) {
            return false;
        }
        now += nanos;
        return true;
    }

    /** To ten microseconds: the bucket rounds a nanosecond up at every call. */
    private Duration timeOf(Pace pace, int calls) {
        long began = now;
        for (int call = 0; call < calls; call++) {
            assertThat(pace.await()).isPresent();
        }
        return rounded(now - began);
    }

    private static Duration perCall(long perMinute) {
        return rounded(MINUTE / perMinute);
    }

    private static Duration rounded(long nanos) {
        return Duration.ofNanos(Math.round(nanos / 10_000.0) * 10_000);
    }
}

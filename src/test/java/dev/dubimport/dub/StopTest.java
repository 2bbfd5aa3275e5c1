package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
    private final Stop stop = new Stop();

    @Test
    void withoutTheWordAWaitGoesItsTime() {
        long began = System.nanoTime();

        assertThat(stop.sleep(2_000_000)).isTrue();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2_000_000);
        assertThat(stop.isAsked()).isFalse();
    }

    @Test
    void afterTheWordThereIsNoWait() {
        stop.ask();

        assertThat(stop.sleep(TimeUnit.HOURS.toNanos(1))).isFalse();
        assertThat(stop.isAsked()).isTrue();
    }

    @Test
    void anInterruptCountsAsTheWordAndIsPassedOn() {
        Thread.currentThread().interrupt();

        assertThat(stop.sleep(TimeUnit.HOURS.toNanos(1))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}

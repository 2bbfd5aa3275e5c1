package dev.dubimport.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofHours(1));

    @Test
    void eachAttemptIsWaitedForTwiceAsLongAsTheOneBeforeUpToTheLongest() {
        assertThat(backoff.after(1)).hasMinutes(1);
        assertThat(backoff.after(2)).hasMinutes(2);
        assertThat(backoff.after(6)).hasMinutes(32);
        assertThat(backoff.after(7)).hasMinutes(60);
        assertThat(backoff.after(Integer.MAX_VALUE)).hasMinutes(60);
    }
}

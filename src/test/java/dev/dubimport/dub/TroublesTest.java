package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private final List<String> said = new ArrayList<>();
    private long now = -5;
    private final Troubles troubles = new Troubles(said::add, () -> now);

    @Test
    void theFirstIsSaidAtOnceAndTheNextAfterHalfAMinute() {
        troubles.meet("A-1", "no connection", Duration.ofMillis(900));
        now += Duration.ofSeconds(30).toNanos() - 1;
        troubles.meet("A-2", "not said", Duration.ofSeconds(2));
        now += 1;
        troubles.meet("A\u001b-3", "500", Duration.ofSeconds(36));

        assertThat(said)
                .containsExactly(
                        "sale A-1: no connection; trying again in 1 s",
                        "sale A\\u001b-3: 500; trying again in 36 s (and 1 more since the last such line)");
    }
}

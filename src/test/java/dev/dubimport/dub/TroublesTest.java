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
        troubles.meet("no connection");
        now += Duration.ofSeconds(30).toNanos() - 1;
        troubles.meet("not said");
        now += 1;
        troubles.meet("500");

        assertThat(said).containsExactly("trying again: no connection", "trying again: 500");
    }
}

package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.sales;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** While it is somebody else's turn, nothing is sent. */
class DubTurnTest extends AgainstAServer {
    private final AtomicBoolean ours = new AtomicBoolean();
    private final CountDownLatch asked = new CountDownLatch(3);

    @Test
    void salesWaitForTheTurnAndGoOutWhenItComes() throws Exception {
        play(recorded());
        try (Dub dub = new Dub(hasty(server.url()), Clock.systemUTC(), this::isOurs)) {
            Sent flight = Fixtures.send(dub, sales(2));
            asked.await();
            assertThat(server.requests()).isEmpty();

            ours.set(true);

            assertThat(flight.join()).hasSize(2).allMatch(Answer.Recorded.class::isInstance);
        }
    }

    @Test
    void aStopEndsTheWaitForTheTurn() throws Exception {
        play(recorded());
        try (Dub dub = new Dub(hasty(server.url()), Clock.systemUTC(), this::isOurs)) {
            Sent flight = Fixtures.send(dub, sales(2));
            asked.await();

            dub.stop();

            assertThat(flight.join()).containsOnly(new Answer.NotSent());
        }
        assertThat(server.requests()).isEmpty();
    }

    private boolean isOurs() {
        asked.countDown();
        return ours.get();
    }
}

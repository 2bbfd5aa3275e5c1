package dev.dubimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The promise, held by played histories; {@code Histories} plays ten thousand of them. */
class HistoriesTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.dubimport");
    private static final int COUNT = Integer.getInteger("histories", 500);

    @TempDir
    Path folder;

    @BeforeAll
    static void silence() {
        OURS.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        OURS.setLevel(null);
    }

    @Test
    void thePromiseIsKeptInEveryHistory() {
        Tally tally = new Tally();

        List<Long> broken = Histories.play(1, COUNT, folder, tally);

        assertThat(broken)
                .as(() -> Histories.told(Shrinking.of(Author.history(broken.get(0)), folder), folder))
                .isEmpty();
        // What was not played was not tested.
        assertThat(tally.faults().keySet()).containsAll(Fault.ALL);
        assertThat(tally.pointsOf(Ending.Kind.KILL)).containsAll(List.of(Point.values()));
    }

    @Test
    void theSameSeedPlaysTheSameHistory() {
        for (long seed = 1; seed <= 5; seed++) {
            History history = Author.history(seed);

            assertThat(Histories.told(history, folder)).isEqualTo(Histories.told(Author.history(seed), folder));
        }
    }
}

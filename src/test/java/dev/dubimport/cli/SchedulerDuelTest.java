package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.ledger.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code scripts/torture-schedulers} plays many. */
class SchedulerDuelTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void ofTwoSchedulersThatAreKilledAtRandomNoRunIsLostAndNoneDoubled() throws Exception {
        assumeTrue(PostgresServer.isAvailable(), "skipped: no PostgreSQL binaries for this machine");

        SchedulerDuel.Result result =
                SchedulerDuel.play(folder, PostgresServer.shared().freshDatabase(), 3, 4711);

        assertThat(result.broken()).as(result.toString()).isEmpty();
        assertThat(result.killsAtWork()).as(result.toString()).isPositive();
    }
}

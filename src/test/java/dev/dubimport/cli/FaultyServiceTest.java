package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FaultyServiceTest {
    private static final int SALES = 120;

    @TempDir
    private Path folder;

    @Test
    @Timeout(180)
    void withAllFaultsMixedEachSaleIsRecordedOnceInTheEnd() {
        SandboxSettings settings = SandboxSettings.DEFAULT
                .withHang(Session.ANSWER_WITHIN.multipliedBy(5).dividedBy(2))
                .withLate(Duration.ofMillis(500))
                .withVisibleAfter(Session.SHORT_PAUSE.dividedBy(2));
        long seed = 3;
        try (Session session = new Session(folder, settings)) {
            Path sales = session.file("sales.csv", sales());
            session.sandbox().play(Faults.mixed(0.2).withSeed(seed));
            Session.Said faulty = session.importing(sales);
            session.sandbox().play(Faults.NONE);
            Session.Said mended = session.importing(sales);

            String story = "seed " + seed + ", faults " + session.sandbox().faultsMet() + "\n" + faulty + "\n" + mended;
            assertThat(session.sandbox().faultsMet()).as(story).hasSizeGreaterThan(15);
            assertThat(mended.exitCode()).as(story).isZero();
            assertThat(session.recordings()).as(story).hasSize(SALES);
            assertThat(session.recordings().values()).as(story).containsOnly(1L);
        }
    }

    private static String sales() {
        return IntStream.range(0, SALES)
                .mapToObj(sale -> "cus_" + sale + "," + (100 + sale) + ",stripe,F-" + sale)
                .collect(Collectors.joining("\n", "externalId,amount,paymentProcessor,invoiceId\n", "\n"));
    }
}

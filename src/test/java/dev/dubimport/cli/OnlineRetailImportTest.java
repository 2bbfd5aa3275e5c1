package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.RecordedSale;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real invoices of a UK online shop, from file to recorded sales; skipped where the data is not there. */
class OnlineRetailImportTest {
    private static final Path INVOICES = Path.of("../shared/data/online-retail-invoices.csv");
    private static final String MAPPING = "samples/mappings/online-retail.yml";

    @TempDir
    Path folder;

    @Test
    void everyInvoiceIsRecordedOnceAndTheFourThatAreFinerThanAPennyAreNamed() {
        assumeTrue(Files.exists(INVOICES), "skipped: no real invoices at " + INVOICES);
        try (Session session = new Session(folder)) {
            Said validated = session.run("validate", INVOICES.toString(), "--mapping", MAPPING);
            Said first = session.importing(INVOICES, "--mapping", MAPPING);
            Said second = session.importing(INVOICES, "--mapping", MAPPING);

            assertThat(validated.exitCode()).isEqualTo(1);
            assertThat(validated.out())
                    .contains("(invoice 550193)", "(invoice 561226)", "(invoice 568200)", "(invoice 568375)")
                    .containsPattern("valid +18,528 +8,908,726.63")
                    .containsPattern("invalid +4 ");
            assertThat(first.exitCode()).isEqualTo(1);
            assertThat(first.out())
                    .containsPattern("recorded +18,528 +8,908,726.63")
                    .containsPattern("invalid +4 ");
            assertThat(second.out())
                    .containsPattern("recorded +0 +0.00")
                    .containsPattern("skipped +18,528 +8,908,726.63");
            assertThat(session.recordings()).hasSize(18_528);
            assertThat(session.calls()).isEqualTo(18_528);
            assertThat(session.sandbox().recorded().stream()
                            .mapToLong(RecordedSale::amount)
                            .sum())
                    .isEqualTo(890_872_663);
        }
    }
}

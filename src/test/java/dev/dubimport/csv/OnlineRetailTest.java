package dev.dubimport.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real invoices, which are not part of the project: skipped where they are absent. */
class OnlineRetailTest {
    private static final Path INVOICES = Path.of("../shared/data/online-retail-invoices.csv");

    @Test
    void theRealInvoicesAddUp() {
        assumeThat(Files.exists(INVOICES)).as("%s is there", INVOICES).isTrue();
        Mapping mapping = Mapping.read(Path.of("samples/mappings/online-retail.yml"));
        SalesFile file = SalesFiles.open(INVOICES, mapping, MissingInvoiceId.INVALID);

        Survey survey = Survey.of(file);

        assertThat(survey.valid().count()).isEqualTo(18_528);
        assertThat(survey.valid().minorUnits()).isEqualTo(Map.of("GBP", 890_872_663L));
        assertThat(SalesFiles.rows(file))
                .filteredOn(row -> row.verdict() instanceof Verdict.Invalid)
                .extracting(row -> row.cells().get(0))
                .containsExactly("550193", "561226", "568200", "568375");
    }
}

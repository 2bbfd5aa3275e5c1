package dev.dubimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.csv.Row;
import dev.dubimport.ledger.Reject;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.PaymentProcessor;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Verdict;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be saved of a chunk: the rows before the first one without an outcome. */
class PageTest {
    private static final Finding NO_ANSWER = new Finding(Outcome.IN_DOUBT, "no_answer", "no answer came");

    @Test
    void rowsBehindOneWithoutAnOutcomeDoNotCount() {
        Page page = new Page(1, List.of(sale(2), sale(3), sale(4)));
        page.add(2, Finding.of(Outcome.RECORDED));
        page.add(4, Finding.of(Outcome.RECORDED));

        assertThat(page.isComplete()).isFalse();
        assertThat(page.totals().read().count()).isEqualTo(1);
        assertThat(page.soFar().read().count()).isEqualTo(2);

        page.add(3, Finding.of(Outcome.SKIPPED));

        assertThat(page.isComplete()).isTrue();
        assertThat(page.totals().read().count()).isEqualTo(3);
        assertThat(page.totals().read().minorUnits()).containsEntry("GBP", 3_750L);
    }

    @Test
    void onlyWhatIsNotSurelyInTheBooksIsRejected() {
        Page page = new Page(1, List.of(sale(2), sale(3)));
        page.add(2, Finding.of(Outcome.RECORDED));
        page.add(3, NO_ANSWER);

        assertThat(page.rejects()).extracting(reject -> reject.row().line()).containsExactly(3L);
        assertThat(page.rejects()).extracting(Reject::finding).containsExactly(NO_ANSWER);
    }

    @Test
    void aStopGivesUpTheRowsFromTheFirstUnresolvedOn() {
        Page page = new Page(1, List.of(sale(2), sale(3), sale(4)));
        page.add(2, Finding.of(Outcome.RECORDED));
        page.add(3, NO_ANSWER);
        page.add(4, Finding.of(Outcome.RECORDED));

        page.endBeforeUnresolved();

        assertThat(page.isComplete()).isFalse();
        assertThat(page.totals().read().count()).isEqualTo(1);
        assertThat(page.rejects()).isEmpty();
    }

    @Test
    void aRowThatTheFileObjectsToIsNoCandidate() {
        Row row = new Row(1, 2, List.of("a"), new Verdict.Valid(invoice(2)), Optional.empty(), "INV-2");
        Page page = new Page(1, List.of(AssessedRow.ended(row, Finding.of(Outcome.DUPLICATE)), sale(3)));

        assertThat(page.candidates()).extracting(AssessedRow::line).containsExactly(3L);
        assertThat(page.totals().of(Outcome.DUPLICATE).count()).isEqualTo(1);
    }

    private static AssessedRow sale(long line) {
        Sale sale = invoice(line);
        return AssessedRow.candidate(
                new Row(line - 1, line, List.of("a"), new Verdict.Valid(sale), Optional.empty(), sale.invoiceId()),
                sale);
    }

    private static Sale invoice(long line) {
        return new Sale(
                "INV-" + line,
                "cus_1",
                new Money(1_250, Currency.getInstance("GBP")),
                PaymentProcessor.STRIPE,
                Sale.DEFAULT_EVENT_NAME,
                Optional.empty(),
                Metadata.NONE);
    }
}

package dev.dubimport.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class CheckpointTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void whatIsSavedIsReadAgain() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(Outcome.RECORDED, Optional.of(new Money(120, USD)), Optional.of(new Money(100, EUR)));
        tally.count(Outcome.FILTERED, Optional.empty());
        Checkpoint checkpoint = Checkpoint.START.plus(tally.totals());
        ExecutionContext context = new ExecutionContext();

        checkpoint.writeTo(context);

        assertThat(Checkpoint.readFrom(context)).isEqualTo(checkpoint);
        assertThat(Checkpoint.readFrom(context).totals().of(Outcome.RECORDED).originals())
                .isEqualTo(Map.of("EUR", 100L));
    }

    @Test
    void whatAnEarlierVersionSavedIsReadToo() {
        ExecutionContext context = new ExecutionContext();
        context.putLong("rows", 2);
        context.putString(
                "totals",
                "{\"RECORDED\":{\"count\":2,\"withoutAmount\":0,\"minorUnits\":{\"USD\":250}},"
                        + "\"SKIPPED\":{\"count\":0,\"withoutAmount\":0,\"minorUnits\":{}}}");

        Checkpoint read = Checkpoint.readFrom(context);

        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.totals().read().count()).isEqualTo(2);
        assertThat(read.totals().of(Outcome.RECORDED).minorUnits()).isEqualTo(Map.of("USD", 250L));
        assertThat(read.totals().of(Outcome.RECORDED).originals()).isEmpty();
    }
}

package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dubimport.sale.ControlTotals.Line;
import dev.dubimport.sale.ControlTotals.Tally;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlTotalsTest {
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void everyRowIsCountedWithItsMoney() {
        Tally tally = new Tally();
        tally.count(Outcome.RECORDED, Optional.of(new Money(1_250, GBP)));
        tally.count(Outcome.RECORDED, Optional.of(new Money(50, GBP)));
        tally.count(Outcome.RECORDED, Optional.of(new Money(7, JPY)));
        tally.count(Outcome.INVALID, Optional.empty());

        ControlTotals totals = tally.totals();

        assertThat(totals.of(Outcome.RECORDED)).isEqualTo(line(3, Map.of("GBP", 1_300L, "JPY", 7L)));
        assertThat(totals.of(Outcome.INVALID)).isEqualTo(new Line(1, 1, new TreeMap<>()));
        assertThat(totals.of(Outcome.IN_DOUBT)).isEqualTo(line(0, Map.of()));
        assertThat(totals.read()).isEqualTo(new Line(4, 1, new TreeMap<>(Map.of("GBP", 1_300L, "JPY", 7L))));
    }

    @Test
    void whatWasReadIsTheSumOfAllOutcomesHoweverTheRowsAreSplit() {
        Random random = new Random(7);
        List<Outcome> outcomes = List.of(Outcome.values());
        List<Currency> currencies = List.of(GBP, JPY, Currency.getInstance("KWD"));
        for (int round = 0; round < 200; round++) {
            Tally whole = new Tally();
            List<Tally> parts = List.of(new Tally(), new Tally(), new Tally());
            int rows = random.nextInt(300);
            SortedMap<String, Long> money = new TreeMap<>();
            long withoutAmount = 0;
            for (int row = 0; row < rows; row++) {
                Outcome outcome = outcomes.get(random.nextInt(outcomes.size()));
                Optional<Money> amount = random.nextInt(10) == 0
                        ? Optional.empty()
                        : Optional.of(new Money(
                                random.nextLong(Money.MOST_MINOR_UNITS + 1),
                                currencies.get(random.nextInt(currencies.size()))));
                amount.ifPresent(paid -> money.merge(paid.currency().getCurrencyCode(), paid.minorUnits(), Long::sum));
                withoutAmount += amount.isEmpty() ? 1 : 0;
                whole.count(outcome, amount);
                parts.get(random.nextInt(parts.size())).count(outcome, amount);
            }

            assertThat(whole.totals().read()).isEqualTo(new Line(rows, withoutAmount, money));
            assertThat(parts.stream().map(Tally::totals).reduce(ControlTotals.ZERO, ControlTotals::plus))
                    .isEqualTo(whole.totals());
        }
    }

    @Test
    void totalsThatWereTakenDoNotChangeWithLaterRows() {
        Tally tally = new Tally();
        tally.count(Outcome.RECORDED, Optional.of(new Money(1, GBP)));
        ControlTotals earlier = tally.totals();

        tally.count(Outcome.RECORDED, Optional.of(new Money(1, GBP)));

        assertThat(earlier.read()).isEqualTo(line(1, Map.of("GBP", 1L)));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void allIsWellOnlyWhereNoRowIsLeftToCareFor(Outcome outcome) {
        Tally tally = new Tally();
        tally.count(Outcome.RECORDED, Optional.empty());
        tally.count(outcome, Optional.empty());

        boolean well = Set.of(Outcome.RECORDED, Outcome.SKIPPED, Outcome.DUPLICATE, Outcome.FILTERED)
                .contains(outcome);
        assertThat(tally.totals().allSettledWell()).isEqualTo(well);
    }

    @Test
    void anEmptyFileIsSettledWell() {
        assertThat(ControlTotals.ZERO.read()).isEqualTo(line(0, Map.of()));
        assertThat(ControlTotals.ZERO.allSettledWell()).isTrue();
    }

    @Test
    void everyOutcomeHasALineInTheOrderOfTheSummary() {
        assertThat(ControlTotals.ZERO.lines()).containsOnlyKeys(Outcome.values());
        assertThat(ControlTotals.ZERO.lines().keySet()).containsExactly(Outcome.values());
    }

    @Test
    void aSumThatDoesNotFitIsNeverWrittenWrong() {
        ControlTotals most = new ControlTotals(Map.of(Outcome.RECORDED, line(1, Map.of("GBP", Long.MAX_VALUE))));
        ControlTotals one = new ControlTotals(Map.of(Outcome.RECORDED, line(1, Map.of("GBP", 1L))));

        assertThatThrownBy(() -> most.plus(one)).isInstanceOf(ArithmeticException.class);
    }

    private static Line line(long count, Map<String, Long> minorUnits) {
        return new Line(count, 0, new TreeMap<>(minorUnits));
    }
}

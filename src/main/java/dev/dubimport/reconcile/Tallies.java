package dev.dubimport.reconcile;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.sale.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts how sales stand, and keeps the first of the differences. Every sale comes by here exactly once. */
final class Tallies {
    private final Map<Standing, Sums> standings = new EnumMap<>(Standing.class);
    private final SortedMap<YearMonth, Sums> months = new TreeMap<>();
    private final List<Difference> first = new ArrayList<>();
    private final Map<String, Map<Standing, Long>> tasks = new LinkedHashMap<>();
    private final Consumer<Difference> everyDifference;
    private long adopted;

    private static final class Sums {
        private long sales;
        private long events;
        private final SortedMap<String, Long> sold = new TreeMap<>();
        private final SortedMap<String, Long> recorded = new TreeMap<>();

        void add(Optional<Money> amount, List<SaleEvent> found) {
            sales++;
            events += found.size();
            amount.ifPresent(
                    money -> sold.merge(money.currency().getCurrencyCode(), money.minorUnits(), Math::addExact));
            found.forEach(event -> recorded.merge(event.currency(), event.minorUnits(), Math::addExact));
        }

        Totals totals() {
            return new Totals(sales, sold, events, recorded);
        }
    }

    /** @param everyDifference is told of all, also of those that are not kept */
    Tallies(Consumer<Difference> everyDifference) {
        this.everyDifference = everyDifference;
    }

    /**
     * Counts one sale.
     *
     * @param day when it was made, where a file tells
     */
    void add(
            Judgement judgement,
            String invoiceId,
            Optional<Sold> sold,
            Optional<LocalDate> day,
            List<SaleEvent> events) {
        Optional<Money> amount = sold.flatMap(Sold::amount);
        standings.computeIfAbsent(judgement.standing(), key -> new Sums()).add(amount, events);
        day.ifPresent(date ->
                months.computeIfAbsent(YearMonth.from(date), key -> new Sums()).add(amount, events));
        if (judgement.standing().isDifference()) {
            tell(new Difference(
                    judgement.standing(), invoiceId, sold, recorded(events), judgement.reason(), judgement.next()));
        }
    }

    Map<Standing, Totals> standings() {
        Map<Standing, Totals> totals = new EnumMap<>(Standing.class);
        standings.forEach((standing, sums) -> totals.put(standing, sums.totals()));
        return totals;
    }

    SortedMap<YearMonth, Totals> months() {
        SortedMap<YearMonth, Totals> totals = new TreeMap<>();
        months.forEach((month, sums) -> totals.put(month, sums.totals()));
        return totals;
    }

    List<Difference> first() {
        return List.copyOf(first);
    }

    void countAdopted(long sales) {
        adopted += sales;
    }

    long adopted() {
        return adopted;
    }

    List<Reconciliation.Task> tasks() {
        return tasks.entrySet().stream()
                .map(task -> new Reconciliation.Task(task.getKey(), task.getValue()))
                .toList();
    }

    private void tell(Difference difference) {
        tasks.computeIfAbsent(difference.next(), next -> new EnumMap<>(Standing.class))
                .merge(difference.standing(), 1L, Long::sum);
        if (first.size() < Reconciliation.MOST_KEPT) {
            first.add(difference);
        }
        everyDifference.accept(difference);
    }

    private static Optional<Recorded> recorded(List<SaleEvent> events) {
        return events.stream()
                .findFirst()
                .map(event -> new Recorded(
                        event.eventId(),
                        event.at(),
                        event.customerId(),
                        event.minorUnits(),
                        event.currency(),
                        events.size()));
    }
}

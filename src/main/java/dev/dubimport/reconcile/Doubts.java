package dev.dubimport.reconcile;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Resolution;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settles sales in doubt by what the service has. One that it lists with the amount that was sent is recorded, with another it is
 * in conflict. One that it does not list is not, if the service lists all that it counts: then the next import may send it. Whatever was sent must have had
 * the time to be listed, counted from when nobody could send any more: no time that was written down tells when a sale was sent.
 */
final class Doubts {
    private final Books books;
    private final ServiceSide side;
    private long recorded;
    private long missed;

    private Doubts(Books books, ServiceSide side) {
        this.books = books;
        this.side = side;
    }

    static Reconciliation.Settled settle(Books books, ServiceSide side) {
        Doubts doubts = new Doubts(books, side);
        Pages<Entry> pages = side.pagesOfEntries(doubts::settle);
        books.inDoubt(pages);
        pages.end();
        return new Reconciliation.Settled(doubts.recorded, doubts.missed, 0);
    }

    /**
     * Settles only those that the service lists: that one is not there can be told only by its count, and some time later.
     *
     * @return how many
     */
    static long settleFound(Books books, EventIndex index) {
        long[] recorded = {0};
        Pages<Entry> pages = index.pagesOfEntries(page -> {
            List<Resolution> found = new ArrayList<>();
            page.forEach((entry, events) -> found(entry, events).ifPresent(found::add));
            recorded[0] += resolve(books, found);
        });
        books.inDoubt(pages);
        pages.end();
        return recorded[0];
    }

    private void settle(Map<Entry, List<SaleEvent>> page) {
        List<Resolution> found = new ArrayList<>();
        List<Resolution> absent = new ArrayList<>();
        page.forEach((entry, events) -> {
            found(entry, events).ifPresent(found::add);
            if (events.isEmpty() && side.listsAllItCounts()) {
                absent.add(new Resolution(entry, Outcome.FAILED, Optional.empty()));
            }
        });
        recorded += resolve(books, found);
        missed += books.resolve(absent);
    }

    /** How many turned out to be recorded as they were sent. */
    private static long resolve(Books books, List<Resolution> found) {
        Map<Outcome, List<Resolution>> byOutcome = found.stream().collect(Collectors.groupingBy(Resolution::outcome));
        books.resolve(byOutcome.getOrDefault(Outcome.CONFLICT, List.of()));
        return books.resolve(byOutcome.getOrDefault(Outcome.RECORDED, List.of()));
    }

    /** What is listed with another amount than was sent is not what was sent, and must not be sent beside it. */
    private static Optional<Resolution> found(Entry entry, List<SaleEvent> events) {
        return events.stream()
                .findFirst()
                .map(event -> new Resolution(
                        entry, isOf(entry, event) ? Outcome.RECORDED : Outcome.CONFLICT, answered(entry, event)));
    }

    /** What was converted may have been recorded at any rate: to compare it with itself would prove nothing. */
    private static Optional<Money> answered(Entry entry, SaleEvent event) {
        return Money.parse(event.minorUnits(), event.currency()).filter(entry.amount()::equals);
    }

    private static boolean isOf(Entry entry, SaleEvent event) {
        String sent = entry.amount().currency().getCurrencyCode();
        return event.currency().equals(sent)
                ? event.minorUnits() == entry.amount().minorUnits()
                : event.currency().equals("USD");
    }
}

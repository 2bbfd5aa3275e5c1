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

/**
 * Settles sales in doubt by what the service has. One that it lists with the amount that was sent is recorded. One that it does
 * not list is not, if it was sent long enough ago and the service lists all that it counts: then the next import may send it.
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
        return new Reconciliation.Settled(doubts.recorded, doubts.missed);
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
            recorded[0] += books.resolve(found);
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
            if (events.isEmpty() && isSurelyNotRecorded(entry)) {
                absent.add(new Resolution(entry, Outcome.FAILED, Optional.empty()));
            }
        });
        recorded += books.resolve(found);
        missed += books.resolve(absent);
    }

    private static Optional<Resolution> found(Entry entry, List<SaleEvent> events) {
        return events.stream()
                .limit(1)
                .filter(event -> isOf(entry, event))
                .map(event ->
                        new Resolution(entry, Outcome.RECORDED, Money.parse(event.minorUnits(), event.currency())))
                .findFirst();
    }

    private boolean isSurelyNotRecorded(Entry entry) {
        return side.hidden() == 0 && entry.lastAttempt().isBefore(side.visibleBefore());
    }

    private static boolean isOf(Entry entry, SaleEvent event) {
        String sent = entry.amount().currency().getCurrencyCode();
        return event.currency().equals(sent)
                ? event.minorUnits() == entry.amount().minorUnits()
                : event.currency().equals("USD");
    }
}

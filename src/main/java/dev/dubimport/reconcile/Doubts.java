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
 * not list is not, if the service lists all that it counts: then the next import may send it. Whatever was sent must have had
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
        return new Reconciliation.Settled(doubts.recorded, doubts.missed);
    }

    private void settle(Map<Entry, List<SaleEvent>> page) {
        List<Resolution> found = new ArrayList<>();
        List<Resolution> absent = new ArrayList<>();
        page.forEach((entry, events) -> {
            if (!events.isEmpty() && isOf(entry, events.get(0))) {
                found.add(new Resolution(entry, Outcome.RECORDED, answered(entry, events.get(0))));
            } else if (events.isEmpty() && side.listsAllItCounts()) {
                absent.add(new Resolution(entry, Outcome.FAILED, Optional.empty()));
            }
        });
        recorded += books.resolve(found);
        missed += books.resolve(absent);
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

package dev.dubimport.reconcile;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Adoption;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes into the ledger what the service has and the ledger does not. */
final class Adopter {
    /** Stands for an amount that no sale of ours has: the sale is there, whatever it was paid in. */
    private static final Money NO_AMOUNT_OF_OURS = new Money(0, Currency.getInstance("XXX"));

    private final Books books;
    private long added;
    private long known;
    private long nameless;
    private long repeated;

    private Adopter(Books books) {
        this.books = books;
    }

    static Adopted adopt(Books books, ServiceSide side, Reconciliation.Settled settled) {
        Adopter adopter = new Adopter(books);
        Pages<List<SaleEvent>> pages = new Pages<>(adopter::adopt);
        side.events().leftOver(pages);
        pages.end();
        return new Adopted(
                side.asOf(), adopter.added, adopter.known, adopter.nameless, adopter.repeated, settled, side.service());
    }

    private void adopt(List<List<SaleEvent>> page) {
        List<SaleEvent> named = new ArrayList<>();
        for (List<SaleEvent> events : page) {
            if (events.get(0).invoiceId().isEmpty()) {
                nameless++;
            } else {
                named.add(events.get(0));
                repeated += events.size() > 1 ? 1 : 0;
            }
        }
        Map<String, Entry> entries =
                books.find(named.stream().map(SaleEvent::invoiceId).toList());
        long news = write(books, named, entries);
        added += news;
        known += named.size() - news;
    }

    /**
     * Writes sale events, each of another invoice id, as far as the ledger does not have them as recorded or may have.
     *
     * @param entries what the ledger has of these invoice ids
     * @return how many it did not have
     */
    static long write(Books books, List<SaleEvent> events, Map<String, Entry> entries) {
        List<Adoption> adoptions = new ArrayList<>();
        for (SaleEvent event : events) {
            Optional<Entry> entry = Optional.ofNullable(entries.get(event.invoiceId()));
            if (entry.isEmpty() || entry.get().isTriedAgain()) {
                Money recorded =
                        Money.parse(event.minorUnits(), event.currency()).orElse(NO_AMOUNT_OF_OURS);
                adoptions.add(new Adoption(event.invoiceId(), recorded, event.at(), entry));
            }
        }
        return books.adopt(adoptions);
    }
}

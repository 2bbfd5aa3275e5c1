package dev.dubimport.reconcile;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Adoption;
import dev.dubimport.ledger.Books;
import dev.dubimport.sale.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Writes into the ledger what the service has and the ledger does not. */
final class Adopter {
    /** Stands for a currency that this Java does not know: the sale is there, whatever it was paid in. */
    private static final Currency UNKNOWN = Currency.getInstance("XXX");

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
        List<Adoption> adoptions = new ArrayList<>();
        for (List<SaleEvent> events : page) {
            SaleEvent event = events.get(0);
            if (event.invoiceId().isEmpty()) {
                nameless++;
                continue;
            }
            repeated += events.size() > 1 ? 1 : 0;
            Money recorded = Doubts.money(event).orElseGet(() -> new Money(0, UNKNOWN));
            adoptions.add(new Adoption(event.invoiceId(), recorded, event.at()));
        }
        long before = added;
        added += books.adopt(adoptions);
        known += adoptions.size() - (added - before);
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sale events, and the invoice ids that the service remembers. Thread-safe. */
final class Books {
    private static final Duration MEMORY = Duration.ofDays(7);

    /** The event store counts amounts in 32 bits: what is more is answered as recorded and never seen again. */
    private static final long MOST_STORED = 4_294_967_295L;

    private final Duration visibleAfter;
    private final List<RecordedSale> events = new ArrayList<>();
    private final Map<String, RecordedSale> firstByInvoiceId = new HashMap<>();

    /** @param visibleAfter how long an invoice id that was recorded is not yet found */
    Books(Duration visibleAfter) {
        this.visibleAfter = visibleAfter;
    }

    /** The first sale of that invoice id, where the service knows of it. */
    synchronized Optional<RecordedSale> remembered(String invoiceId, Instant now) {
        return known(invoiceId, now).filter(first -> !now.isBefore(first.at().plus(visibleAfter)));
    }

    /** The first sale of that invoice id; this one, recorded now, where the service knows of no other. */
    synchronized RecordedSale recordOnce(RecordedSale sale) {
        Optional<RecordedSale> first = remembered(sale.invoiceId(), sale.at());
        if (first.isPresent()) {
            return first.get();
        }
        if (sale.amount() <= MOST_STORED) {
            events.add(sale);
        }
        if (!sale.invoiceId().isEmpty() && known(sale.invoiceId(), sale.at()).isEmpty()) {
            firstByInvoiceId.put(sale.invoiceId(), sale);
        }
        return sale;
    }

    synchronized List<RecordedSale> events() {
        return List.copyOf(events);
    }

    synchronized void forgetInvoiceIds() {
        firstByInvoiceId.clear();
    }

    private Optional<RecordedSale> known(String invoiceId, Instant now) {
        return Optional.ofNullable(firstByInvoiceId.get(invoiceId))
                .filter(first -> now.isBefore(first.at().plus(MEMORY)));
    }
}

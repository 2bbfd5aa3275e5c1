package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sale events, and the invoice ids that the service remembers. Thread-safe. */
final class Books {
    private static final Duration MEMORY = Duration.ofDays(7);

    /** The event store counts amounts in 32 bits: what is more is answered as recorded and never seen again. */
    private static final long MOST_STORED = 4_294_967_295L;

    private final Duration visibleAfter;
    private final Map<String, RecordedSale> firstByInvoiceId = new HashMap<>();
    private List<RecordedSale> events = new ArrayList<>();
    private Timeline timeline = new Timeline(events);
    private long eventsNamed;

    /** Once somebody has asked: most rehearsals never do. */
    private @Nullable Map<String, Total> byCustomer;

    /** @param visibleAfter how long an invoice id that was recorded is not yet found */
    Books(Duration visibleAfter) {
        this.visibleAfter = visibleAfter;
    }

    /** The first sale of that invoice id, where the service knows of it. */
    synchronized Optional<RecordedSale> remembered(String invoiceId, Instant now) {
        return known(invoiceId, now).filter(first -> !now.isBefore(first.at().plus(visibleAfter)));
    }

    /** The first sale of that invoice id; this one, recorded now, where the service knows of no other. */
    synchronized RecordedSale recordOnce(RecordedSale sent) {
        Optional<RecordedSale> first = remembered(sent.invoiceId(), sent.at());
        if (first.isPresent()) {
            return first.get();
        }
        RecordedSale sale = named(sent);
        if (sale.amount() <= MOST_STORED) {
            add(sale);
        }
        if (!sale.invoiceId().isEmpty() && known(sale.invoiceId(), sale.at()).isEmpty()) {
            firstByInvoiceId.put(sale.invoiceId(), sale);
        }
        return sale;
    }

    synchronized List<RecordedSale> events() {
        return List.copyOf(events);
    }

    /** The events in place of those before; the memory of invoice ids stays as it is. */
    synchronized void amend(UnaryOperator<List<RecordedSale>> change) {
        events = new ArrayList<>(change.apply(new ArrayList<>(events)));
        events.replaceAll(this::named);
        timeline = new Timeline(events);
        byCustomer = null;
    }

    /** What is found in the events while nobody changes them. */
    synchronized <T> T read(Function<Timeline, T> reading) {
        return reading.apply(timeline);
    }

    synchronized Total totalOf(String externalId) {
        if (byCustomer == null) {
            byCustomer = new HashMap<>();
            for (RecordedSale sale : events) {
                count(sale, byCustomer);
            }
        }
        return byCustomer.getOrDefault(externalId, Total.NONE);
    }

    synchronized List<RecordedSale> ofInvoice(String invoiceId) {
        return events.stream()
                .filter(sale -> sale.invoiceId().equals(invoiceId))
                .toList();
    }

    synchronized void forgetInvoiceIds() {
        firstByInvoiceId.clear();
    }

    private void add(RecordedSale sale) {
        events.add(sale);
        timeline.add(sale);
        if (byCustomer != null) {
            count(sale, byCustomer);
        }
    }

    private static void count(RecordedSale sale, Map<String, Total> totals) {
        totals.put(
                sale.externalId(),
                totals.getOrDefault(sale.externalId(), Total.NONE).plus(sale));
    }

    private RecordedSale named(RecordedSale sale) {
        if (!sale.eventId().isEmpty()) {
            return sale;
        }
        eventsNamed++;
        return sale.withEventId("event_" + eventsNamed);
    }

    private Optional<RecordedSale> known(String invoiceId, Instant now) {
        return Optional.ofNullable(firstByInvoiceId.get(invoiceId))
                .filter(first -> now.isBefore(first.at().plus(MEMORY)));
    }
}

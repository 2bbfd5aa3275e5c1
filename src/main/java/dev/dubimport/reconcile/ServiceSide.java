package dev.dubimport.reconcile;

import dev.dubimport.dub.Readback;
import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * All that the service has recorded until a moment.
 *
 * @param visibleBefore what was sent before that moment and is not listed, is not there
 */
record ServiceSide(EventIndex events, Instant asOf, Instant visibleBefore, Reconciliation.Service service)
        implements AutoCloseable {

    /** Before the service was there. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

    /**
     * Reads all of it.
     *
     * @param folder for the events, as long as they are needed
     * @param progress is told after every page how many events have been read
     */
    static ServiceSide read(Readback service, Path folder, Instant asOf, Instant visibleBefore, LongConsumer progress) {
        EventIndex index = EventIndex.in(folder);
        try {
            // The service's clock may be ahead of ours: what it recorded just now must not lie behind the end.
            Instant end = asOf.plus(CLOCKS_DIFFER_BY);
            service.events(START, end, index::add, progress);
            index.complete();
            // Last: what was recorded meanwhile is counted then, and at worst taken for hidden, never the other way
            // about.
            Readback.Total total = service.total(START, end);
            return new ServiceSide(
                    index,
                    asOf,
                    visibleBefore,
                    new Reconciliation.Service(index.count(), total.sales(), total.usdCents()));
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    boolean listsAllItCounts() {
        return service.hidden() == 0;
    }

    Comparison comparison() {
        return new Comparison(visibleBefore, service.hidden());
    }

    /** Gathers entries into pages, and hands each over with what the service has of its invoice ids. */
    Pages<Entry> pagesOfEntries(Consumer<Map<Entry, List<SaleEvent>>> reader) {
        return new Pages<>(page -> {
            Map<String, List<SaleEvent>> found =
                    events.find(page.stream().map(Entry::invoiceId).toList());
            Map<Entry, List<SaleEvent>> joined = new LinkedHashMap<>();
            page.forEach(entry -> joined.put(entry, found.getOrDefault(entry.invoiceId(), List.of())));
            reader.accept(joined);
        });
    }

    @Override
    public void close() {
        events.close();
    }
}

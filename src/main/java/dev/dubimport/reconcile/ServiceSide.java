package dev.dubimport.reconcile;

import dev.dubimport.dub.Readback;
import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Entry;
import java.nio.file.Path;
import java.time.Instant;
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

    /**
     * Reads all of it.
     *
     * @param folder for the events, as long as they are needed
     * @param progress is told after every page how many events have been read
     */
    static ServiceSide read(Readback service, Path folder, Instant asOf, Instant visibleBefore, LongConsumer progress) {
        Period period = Period.upTo(asOf);
        EventIndex index = EventIndex.read(service, folder, period, progress);
        try {
            // Last: what was recorded meanwhile is counted then, and at worst taken for hidden, never the other way
            // about.
            Readback.Total total = service.total(period.start(), period.end());
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

    /** See {@link EventIndex#pagesOfEntries}. */
    Pages<Entry> pagesOfEntries(Consumer<Map<Entry, List<SaleEvent>>> reader) {
        return events.pagesOfEntries(reader);
    }

    @Override
    public void close() {
        events.close();
    }
}

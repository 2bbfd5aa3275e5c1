package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The sale events by their moments, of one moment in the order of recording. Kept in order, so that no reading has to sort. */
final class Timeline {
    private final List<RecordedSale> sales;

    Timeline(Collection<RecordedSale> sales) {
        this.sales = new ArrayList<>(sales);
        this.sales.sort(Comparator.comparing(RecordedSale::at));
    }

    void add(RecordedSale sale) {
        // The moment is taken before the books are open, so that the last two may come in the wrong order.
        sales.add(firstFrom(sale.at().plusNanos(1)), sale);
    }

    /** A view, which holds until the next change. */
    List<RecordedSale> within(Period period) {
        int begin = firstFrom(period.from());
        return sales.subList(begin, Math.max(begin, firstFrom(period.to())));
    }

    /** The place of the first that is not before that moment. */
    private int firstFrom(Instant moment) {
        int low = 0;
        int high = sales.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sales.get(middle).at().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

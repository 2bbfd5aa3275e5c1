package dev.dubimport.console;

import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Sales that may be recorded without an answer having been kept. To the ledger a sale in flight is one of them; whoever looks while
 * a run is under way should not take the one for the other.
 *
 * @param oldest the first of those in doubt
 * @param count of all in doubt
 * @param inFlight claimed by a run that is under way, and not answered yet
 */
record Doubts(List<Entry> oldest, long count, long inFlight) {
    /** @param running the runs that are under way */
    static Doubts of(Books books, Set<Long> running, Predicate<Entry> isMeant, int most) {
        List<Entry> oldest = new ArrayList<>();
        long[] counts = {0, 0};
        books.inDoubt(entry -> {
            if (!isMeant.test(entry)) {
                return;
            }
            if (entry.outcome().isEmpty() && running.contains(entry.run())) {
                counts[1]++;
                return;
            }
            counts[0]++;
            if (oldest.size() < most) {
                oldest.add(entry);
            }
        });
        return new Doubts(oldest, counts[0], counts[1]);
    }
}

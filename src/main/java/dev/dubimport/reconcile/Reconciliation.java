package dev.dubimport.reconcile;

import dev.dubimport.ledger.Destination;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of comparing files, ledger and service.
 *
 * @param asOf what the service had recorded until then was compared
 * @param standings every way in which sales stand, with their totals; ways in which none stands are absent
 * @param months the sales of the files by the month in which they were made, and what is recorded of them; empty where the
 *     files do not tell
 * @param differences the first of them, in the order of the files, at most {@link #MOST_KEPT}
 * @param settled what the ledger learned by it
 * @param tasks what the differences say that is to do, each only once, the first first
 * @param service what the service itself counts over the same time, of which it may list less: sales of links that were deleted
 */
public record Reconciliation(
        Destination destination,
        Instant asOf,
        List<ReconciledFile> files,
        Map<Standing, Totals> standings,
        SortedMap<YearMonth, Totals> months,
        List<Difference> differences,
        List<Task> tasks,
        Settled settled,
        Service service) {

    /** So many differences are kept with all their words; all of them are counted, and written where a file is asked for. */
    public static final int MOST_KEPT = 5_000;

    /**
     * What the ledger learned.
     *
     * @param recorded sales in doubt that were found at the service: settled as recorded
     * @param missed sales in doubt that were not found at the service: the next import sends them
     * @param adopted sales of the files that the service had and the ledger did not have as recorded: imports skip them now
     */
    public record Settled(long recorded, long missed, long adopted) {
        Settled withAdopted(long sales) {
            return new Settled(recorded, missed, sales);
        }
    }

    /**
     * What is to be done about differences.
     *
     * @param next the same words as in {@link Difference#next}
     * @param sales how many of them there are, by how they stand
     */
    public record Task(String next, Map<Standing, Long> sales) {}

    /**
     * What the service says of itself.
     *
     * @param listed sale events that it listed
     * @param counted sales that it counts; more than it lists where links were deleted
     * @param countedUsCents their money, in US cents
     */
    public record Service(long listed, long counted, long countedUsCents) {
        /** How many sales it counts and does not list; below zero where it lists more than it counts. */
        public long hidden() {
            return counted - listed;
        }
    }

    /** How many sales stand so. */
    public Totals of(Standing standing) {
        return standings.getOrDefault(standing, Totals.ZERO);
    }

    /** All differences, those that are not kept included. */
    public long countOfDifferences() {
        return standings.entrySet().stream()
                .filter(entry -> entry.getKey().isDifference())
                .mapToLong(entry -> entry.getValue().sales())
                .sum();
    }

    /** Whether every sale of the files is recorded as it was sold, and nothing else is: nothing that the service does not list. */
    public boolean agrees() {
        return countOfDifferences() == 0 && service.hidden() == 0;
    }
}

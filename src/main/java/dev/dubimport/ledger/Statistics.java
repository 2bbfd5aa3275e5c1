package dev.dubimport.ledger;

import dev.dubimport.sale.ControlTotals;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How much a ledger holds, and how it grows.
 *
 * @param schemaVersion of its tables
 * @param schemaSince when they were brought to it
 * @param bytes on the disk, of all tables and indexes
 * @param pastRuns runs that the job repository has forgotten
 * @param jobRecords rows of the job repository
 */
public record Statistics(
        String schemaVersion,
        Instant schemaSince,
        long bytes,
        long runs,
        long pastRuns,
        long rejects,
        long jobRecords,
        List<Shelf> shelves) {

    public Statistics {
        shelves = List.copyOf(shelves);
    }

    /**
     * The entries of one destination.
     *
     * @param totals by outcome, with the money; a claim that nobody settled is in doubt
     * @param first when the first of them was sent, or recorded where it was adopted
     * @param last when anything was last written about one
     * @param byMonth how many came in each month of UTC
     */
    public record Shelf(
            Destination destination,
            ControlTotals totals,
            Optional<Instant> first,
            Optional<Instant> last,
            SortedMap<YearMonth, Long> byMonth) {}
}

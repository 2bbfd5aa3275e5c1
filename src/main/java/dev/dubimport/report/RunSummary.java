package dev.dubimport.report;

import dev.dubimport.ledger.Beyond;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Reason;
import dev.dubimport.sale.ControlTotals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended.
 *
 * @param completed whether every row has its outcome; if not, the same command goes on
 * @param file what the ledger calls the file: its path, or another name where it has none
 * @param name what people call it
 * @param totals outcomes of all rows so far, over all restarts of the run
 * @param reasons why rows were not recorded or are no sales, the most frequent first
 * @param rejects the file with the rows that were not recorded; it is there only if there are such rows
 * @param rejectsUnwritten why that file could not be written; empty where it was
 * @param stoppedBy why it stopped before the end, with what to do; empty where it completed
 * @param beyond what is in the ledger already of the rows behind those of the totals; of a run that stopped
 * @param took from the command's start for this file to its end
 */
public record RunSummary(
        long run,
        boolean completed,
        String file,
        String name,
        Destination destination,
        ControlTotals totals,
        List<Reason> reasons,
        Path rejects,
        String rejectsUnwritten,
        String stoppedBy,
        Beyond beyond,
        Duration took) {

    /** {@code completed} or {@code stopped}. */
    public String status() {
        return completed ? "completed" : "stopped";
    }

    boolean hasRejects() {
        return !ofRejects().isEmpty();
    }

    /** Why rows were not recorded that should be. */
    List<Reason> ofRejects() {
        return reasons.stream()
                .filter(reason -> !reason.outcome().isSettledWell())
                .toList();
    }

    /** Why rows are no sales. */
    List<Reason> ofFiltered() {
        return reasons.stream()
                .filter(reason -> reason.outcome().isSettledWell())
                .toList();
    }
}

package dev.dubimport.job;

import dev.dubimport.ledger.Reason;
import dev.dubimport.ledger.Run;
import dev.dubimport.sale.ControlTotals;
import java.util.List;

/**
 * How far a run has come, or how it ended.
 *
 * @param totals outcomes of all rows so far, over all restarts
 * @param reasons why rows were not recorded or are no sales, the most frequent first
 * @param stoppedBy why it stopped before the end; empty where it completed or was asked to stop
 */
public record RunReport(Run run, Status status, ControlTotals totals, List<Reason> reasons, String stoppedBy) {

    public enum Status {
        /** Every row has its outcome. */
        COMPLETED,
        /** Ended before the last row; the same command goes on. */
        STOPPED
    }
}

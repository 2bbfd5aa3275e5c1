package dev.dubimport.schedule;

import dev.dubimport.sale.ControlTotals;
import java.util.List;

/**
 * How the import of a file ended.
 *
 * @param outcomes in a line: the rows by outcome, or what stopped it
 * @param said all that it said, for a person who looks after it
 * @param exitCode of {@code import}
 * @param runs the ledger's numbers of its runs
 * @param totals of all of them
 */
public record Imported(
        Ending ending, String outcomes, String said, int exitCode, List<Long> runs, ControlTotals totals) {

    /** What is to become of the file. */
    public enum Ending {
        /** Every row is recorded, or was already. */
        RECORDED,
        /** Finished; some rows have to be mended, and are in the rejects. */
        REJECTS,
        /** Finished; some sales failed or are in doubt: another attempt may still record them. */
        UNSETTLED,
        /** It cannot be imported as it is; nothing of it, or no more of it, was sent. */
        REFUSED,
        /** Stopped before the end; the same import goes on. */
        STOPPED
    }
}

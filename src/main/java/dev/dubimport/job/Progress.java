package dev.dubimport.job;

import dev.dubimport.ledger.Run;
import dev.dubimport.sale.ControlTotals;

/** Hears how far a run has come, every second or so while sales are sent, from the thread that runs it. */
public interface Progress {
    /** Called once, before the first row: which run it is. */
    void begun(Run run);

    /** Called with the outcomes of all rows so far, those of earlier restarts included. */
    void update(ControlTotals totals);
}

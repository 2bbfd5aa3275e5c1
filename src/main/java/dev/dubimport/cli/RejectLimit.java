package dev.dubimport.cli;

import dev.dubimport.job.Importer;
import dev.dubimport.job.Progress;
import dev.dubimport.ledger.Run;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;

/** Ends the run of a file that has more rows which are not recorded than a person is ready to accept. */
final class RejectLimit implements Progress {
    private final long most;
    private final Progress next;
    private final Importer importer;
    private volatile boolean reached;

    /**
     * A limit for one file.
     *
     * @param next who is told of the progress otherwise
     */
    RejectLimit(long most, Progress next, Importer importer) {
        this.most = most;
        this.next = next;
        this.importer = importer;
    }

    @Override
    public void begun(Run run) {
        next.begun(run);
    }

    @Override
    public void update(ControlTotals totals) {
        next.update(totals);
        if (isExceededBy(totals, most) && !reached) {
            reached = true;
            importer.stop();
        }
    }

    /** Why the run ended; empty where it did not by this. */
    String reason() {
        return reached ? reason(most) : "";
    }

    static String reason(long most) {
        return "more than " + Numbers.rows(most) + (most == 1 ? " is" : " are")
                + " not recorded (--max-rejects); mend what the rejects name, or go on with a higher number";
    }

    static boolean isExceededBy(ControlTotals totals, long most) {
        return totals.lines().entrySet().stream()
                        .filter(line -> !line.getKey().isSettledWell())
                        .mapToLong(line -> line.getValue().count())
                        .sum()
                > most;
    }
}

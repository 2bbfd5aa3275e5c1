package dev.dubimport.job;

import dev.dubimport.ledger.Reject;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one chunk and the outcomes found so far. What counts is the rows before the first one without an outcome: only
 * they may be left behind when the run stops here.
 */
final class Page {
    private final long run;
    private final List<? extends AssessedRow> rows;
    private final Map<Long, Finding> found;
    private int end;

    Page(long run, List<? extends AssessedRow> rows) {
        this.run = run;
        this.rows = rows;
        this.end = rows.size();
        this.found = new HashMap<>(rows.size() * 2);
    }

    long firstLine() {
        return rows.get(0).line();
    }

    /** The rows that the file has nothing against. */
    List<AssessedRow> candidates() {
        List<AssessedRow> candidates = new ArrayList<>(rows.size());
        for (AssessedRow row : rows) {
            if (row.isCandidate()) {
                candidates.add(row);
            }
        }
        return candidates;
    }

    void add(long line, Finding finding) {
        found.put(line, finding);
    }

    void add(Map<Long, Finding> byLine) {
        found.putAll(byLine);
    }

    /**
     * Gives up the rows from the first one that failed or is in doubt: the run stops here, and when it goes on it is soon
     * enough to try them again.
     */
    void endBeforeUnresolved() {
        int settled = settled();
        for (int i = 0; i < settled; i++) {
            Outcome outcome = findingOf(rows.get(i)).outcome();
            if (outcome == Outcome.FAILED || outcome == Outcome.IN_DOUBT) {
                end = i;
                return;
            }
        }
    }

    boolean isComplete() {
        return settled() == rows.size();
    }

    ControlTotals totals() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        for (AssessedRow row : rows.subList(0, settled())) {
            tally.count(findingOf(row).outcome(), row.amount(), row.original());
        }
        return tally.totals();
    }

    /** Also of rows behind one that has no outcome yet. */
    ControlTotals soFar() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        for (AssessedRow row : rows) {
            Finding finding = find(row);
            if (finding != null) {
                tally.count(finding.outcome(), row.amount(), row.original());
            }
        }
        return tally.totals();
    }

    /** Records of the rows about which a person will ask why; of those to be mended with their cells. */
    List<Reject> rejects() {
        List<Reject> rejects = new ArrayList<>();
        for (AssessedRow row : rows.subList(0, settled())) {
            Finding finding = findingOf(row);
            if (finding.outcome().hasReason()) {
                List<String> cells = finding.outcome().isSettledWell()
                        ? List.of()
                        : row.row().cells();
                rejects.add(new Reject(new RowKey(run, row.line()), finding, cells));
            }
        }
        return rejects;
    }

    private int settled() {
        int settled = 0;
        while (settled < end && find(rows.get(settled)) != null) {
            settled++;
        }
        return settled;
    }

    private Finding findingOf(AssessedRow row) {
        Finding finding = find(row);
        if (finding == null) {
            throw new IllegalStateException("line " + row.line() + " has no outcome");
        }
        return finding;
    }

    private @Nullable Finding find(AssessedRow row) {
        return row.finding().orElseGet(() -> found.get(row.line()));
    }
}

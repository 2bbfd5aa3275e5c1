package dev.dubimport.job;

import com.fasterxml.jackson.annotation.Nulls;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a run has come: what Spring Batch saves with every chunk, in the transaction of the chunk.
 *
 * @param rows rows from the top of the file that have an outcome
 */
record Checkpoint(long rows, ControlTotals totals) {
    static final Checkpoint START = new Checkpoint(0, ControlTotals.ZERO);

    private static final String ROWS = "rows";
    private static final String TOTALS = "totals";
    /** What a run of an earlier version saved has no sums of what was converted. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultNullHandling(nulls -> nulls.withValueNulls(Nulls.AS_EMPTY))
            .build();

    Checkpoint plus(ControlTotals more) {
        return new Checkpoint(rows + more.read().count(), totals.plus(more));
    }

    static Checkpoint readFrom(ExecutionContext context) {
        if (!context.containsKey(ROWS)) {
            return START;
        }
        return of(context.getLong(ROWS), context.getString(TOTALS));
    }

    /** As {@link #totalsAsText} wrote it. */
    static Checkpoint of(long rows, String totals) {
        Map<Outcome, ControlTotals.Line> lines =
                JSON.readValue(totals, new TypeReference<EnumMap<Outcome, ControlTotals.Line>>() {});
        return new Checkpoint(rows, new ControlTotals(lines));
    }

    String totalsAsText() {
        return JSON.writeValueAsString(totals.lines());
    }

    void writeTo(ExecutionContext context) {
        context.putLong(ROWS, rows);
        context.putString(TOTALS, totalsAsText());
    }
}

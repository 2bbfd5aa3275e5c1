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
        Map<Outcome, ControlTotals.Line> lines =
                JSON.readValue(context.getString(TOTALS), new TypeReference<EnumMap<Outcome, ControlTotals.Line>>() {});
        return new Checkpoint(context.getLong(ROWS), new ControlTotals(lines));
    }

    void writeTo(ExecutionContext context) {
        context.putLong(ROWS, rows);
        context.putString(TOTALS, JSON.writeValueAsString(totals.lines()));
    }
}

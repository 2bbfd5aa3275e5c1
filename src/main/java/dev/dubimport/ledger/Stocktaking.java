package dev.dubimport.ledger;

import dev.dubimport.ledger.Statistics.Shelf;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what a ledger holds, in one reading of its entries. */
final class Stocktaking {
    private static final long MILLIS_OF_DAY = 86_400_000;
    private static final String DAY = "first_attempt_millis / " + MILLIS_OF_DAY;

    private final JdbcTemplate jdbc;
    private final Vendor vendor;

    Stocktaking(JdbcTemplate jdbc, Vendor vendor) {
        this.jdbc = jdbc;
        this.vendor = vendor;
    }

    /** What is counted of one destination while the groups of its entries come by. */
    private static final class Count {
        private final Map<Outcome, Map<String, long[]>> sums = new EnumMap<>(Outcome.class);
        private final SortedMap<YearMonth, Long> byMonth = new TreeMap<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(ResultSet row) throws SQLException {
            Outcome outcome =
                    Optional.ofNullable(row.getString(2)).map(Outcome::valueOf).orElse(Outcome.IN_DOUBT);
            long[] sum = sums.computeIfAbsent(outcome, each -> new TreeMap<>())
                    .computeIfAbsent(row.getString(3), each -> new long[2]);
            sum[0] += row.getLong(5);
            sum[1] = Math.addExact(sum[1], row.getLong(6));
            Instant day = Instant.ofEpochMilli(row.getLong(4) * MILLIS_OF_DAY);
            byMonth.merge(YearMonth.from(day.atZone(ZoneOffset.UTC)), row.getLong(5), Long::sum);
            first = Math.min(first, row.getLong(7));
            last = Math.max(last, row.getLong(8));
        }

        Shelf of(Destination destination) {
            Map<Outcome, ControlTotals.Line> lines = new EnumMap<>(Outcome.class);
            sums.forEach((outcome, byCurrency) -> {
                SortedMap<String, Long> minorUnits = new TreeMap<>();
                byCurrency.forEach((currency, sum) -> minorUnits.put(currency, sum[1]));
                long count =
                        byCurrency.values().stream().mapToLong(sum -> sum[0]).sum();
                lines.put(outcome, new ControlTotals.Line(count, 0, minorUnits));
            });
            boolean isEmpty = sums.isEmpty();
            return new Shelf(
                    destination,
                    new ControlTotals(lines),
                    isEmpty ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first)),
                    isEmpty ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)),
                    byMonth);
        }
    }

    Statistics take(Map<Long, Destination> destinations) {
        Map<Long, Count> counts = new LinkedHashMap<>();
        destinations.keySet().forEach(id -> counts.put(id, new Count()));
        jdbc.query(
                "select destination_id, outcome, currency, " + DAY + ", count(*), sum(minor_units),"
                        + " min(first_attempt_millis), max(last_attempt_millis)"
                        + " from entry group by destination_id, outcome, currency, " + DAY,
                row -> {
                    counts.computeIfAbsent(row.getLong(1), each -> new Count()).add(row);
                });
        List<Shelf> shelves = new ArrayList<>();
        destinations.forEach((id, destination) ->
                shelves.add(Objects.requireNonNull(counts.get(id)).of(destination)));
        return jdbc.query(
                        "select \"version\", \"installed_on\" from \"schema_history\" where \"success\""
                                + " order by \"installed_rank\" desc limit 1",
                        (row, number) -> new Statistics(
                                row.getString(1),
                                row.getTimestamp(2).toInstant(),
                                number(vendor.size()),
                                count("run"),
                                count("past_run"),
                                count("reject"),
                                jobRecords(),
                                shelves))
                .get(0);
    }

    private long jobRecords() {
        return Stream.of(
                        "job_instance",
                        "job_execution",
                        "job_execution_params",
                        "job_execution_context",
                        "step_execution",
                        "step_execution_context")
                .mapToLong(table -> count("batch_" + table))
                .sum();
    }

    private long count(String table) {
        return number("select count(*) from " + table);
    }

    private long number(String query) {
        return Objects.requireNonNullElse(jdbc.queryForObject(query, Long.class), 0L);
    }
}

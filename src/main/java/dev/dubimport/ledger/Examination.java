package dev.dubimport.ledger;

import dev.dubimport.ledger.Inspection.Findings;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/** One thing that must be true of a ledger: plain SQL, one reading of a table, whatever its size. */
record Examination(String subject, BiConsumer<JdbcTemplate, Findings> reading) {
    static final String ENTRIES = "entries";

    /** No import was made before the importer was. */
    private static final long BEGINNING = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private static final Set<String> OF_ENTRIES = names(EnumSet.of(
            Outcome.RECORDED,
            Outcome.CONFLICT,
            Outcome.UNATTRIBUTED,
            Outcome.REFUSED,
            Outcome.FAILED,
            Outcome.IN_DOUBT));

    private static final Set<String> OF_REJECTS = names(Arrays.stream(Outcome.values())
            .filter(Outcome::hasReason)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class))));

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    static List<Examination> all(Instant now) {
        long latest = now.plus(Decision.CLOCKS_DIFFER_BY).toEpochMilli();
        return List.of(
                new Examination("destinations", Examination::destinations),
                new Examination("runs", (ledger, found) -> runs(ledger, found, latest)),
                new Examination(ENTRIES, (ledger, found) -> entries(ledger, found, latest)),
                new Examination("entries by invoice id", Examination::index),
                new Examination("rejects", Examination::rejects));
    }

    private static void destinations(JdbcTemplate ledger, Findings found) {
        ledger.query("select id, base_url, workspace from destination", row -> {
            found.looked();
            found.problemIf(
                    !isUrl(row.getString(2)) || row.getString(3).isBlank(),
                    "destination " + row.getLong(1) + ": no address and workspace: "
                            + Shown.shortened(row.getString(2) + " " + row.getString(3)));
        });
    }

    private static void runs(JdbcTemplate ledger, Findings found, long latest) {
        ledger.query(
                "select r.id, r.destination_id, d.id, r.file, r.sha256, r.started_millis"
                        + " from run r left join destination d on d.id = r.destination_id",
                row -> {
                    found.looked();
                    String run = "run " + row.getLong(1) + ": ";
                    found.problemIf(
                            row.getObject(3) == null, run + "its destination " + row.getLong(2) + " is missing");
                    found.problemIf(row.getString(4).isBlank(), run + "no file");
                    found.problemIf(!row.getString(5).matches("[0-9a-f]{64}"), run + "no SHA-256 of its file");
                    found.problemIf(
                            !isSane(row.getLong(6), latest),
                            run + "began at an impossible time, " + Instant.ofEpochMilli(row.getLong(6)));
                });
    }

    private static void entries(JdbcTemplate ledger, Findings found, long latest) {
        Map<Long, Long> destinationOfRun = new HashMap<>();
        ledger.query("select id, destination_id from run", row -> {
            destinationOfRun.put(row.getLong(1), row.getLong(2));
        });
        Set<Long> destinations = Set.copyOf(ledger.queryForList("select id from destination", Long.class));
        ledger.query(
                "select invoice_id, outcome, currency, minor_units, run_id, line, destination_id,"
                        + " first_attempt_millis, last_attempt_millis, " + answers(ledger) + " from entry",
                row -> {
                    found.looked();
                    String problem = row.getBoolean(12)
                            ? problemOfAdopted(row, destinations, latest)
                            : problemOf(row, destinationOfRun, latest);
                    if (!problem.isEmpty()) {
                        found.problem("invoice " + Shown.shortened(row.getString(1)) + ": " + problem);
                    }
                });
    }

    /** Ledgers of before, and backups of them, lack these columns until a program opens them for writing. */
    private static String answers(JdbcTemplate ledger) {
        boolean hasAnswers = !ledger.queryForList(
                        "select 1 from information_schema.columns where lower(table_name) = 'entry'"
                                + " and lower(column_name) = 'adopted'",
                        Integer.class)
                .isEmpty();
        return hasAnswers
                ? "recorded_minor_units, recorded_currency, adopted"
                : "cast(null as bigint), cast(null as varchar), false";
    }

    private static String problemOfAdopted(ResultSet row, Set<Long> destinations, long latest) throws SQLException {
        if (!Outcome.RECORDED.name().equals(row.getString(2))) {
            return "adopted, with the outcome " + Shown.shortened(String.valueOf(row.getString(2)));
        }
        String amount = amountProblem(row);
        if (!amount.isEmpty()) {
            return amount;
        }
        if (row.getLong(10) != row.getLong(4) || !row.getString(3).equals(row.getString(11))) {
            return "adopted with another amount than is recorded";
        }
        if (!destinations.contains(row.getLong(7))) {
            return "its destination " + row.getLong(7) + " is missing";
        }
        if (row.getLong(5) != 0 || row.getLong(6) != 0) {
            return "adopted, and of run " + row.getLong(5) + ", line " + row.getLong(6);
        }
        // The service may have recorded it before there was an importer.
        return row.getLong(8) > 0 && row.getLong(9) <= latest
                ? ""
                : "impossible time, adopted as of " + Instant.ofEpochMilli(row.getLong(9));
    }

    private static String problemOf(ResultSet row, Map<Long, Long> destinationOfRun, long latest) throws SQLException {
        String outcome = row.getString(2);
        if (outcome != null && !OF_ENTRIES.contains(outcome)) {
            return "unknown outcome " + Shown.shortened(outcome);
        }
        String amount = amountProblem(row);
        if (!amount.isEmpty()) {
            return amount;
        }
        Long destination = destinationOfRun.get(row.getLong(5));
        if (destination == null || destination != row.getLong(7)) {
            return "its run " + row.getLong(5) + (destination == null ? " is missing" : " went to another destination");
        }
        if (row.getLong(6) < 1) {
            return "impossible line " + row.getLong(6);
        }
        return isSane(row.getLong(8), latest) && isSane(row.getLong(9), latest)
                ? ""
                : "impossible time, first sent " + Instant.ofEpochMilli(row.getLong(8)) + ", last heard of "
                        + Instant.ofEpochMilli(row.getLong(9));
    }

    private static String amountProblem(ResultSet row) throws SQLException {
        if (!isAmount(row.getLong(4), row.getString(3))) {
            return "impossible amount " + row.getLong(4) + " " + Shown.shortened(row.getString(3));
        }
        boolean isAnswered = row.getObject(10) != null || row.getString(11) != null;
        if (isAnswered && !(row.getObject(10) != null && isAmount(row.getLong(10), row.getString(11)))) {
            return "impossible recorded amount " + row.getObject(10) + " "
                    + Shown.shortened(String.valueOf(row.getString(11)));
        }
        return "";
    }

    private static boolean isAmount(long minorUnits, @Nullable String currency) {
        return currency != null && CURRENCIES.contains(currency) && minorUnits >= 0;
    }

    /**
     * The table and its index are kept apart: an invoice id of which one byte was changed on the disk is found in one of them
     * only. What the index does not find would be sent again.
     */
    private static void index(JdbcTemplate ledger, Findings found) {
        long[] sums = new long[2];
        ledger.query("select destination_id, invoice_id, line from entry", row -> {
            sums[0] += hash(row);
        });
        ledger.query("select destination_id, invoice_id from entry order by destination_id, invoice_id", row -> {
            found.looked();
            sums[1] += hash(row);
        });
        found.problemIf(sums[0] != sums[1], "the index finds other invoice ids than the table holds");
    }

    private static void rejects(JdbcTemplate ledger, Findings found) {
        ledger.query(
                "select j.run_id, j.line, r.id, j.outcome, j.cells from reject j left join run r on r.id = j.run_id",
                row -> {
                    found.looked();
                    String reject = "run " + row.getLong(1) + ", line " + row.getLong(2) + ": ";
                    String outcome = row.getString(4);
                    found.problemIf(row.getObject(3) == null, reject + "its run is missing");
                    found.problemIf(
                            !OF_REJECTS.contains(outcome), reject + "unknown outcome " + Shown.shortened(outcome));
                    found.problemIf(!areCells(row.getString(5)), reject + "its cells cannot be read");
                });
    }

    private static long hash(ResultSet row) throws SQLException {
        long hash = row.getLong(1);
        String invoiceId = row.getString(2);
        for (int i = 0; i < invoiceId.length(); i++) {
            hash = (hash ^ invoiceId.charAt(i)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static boolean isSane(long millis, long latest) {
        return millis >= BEGINNING && millis <= latest;
    }

    private static boolean isUrl(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean areCells(String text) {
        try {
            Cells.read(text);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Set<String> names(Set<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::name).collect(Collectors.toUnmodifiableSet());
    }
}

package dev.dubimport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.JobKeyGenerator;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** A ledger of many years: the disk that it takes, and how long it keeps people waiting, beside one with a tenth of it. */
final class Keeping {
    private static final long AT_ONCE = 100_000;
    private static final int OLD_RUNS = 10_000;
    private static final long FIRST_RUN = 1_001;

    private final Lab lab;
    private final Report report;

    Keeping(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(long entries) {
        try (Service service = Service.fast(lab)) {
            measure(entries / 10, service);
            measure(entries, service);
        }
    }

    private void measure(long entries, Service service) {
        report.section(
                "A ledger of " + Report.count(entries) + " entries, and " + Report.count(OLD_RUNS) + " old runs");
        String name = "kept-" + entries;
        Path ten = lab.invoices("ten", 10);
        lab.importAll(ten, service.baseUrl(), name);
        fill(lab.path(name), entries);
        long bytes = size(lab.path(name).resolve("ledger.mv.db"));
        report.figure("its file", bytes / 1_000_000 + " MB, " + bytes / entries + " bytes an entry");
        report.figure(
                "import of ten rows, recorded already",
                Report.seconds(
                        lab.importAll(ten, service.baseUrl(), name).ended().seconds()));
        report.figure(
                "import of ten rows, once more",
                Report.seconds(
                        lab.importAll(ten, service.baseUrl(), name).ended().seconds()));
        command("status", name, "status");
        command("ledger stats", name, "ledger", "stats");
        command("ledger verify", name, "ledger", "verify");
        Path backup = lab.path(name + ".zip");
        command("ledger backup", name, "ledger", "backup", backup.toString());
        report.figure("the backup", size(backup) / 1_000_000 + " MB");
    }

    private void command(String what, String dataFolder, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data-dir", lab.path(dataFolder).toString()));
        Child.Ended ended = lab.dubImport("", arguments.toArray(String[]::new)).end();
        if (ended.exit() != 0) {
            throw new IllegalStateException(what + " ended with " + ended.exit() + ": " + ended.lines());
        }
        report.figure(
                what, Report.seconds(ended.seconds()) + ", " + Report.cost(ended.cpuSeconds(), ended.peakKilobytes()));
    }

    /** As imports would have, but in bulk: ten years of sales, and of nights whose runs are as the first import's. */
    private static void fill(Path folder, long entries) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("ledger") + ";WRITE_DELAY=0");
                Statement statement = connection.createStatement()) {
            for (long from = 1; from <= entries; from += AT_ONCE) {
                statement.execute("insert into entry (destination_id, invoice_id, fingerprint_high, fingerprint_low,"
                        + " minor_units, currency, outcome, run_id, line, first_attempt_millis, last_attempt_millis,"
                        + " recorded_minor_units, recorded_currency)"
                        + " select 1, 'in_' || lpad(x, 12, '0'), cast(rand() * 9e18 as bigint),"
                        + " cast(rand() * 9e18 as bigint), mod(x * 7919, 50000) + 100,"
                        + " case mod(x, 3) when 0 then 'EUR' else 'USD' end, 'RECORDED', 1, x + 1,"
                        + " 1764000000000 + x, 1764000000080 + x, mod(x * 7919, 50000) + 100, 'USD'"
                        + " from system_range(" + from + ", " + Math.min(entries, from + AT_ONCE - 1) + ")");
            }
            fillRuns(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fillRuns(Statement statement) throws SQLException {
        String nights = " from system_range(" + FIRST_RUN + ", " + (FIRST_RUN + OLD_RUNS - 1) + ")";
        statement.execute("insert into run (id, destination_id, file, sha256, recipe, started_millis, claims)"
                + " select x, 1, '/nights/sales-' || x || '.csv', repeat('0', 64), 'recipe', 1735700000000 + x, 1"
                + nights);
        // By the framework's own key, or nothing would be found, and nothing pruned.
        JobKeyGenerator keys = new DefaultJobKeyGenerator();
        for (long run = FIRST_RUN; run < FIRST_RUN + OLD_RUNS; run++) {
            String key = keys.generateKey(
                    new JobParametersBuilder().addLong("run", run).toJobParameters());
            statement.execute("insert into batch_job_instance (job_instance_id, version, job_name, job_key)"
                    + " values (" + run + ", 0, 'import', '" + key + "')");
        }
        copy(statement, "batch_job_execution", "job_execution_id, job_instance_id", nights);
        copy(statement, "batch_job_execution_params", "job_execution_id", nights);
        copy(statement, "batch_job_execution_context", "job_execution_id", nights);
        copy(statement, "batch_step_execution", "step_execution_id, job_execution_id", nights);
        copy(statement, "batch_step_execution_context", "step_execution_id", nights);
    }

    /** Rows like the first one of the table, with other numbers. */
    private static void copy(Statement statement, String table, String numbers, String nights) throws SQLException {
        String others = "(select * from " + table + " fetch first row only)";
        List<String> columns = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select * from " + table + " fetch first row only")) {
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                columns.add(row.getMetaData().getColumnName(column));
            }
        }
        List<String> numbered = List.of(numbers.toUpperCase(Locale.ROOT).split(", "));
        String values = String.join(
                ", ",
                columns.stream()
                        .map(column -> numbered.contains(column) ? "x" : "model." + column)
                        .toList());
        statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + nights
                + " cross join " + others + " model");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

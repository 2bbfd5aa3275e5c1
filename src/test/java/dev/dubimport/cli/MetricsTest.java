package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import leaves for Prometheus is what its control totals say. */
class MetricsTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";
    private static final String DIRTY = HEADER
            + "cus_1,1000,stripe,INV-1,eur\n"
            + "cus_2,250,stripe,INV-2,eur\n"
            + "cus_3,700,stripe,INV-3,jpy\n"
            + "cus_1,1000,stripe,INV-1,eur\n"
            + "cus_9,1000,stripe,INV-2,eur\n"
            + "guest-1,1000,stripe,INV-4,eur\n"
            + "cus_5,much,stripe,INV-5,eur\n";

    @TempDir
    Path folder;

    private Session session = new Session(Path.of("none"));
    private Path metrics = Path.of("");

    @BeforeEach
    void begin() {
        session.close();
        session = new Session(folder);
        metrics = folder.resolve("dub-import.prom");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void theFileSaysWhatTheControlTotalsSay() throws IOException {
        Session.Said said = importing(session.file("sales.csv", DIRTY));

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        for (String name : new String[] {"rows_total", "last_run_rows"}) {
            assertThat(values("dub_import_" + name, "outcome"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "recorded", 3.0,
                            "duplicate", 1.0,
                            "conflict", 1.0,
                            "unattributed", 1.0,
                            "invalid", 1.0,
                            "skipped", 0.0,
                            "filtered", 0.0,
                            "refused", 0.0,
                            "failed", 0.0,
                            "in_doubt", 0.0));
        }
        assertThat(values("dub_import_recorded_minor_units_total", "currency"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("EUR", 1250.0, "JPY", 700.0));
        assertThat(values("dub_import_api_calls_seconds_count", "answer")).isEqualTo(Map.of("200", 4.0));
        assertThat(values("dub_import_runs_total", "exit_code"))
                .isEqualTo(Map.of("0", 0.0, "1", 1.0, "2", 0.0, "3", 0.0));
        assertThat(value("dub_import_last_run_exit_code")).contains(1.0);
        assertThat(value("dub_import_in_doubt_sales")).contains(0.0);
        assertThat(value("dub_import_last_success_timestamp_seconds")).isPresent();
        assertThat(Files.getPosixFilePermissions(metrics)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(filesLike("dub-import-*.tmp")).isZero();
    }

    @Test
    void aLaterRunCountsWhatItSkipped() throws IOException {
        Path sales = session.file("sales.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n");
        importing(sales);

        assertThat(importing(sales).exitCode()).isZero();

        assertThat(values("dub_import_rows_total", "outcome"))
                .containsEntry("skipped", 1.0)
                .containsEntry("recorded", 0.0);
        assertThat(values("dub_import_recorded_minor_units_total", "currency")).isEmpty();
    }

    @Test
    void salesInDoubtAndCallsWithoutAnAnswerAreCounted() throws IOException {
        session.sandbox().play(Faults.parse("drop-after:1"));

        Session.Said said = importing(session.file("sales.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n"));

        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(values("dub_import_rows_total", "outcome")).containsEntry("in_doubt", 1.0);
        assertThat(value("dub_import_in_doubt_sales")).contains(1.0);
        assertThat(values("dub_import_api_calls_seconds_count", "answer")).containsEntry("connection_lost", 3.0);
        assertThat(value("dub_import_api_retries_total")).contains(2.0);
    }

    @Test
    void aFailedImportIsToldAndDoesNotForgetTheLastGoodOne() throws IOException {
        importing(session.file("sales.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n"));
        Optional<Double> success = value("dub_import_last_success_timestamp_seconds");
        assertThat(success).isPresent();

        Session.Said said = importing(folder.resolve("none.csv"));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(value("dub_import_last_run_exit_code")).contains(2.0);
        assertThat(values("dub_import_runs_total", "exit_code")).containsEntry("2", 1.0);
        assertThat(value("dub_import_last_success_timestamp_seconds")).isEqualTo(success);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheExitCodeAsItIs() throws IOException {
        Files.createDirectories(metrics.resolve("in the way"));

        Session.Said said = importing(session.file("sales.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n"));

        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).contains("The metrics could not be written (");
        assertThat(filesLike("dub-import-*.tmp")).isZero();
    }

    @Test
    void whereNoFileCanBeNothingIsSent() {
        Path sales = session.file("sales.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n");

        Session.Said other = session.importing(sales, "--metrics-file", folder + "/metrics.txt");
        Session.Said nowhere = session.importing(sales, "--metrics-file", folder + "/none/metrics.prom");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("the collector reads files that end in .prom only; name it so");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("its folder is not there or cannot be written; make it");
        assertThat(session.recordings()).isEmpty();
    }

    @Test
    void nothingInItComesFromAFileOrIsSecret() throws IOException {
        importing(session.file("secret-name.csv", DIRTY));

        assertThat(metrics)
                .content()
                .doesNotContain("secret-name", "INV-", "cus_", "guest", SandboxSettings.DEFAULT_KEY, "127.0.0.1");
    }

    @Test
    void prometheusTakesTheFile() throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        assumeTrue(Files.isExecutable(promtool), "no promtool: what it would say is not known");
        importing(session.file("sales.csv", DIRTY));

        Process checking = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(checking.waitFor()).as(said).isZero();
    }

    private Session.Said importing(Path sales) {
        return session.importing(sales, "--metrics-file", metrics.toString());
    }

    private Optional<Double> value(String name) throws IOException {
        return Scraped.value(Files.readString(metrics), name);
    }

    private Map<String, Double> values(String name, String label) throws IOException {
        return Scraped.values(Files.readString(metrics), name, label);
    }

    private long filesLike(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> folder.getFileSystem()
                            .getPathMatcher("glob:" + pattern)
                            .matches(file.getFileName()))
                    .count();
        }
    }
}

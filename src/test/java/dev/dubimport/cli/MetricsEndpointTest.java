package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dubimport.sandbox.Sandbox;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a schedule tells Prometheus about its files, nights and calls. */
class MetricsEndpointTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";

    @TempDir
    Path folder;

    private final SimulatedTime time = new SimulatedTime(NOON);
    private final Sandbox sandbox = Sandbox.start(Nightshift.SERVICE);
    private final HttpClient client = HttpClient.newHttpClient();
    private Nightshift shift = new Nightshift(Path.of(""), sandbox, time);
    private Runnable stop = () -> fail("not begun");

    @BeforeEach
    void makeInbox() throws IOException {
        shift = new Nightshift(folder, sandbox, time);
        Files.createDirectories(shift.inbox());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void filesNightsAndMoneyAreCounted() {
        put("good.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\ncus_2,500,stripe,INV-2,usd\n");
        put("some.csv", HEADER + "guest-1,1000,stripe,INV-3,eur\ncus_4,much,stripe,INV-4,eur\n");
        put("twin.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\ncus_2,500,stripe,INV-2,usd\n");
        put("none.csv", "no,sales\n");

        String page = scrapedAt(NOON.plusSeconds(200_000), "--expect-file-by", "06:00", "--zone", "UTC");

        assertThat(Scraped.values(page, "dub_import_files_total", "fate"))
                .isEqualTo(Map.of("recorded", 1.0, "rejects", 1.0, "doubled", 1.0, "given_up", 1.0, "put_off", 0.0));
        assertThat(Scraped.values(page, "dub_import_rows_total", "outcome"))
                .containsEntry("recorded", 2.0)
                .containsEntry("unattributed", 1.0)
                .containsEntry("invalid", 1.0);
        assertThat(Scraped.values(page, "dub_import_recorded_minor_units_total", "currency"))
                .isEqualTo(Map.of("EUR", 1000.0, "USD", 500.0));
        assertThat(Scraped.values(page, "dub_import_runs_total", "exit_code"))
                .isEqualTo(Map.of("0", 1.0, "1", 1.0, "2", 1.0, "3", 0.0));
        assertThat(Scraped.value(page, "dub_import_nights_total")).contains(2.0);
        assertThat(Scraped.value(page, "dub_import_nights_without_file_total")).contains(1.0);
        assertThat(Scraped.value(page, "dub_import_schedule_next_due_timestamp_seconds"))
                .contains((double) Instant.parse("2026-03-13T06:00:00Z").getEpochSecond());
        assertThat(Scraped.value(page, "dub_import_in_doubt_sales")).contains(0.0);
        assertThat(page)
                .contains("workspace=\"acme\"")
                .doesNotContain("good.csv", "INV-", "cus_", "guest", SandboxSettings.DEFAULT_KEY);
    }

    @Test
    void theMetersOfADashboardAndOfAlertsAreThere() throws IOException {
        put("good.csv", HEADER + "cus_1,1000,stripe,INV-1,eur\n");
        String page = scrapedAt(NOON.plusSeconds(70_000), "--expect-file-by", "06:00", "--zone", "UTC");

        assertThat(Scraped.names(page))
                .containsAll(Deployed.names("prometheus/dub-import.rules.yml"))
                .containsAll(Deployed.names("grafana/dub-import.json"));
    }

    @Test
    void aScheduleIsAliveAndAnswersNothingElse() {
        AtomicReference<String> said = new AtomicReference<>("");
        time.at(
                NOON.plusSeconds(100),
                () -> said.set(status("GET", "/healthz")
                        + status("GET", "/metrics/more")
                        + status("POST", "/metrics")
                        + status("GET", "/")));

        scrapedAt(NOON.plusSeconds(200));

        assertThat(said).hasValue("200404405404");
    }

    @Test
    void whoAcceptsOpenMetricsGetsThem() {
        AtomicReference<String> said = new AtomicReference<>("");
        time.at(
                NOON.plusSeconds(100),
                () -> said.set(answer("GET", "/metrics", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                        .body()));

        scrapedAt(NOON.plusSeconds(200));

        assertThat(said.get()).endsWith("# EOF\n");
    }

    @Test
    void whereItCannotListenNothingBegins() throws IOException {
        try (Session session = new Session(folder);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertRefused(session, "--metrics-port " + port + ": cannot listen at 127.0.0.1", "--metrics-port", port);
            assertRefused(session, "--metrics-port 70000: no port; use 1 to 65535", "--metrics-port", "70000");
            assertRefused(session, "--metrics-address: without a port; add", "--metrics-address", "127.0.0.1");
            assertThat(session.dataFolder()).doesNotExist();
        }
    }

    private void assertRefused(Session session, String message, String... options) {
        String[] arguments = Stream.concat(
                        Stream.of("schedule", "--inbox", shift.inbox().toString(), "--watch", "--workspace", "acme"),
                        Stream.of(options))
                .toArray(String[]::new);

        Session.Said said = session.run(arguments);

        assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(message);
    }

    /** What a schedule that watches tells at that moment, which is its last. */
    private String scrapedAt(Instant end, String... options) {
        AtomicReference<String> page = new AtomicReference<>("");
        time.at(end, () -> {
            page.set(answer("GET", "/metrics", "*/*").body());
            stop.run();
        });
        String[] all = Stream.concat(Stream.of("--watch", "--metrics-port", "0"), Stream.of(options))
                .toArray(String[]::new);
        assertThat(shift.runs(stopsIt -> stop = stopsIt, all)).isFalse();
        return page.get();
    }

    private String status(String method, String path) {
        return Integer.toString(answer(method, path, "*/*").statusCode());
    }

    private HttpResponse<String> answer(String method, String path, String accept) {
        String url = shift.events().stream()
                .filter(line -> line.startsWith("metrics at "))
                .findFirst()
                .orElseThrow()
                .substring("metrics at ".length());
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url).resolve(path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String name, String content) {
        try {
            Files.writeString(shift.inbox().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

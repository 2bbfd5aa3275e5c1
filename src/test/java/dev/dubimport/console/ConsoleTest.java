package dev.dubimport.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.job.Store;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Reject;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.ledger.Run;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The console as whoever reaches its port meets it. */
@Timeout(60)
class ConsoleTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\"'&";
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");

    @TempDir
    Path folder;

    private static Store store;
    private Optional<String> busy = Optional.empty();
    private Console console;

    /** What came back. */
    private record Reply(int status, String headers, String body) {
        JsonNode json() {
            return Json.parse(body);
        }
    }

    @BeforeAll
    static void fill() {
        store = Store.openInMemory(Clock.systemUTC());
        Run run = store.ledger().begin(ACME, "/srv/" + HOSTILE + ".csv", "0".repeat(64), "");
        store.ledger()
                .reject(
                        run.id(),
                        1,
                        IntStream.rangeClosed(2, 251)
                                .mapToObj(line -> new Reject(
                                        new RowKey(run.id(), line),
                                        new Finding(Outcome.INVALID, "amount_negative", "amount \"" + HOSTILE + "\""),
                                        List.of("cus_secret", "-1", HOSTILE)))
                                .toList());
    }

    @AfterAll
    static void empty() {
        store.close();
    }

    @BeforeEach
    void start() throws IOException {
        Reading reading = new Reading() {
            @Override
            public <T> Optional<T> of(Function<Store, T> question) {
                if (busy.isPresent()) {
                    throw new NotNow(busy.get());
                }
                return Optional.of(question.apply(store));
            }
        };
        console = Console.start(0, Traces.in(folder, ""), reading, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void itListensOnLoopbackAlone() {
        assertThat(console.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(get("/").body()).startsWith("<!doctype html>");
        assertThat(get("/").body()).doesNotContain(key()).doesNotContain("acme");
    }

    @Test
    void everyAnswerCarriesThePolicyAndIsKeptNowhere() {
        List<Reply> replies = List.of(
                get("/"),
                get("/console.js"),
                get("/console.css"),
                get("/nothing"),
                get("/api/runs"),
                withKey("/api/runs"),
                withKey("/api/run?id=x"),
                get("/report?run=1"),
                request("POST", "/", "Host: " + host()),
                request("GET", "/", "Host: evil.example"));

        assertThat(replies).extracting(Reply::status).containsExactly(200, 200, 200, 404, 401, 200, 400, 401, 405, 421);
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.headers())
                        .contains("content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';"
                                + " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
                                + " frame-ancestors 'none'\n")
                        .contains("x-content-type-options: nosniff\n")
                        .contains("cache-control: no-store\n")
                        .contains("referrer-policy: no-referrer\n"));
    }

    @Test
    void aNameOfSomebodyElseThatLeadsHereIsRefused() {
        int port = console.address().getPort();
        for (String host : List.of(
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1",
                "127.0.0.1:1",
                "0.0.0.0:" + port,
                "127.0.0.1:" + port + ".evil.example",
                "")) {
            assertThat(request("GET", "/api/runs", "Host: " + host, authorization())
                            .status())
                    .as(host)
                    .isEqualTo(421);
        }
        assertThat(request("GET", "/api/runs", "Host: localhost:" + port, authorization())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nothingButReadingIsAnswered() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")) {
            Reply reply = request(method, "/api/runs", "Host: " + host(), authorization());
            assertThat(reply.status()).as(method).isEqualTo(405);
            assertThat(reply.headers()).contains("allow: GET, HEAD\n");
        }
        Reply head = request("HEAD", "/api/runs", "Host: " + host(), authorization());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void anotherPageOfTheBrowserIsRefused() {
        for (String header : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            assertThat(request("GET", "/api/runs", "Host: " + host(), authorization(), header)
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(request("GET", "/", "Host: " + host(), "Origin: http://" + host(), "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutTheKeyNothingOfTheLedgerIsTold() {
        for (String path :
                List.of("/api/runs", "/api/run?id=1", "/api/invoice?id=INV-1", "/api/live", "/api/nothing")) {
            for (String given : List.of(
                    "X-None: 1",
                    "Authorization: Bearer",
                    "Authorization: Bearer " + (key().startsWith("x") ? "y" : "x") + key().substring(1),
                    "Authorization: Basic " + key(),
                    authorization() + "A")) {
                Reply reply = request("GET", path, "Host: " + host(), given);
                assertThat(reply.status()).as(path + " " + given).isEqualTo(401);
                assertThat(reply.body()).doesNotContain("srv").doesNotContain("acme");
            }
        }
    }

    @Test
    void noPathLeadsOutOfThePage() throws IOException {
        Files.writeString(folder.resolve("secret.html"), "a secret");
        for (String path : List.of(
                "/../secret.html",
                "/%2e%2e/secret.html",
                "/..%2fsecret.html",
                "//etc/passwd",
                "/console.css/../console.html",
                "/package-info.class",
                "/reports/run-1.html",
                "/live/",
                "/console.js%00")) {
            Reply reply = get(path);
            assertThat(reply.status()).as(path).isIn(400, 404);
            assertThat(reply.body()).doesNotContain("secret").doesNotContain("root:");
        }
    }

    @Test
    void aReportIsOpenedByThePassOfItsRunAlone() throws IOException {
        Path report = Files.writeString(folder.resolve("r.html"), "<!doctype html><title>Report</title>");
        Traces.in(folder, "").keepReport(1, report);
        Traces.in(folder, "").keepReport(2, report);
        String link =
                withKey("/api/run?id=1").json().path("data").path("report").asString();

        Reply opened = get(link);
        assertThat(opened.body()).isEqualTo("<!doctype html><title>Report</title>");
        assertThat(opened.headers()).contains("frame-ancestors 'none'; sandbox allow-scripts");
        assertThat(get(link.replace("run=1", "run=2")).status()).isEqualTo(401);
        assertThat(get("/report?run=1&pass=" + key()).status()).isEqualTo(401);
        assertThat(get("/report?run=../../r&pass=x").status()).isEqualTo(401);

        Files.delete(folder.resolve("reports/run-1.html"));
        assertThat(get(link).status()).isEqualTo(404);
        Files.createSymbolicLink(folder.resolve("reports/run-1.html"), report);
        assertThat(get(link).status()).isEqualTo(404);
    }

    @Test
    void whatFilesSayIsDataAndNeverMarkup() {
        Reply reply = withKey("/api/run?id=1");

        assertThat(reply.headers()).contains("content-type: application/json; charset=utf-8\n");
        JsonNode run = reply.json().path("data");
        assertThat(run.path("path").asString()).isEqualTo("/srv/" + HOSTILE.replace("\u202e", "\\u202e") + ".csv");
        assertThat(run.path("rejects").get(0).path("message").asString())
                .contains("<img src=x")
                .contains("\\u202e");
        assertThat(reply.body()).doesNotContain("cus_secret").doesNotContain("\u202e");
    }

    @Test
    void rejectsComeByTheHundred() {
        JsonNode first = withKey("/api/run?id=1").json().path("data");
        JsonNode second = withKey("/api/run?id=1&behind=101").json().path("data");
        JsonNode last = withKey("/api/run?id=1&behind=201").json().path("data");

        assertThat(first.path("rejects")).hasSize(100);
        assertThat(first.path("rejects").get(99).path("line").asLong()).isEqualTo(101);
        assertThat(second.path("rejects").get(0).path("line").asLong()).isEqualTo(102);
        assertThat(second.path("hasMoreRejects").asBoolean()).isTrue();
        assertThat(last.path("rejects")).hasSize(50);
        assertThat(last.path("hasMoreRejects").asBoolean()).isFalse();
    }

    @Test
    void anInvoiceIdIsFoundAmongRejectsWhateverIsInIt() {
        JsonNode story = withKey("/api/invoice?id=" + java.net.URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8))
                .json()
                .path("data");

        assertThat(story.path("isUnknown").asBoolean()).isFalse();
        assertThat(story.path("events")).hasSize(100);
        assertThat(withKey("/api/invoice?id=nobody")
                        .json()
                        .path("data")
                        .path("isUnknown")
                        .asBoolean())
                .isTrue();
        assertThat(withKey("/api/invoice?id=%20").status()).isEqualTo(400);
        assertThat(withKey("/api/invoice?id=%zz").status()).isEqualTo(400);
        assertThat(withKey("/api/invoice?id=" + "x".repeat(1_001)).status()).isEqualTo(400);
    }

    @Test
    void aRunThatIsNotThereIsSaidToBeUnknown() {
        assertThat(withKey("/api/run?id=999")
                        .json()
                        .path("data")
                        .path("isUnknown")
                        .asBoolean())
                .isTrue();
        for (String id : List.of("", "-1", "1e3", "9999999999999999999", "1;2")) {
            assertThat(withKey("/api/run?id=" + id).status()).as(id).isEqualTo(400);
        }
    }

    @Test
    void whileAnImportHasTheLedgerTheLastAnswerIsGivenAndSaysSo() {
        JsonNode fresh = withKey("/api/runs").json();
        busy = Optional.of("an import has the ledger");
        JsonNode stale = withKey("/api/runs").json();
        JsonNode never = withKey("/api/invoice?id=INV-77").json();

        assertThat(fresh.has("why")).isFalse();
        assertThat(stale.path("data")).isEqualTo(fresh.path("data"));
        assertThat(stale.path("asOf")).isEqualTo(fresh.path("asOf"));
        assertThat(stale.path("why").asString()).isEqualTo("an import has the ledger");
        assertThat(never.has("data")).isFalse();
        assertThat(never.has("asOf")).isFalse();
    }

    @Test
    void eightPagesListenAndTheNinthIsToldToComeLater() throws IOException {
        List<Socket> listeners = new ArrayList<>();
        try {
            for (int page = 0; page < Stream.MOST_LISTENERS; page++) {
                Socket socket = open("GET", "/api/live", "Host: " + host(), authorization());
                listeners.add(socket);
                assertThat(readUntil(socket, "data: {\"runs\":[]}\n\n")).contains("text/event-stream");
            }
            assertThat(withKey("/api/live").status()).isEqualTo(503);
            assertThat(withKey("/api/runs").status()).isEqualTo(200);
        } finally {
            for (Socket listener : listeners) {
                listener.close();
            }
        }
    }

    private Reply get(String path) {
        return request("GET", path, "Host: " + host());
    }

    private Reply withKey(String path) {
        return request("GET", path, "Host: " + host(), authorization());
    }

    private String host() {
        return "127.0.0.1:" + console.address().getPort();
    }

    private String key() {
        return console.link().getFragment().substring("key=".length());
    }

    private String authorization() {
        return "Authorization: Bearer " + key();
    }

    /** By hand: no client sends a false name of the host, or a path with dots. */
    private Reply request(String method, String path, String... headers) {
        try (Socket socket = open(method, path, headers)) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            String head = all.substring(0, end).replace("\r\n", "\n") + "\n";
            StringBuilder named = new StringBuilder();
            head.lines().skip(1).forEach(line -> {
                int colon = line.indexOf(':');
                named.append(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT))
                        .append(line.substring(colon))
                        .append('\n');
            });
            return new Reply(Integer.parseInt(head.substring(9, 12)), named.toString(), all.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket open(String method, String path, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), console.address().getPort()));
        String request =
                method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int read = in.read();
            assertThat(read).as(text.toString()).isNotNegative();
            text.append((char) read);
        }
        return text.toString();
    }
}

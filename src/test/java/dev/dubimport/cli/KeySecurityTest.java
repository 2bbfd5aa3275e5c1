package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** The API key is in the request and nowhere else: docs/security.md. */
class KeySecurityTest {
    private static final String KEY = SandboxSettings.DEFAULT_KEY;
    private static final String SALES = """
            externalId,amount,paymentProcessor,invoiceId
            cus_1,1250,stripe,INV-1
            """;

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @AfterEach
    void restoreProperties() {
        properties.forEach((name, value) -> System.clearProperty(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUB_API_KEY=%s", "%s", "--workspace=%s", "--base-url=https://%s.example", "--mapping=x%s"})
    void anArgumentThatHoldsItIsRefusedWithoutBeingShown(String argument) {
        String key = "dub_q7RtYx92LmZpW4cVb8NsHd31";
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", SALES);

            Said said = session.withEnvironment(Map.of("DUB_API_KEY", key))
                    .run("import", file.toString(), String.format(argument, key));

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).startsWith("dub-import: the API key stands in an argument");
            assertThat(said.err() + said.out()).doesNotContainIgnoringCase(key);
        }
    }

    @Test
    void noVariableOrFileOfAnotherProgramMakesTheLogShowItOrMovesTheLedger() throws Exception {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", SALES);
            Path output = folder.resolve("output.txt");
            Path here = Files.createDirectory(folder.resolve("here"));
            Files.writeString(
                    here.resolve("application.properties"),
                    "spring.datasource.url=jdbc:h2:mem:other\nlogging.level.root=trace\n");
            ChildProcess child = ChildProcess.startIn(
                    here,
                    Map.of(
                            "SPRING_DATASOURCE_URL", "jdbc:h2:mem:another",
                            "LOGGING_LEVEL_ROOT", "trace",
                            "LOGGING_LEVEL_ORG_APACHE_HC", "trace",
                            "DEBUG", "true",
                            "SPRING_APPLICATION_JSON", "{\"logging.level.org.apache.hc\": \"trace\"}"),
                    output,
                    session.importArguments("acme", file));

            assertThat(child.exitCode()).as(child.said()).isZero();
            assertThat(child.said()).contains("recorded").doesNotContain(KEY).doesNotContain("DEBUG", "TRACE");
            assertThat(session.importing(file).out()).containsPattern("skipped +1 ");
            assertThat(session.calls()).isEqualTo(1);
        }
    }

    @Test
    void neitherTheProcessListNorAThreadDumpShowsIt() throws Exception {
        SandboxSettings slow = SandboxSettings.DEFAULT.withLatency(Duration.ofSeconds(1), Duration.ZERO);
        try (Session session = new Session(folder, slow)) {
            Path file = session.file("sales.csv", SALES + "cus_1,1,stripe,INV-2\ncus_1,1,stripe,INV-3\n");
            ChildProcess child = ChildProcess.start(
                    folder.resolve("output.txt"), session.importArguments("acme", file, "--concurrency", "1"));
            while (session.sandbox().recorded().isEmpty()) {
                assertThat(child.isAlive()).as(child.said()).isTrue();
                Thread.sleep(1);
            }

            assertThat(child.commandLine()).contains("--workspace").doesNotContain(KEY);
            child.quit();
            assertThat(child.exitCode()).as(child.said()).isZero();
            assertThat(child.said()).contains("Full thread dump").doesNotContain(KEY);
        }
    }

    @Test
    void noFileThatIsWrittenHoldsIt() throws IOException {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", SALES + "guest-1,1,stripe,INV-2\n,,,\n");
            session.importing(file, "--rejects", folder.resolve("rejects.csv").toString());
            session.withEnvironment(Map.of("DUB_API_KEY", "dub_revoked_secret")).importing(file);
        }

        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept)
                    .extracting(path -> String.valueOf(path.getFileName()))
                    .contains("ledger.mv.db", "rejects.csv");
            for (Path path : kept) {
                assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                        .as(path.toString())
                        .doesNotContain(KEY, "dub_revoked_secret");
            }
        }
    }

    @Test
    void noOptionTakesItsText() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ImportCommand(Surroundings.ofProcess()));

        assertThat(spec.optionsMap().keySet().stream().filter(name -> name.contains("key") || name.contains("token")))
                .containsExactlyInAnyOrder("--api-key-file", "--api-key-variable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dub_secret\nX-Evil: 1", "dub_secret\r\n\r\nPOST / HTTP/1.1", "dub_secret\u0085x", "dub secret"})
    void aKeyThatWouldBeAnotherHeaderIsRefusedAndNotShown(String key) {
        try (Session session = new Session(folder)) {
            Said said = session.withEnvironment(Map.of("DUB_API_KEY", key)).importing(session.file("sales.csv", SALES));

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("the API key holds").doesNotContain("secret");
            assertThat(session.calls()).isZero();
        }
    }

    @Test
    void theLineBreakBehindAKeyIsNotPartOfIt() {
        try (Session session = new Session(folder)) {
            Said said = session.withEnvironment(Map.of("DUB_API_KEY", KEY + "\r\n"))
                    .importing(session.file("sales.csv", SALES));

            assertThat(said.exitCode()).as(said.err()).isZero();
        }
    }

    @Test
    void noProxyOfTheJavaMachineSeesIt() throws IOException {
        try (Session session = new Session(folder);
                ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (String scheme : List.of("http", "https")) {
                set(scheme + ".proxyHost", "127.0.0.1");
                set(scheme + ".proxyPort", Integer.toString(proxy.getLocalPort()));
            }
            set("http.nonProxyHosts", "");
            set("java.net.useSystemProxies", "true");

            Said said = session.importing(session.file("sales.csv", SALES));

            assertThat(said.exitCode()).as(said.err()).isZero();
            proxy.setSoTimeout(1);
            assertThat(wasCalled(proxy)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "jar:file:x!/y",
                "http://api.dub.co",
                "https://user:secret@api.dub.co",
                "https://api.dub.co?key=secret",
                "https://api.dub.co#secret",
                "http://127.0.0.1@evil.example",
                "http://2130706433.evil.example",
                "https://api.dub.co\r\nX-Evil: 1",
            })
    void aBaseUrlThatWouldCarryItElsewhereIsRefused(String url) {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", SALES);
            Said said = session.run(
                    "import",
                    file.toString(),
                    "--base-url",
                    url,
                    "--workspace",
                    "acme",
                    "--data-dir",
                    session.dataFolder().toString());

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("base URL").doesNotContain("user:secret", "\r");
            assertThat(session.dataFolder()).doesNotExist();
        }
    }

    private void set(String name, String value) {
        properties.put(name, value);
        System.setProperty(name, value);
    }

    private static boolean wasCalled(ServerSocket server) throws IOException {
        try (Socket caller = server.accept()) {
            return caller.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}

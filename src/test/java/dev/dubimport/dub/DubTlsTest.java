package dev.dubimport.dub;

import static dev.dubimport.dub.Fixtures.hasty;
import static dev.dubimport.dub.Fixtures.open;
import static dev.dubimport.dub.Fixtures.sale;
import static dev.dubimport.dub.Fixtures.sales;
import static dev.dubimport.dub.ScriptedServer.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS that fails: nothing was sent, and what will not heal stops the run at once. */
class DubTlsTest {
    private static final String PASSWORD = "changeit";
    private static final String MEND =
            "; check --base-url, and that no proxy stands between; Java must know who signed the"
                    + " certificate and run the same command again";

    @TempDir
    static Path folder;

    private static Path store = Path.of("");

    /** A key and a certificate for a host of another name, which nobody signed but itself. */
    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        store = folder.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder((keytool + " -genkeypair -alias x -keyalg EC -dname CN=elsewhere.example"
                                + " -ext san=dns:elsewhere.example -storetype PKCS12 -storepass " + PASSWORD
                                + " -keystore " + store)
                        .split(" "))
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aCertificateThatNobodyVouchesForStopsTheRunAtOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer(sockets(), recorded())) {
            assertStopsAtOnce(server.url(), "PKIX path building failed");

            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostStopsTheRunAtOnce() throws Exception {
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try (ScriptedServer server = new ScriptedServer(sockets(), recorded())) {
            assertStopsAtOnce(server.url(), "No subject alternative names matching IP address 127.0.0.1 found");

            assertThat(server.requests()).isEmpty();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void aPortThatDoesNotSpeakTlsStopsTheRunAtOnce() throws IOException {
        byte[] plain = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket listener = answering(plain)) {
            assertStopsAtOnce(url(listener), "Unsupported or unrecognized SSL message");
        }
    }

    @Test
    void aHandshakeThatIsRefusedIsTriedAgainAndSurelyNotRecorded() throws IOException {
        byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
        try (ServerSocket listener = answering(handshakeFailure);
                Dub dub = open(hasty(url(listener)))) {
            Answer answer = Fixtures.send(dub, List.of(sale("A"))).join().get(0);

            assertThat(answer.outcome()).contains(Outcome.FAILED);
            assertThat(answer.code()).isEqualTo("tls_failed");
            assertThat(answer.message()).contains("handshake_failure", "not recorded after 3 attempts");
            assertThat(dub.halted()).isEmpty();
        }
    }

    private static void assertStopsAtOnce(BaseUrl url, String why) {
        try (Dub dub = open(hasty(url))) {
            assertThat(Fixtures.send(dub, sales(3)).join()).containsOnly(new Answer.NotSent());
            assertThat(dub.halted().map(Halt::reason)).contains(Halt.Reason.NO_TRUST);
            assertThat(dub.halted().map(Halt::message).orElse(""))
                    .startsWith("no connection to " + url + ": ")
                    .contains(why)
                    .endsWith(MEND);
        }
    }

    private static SSLServerSocketFactory sockets() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    /** Listens, and answers the first bytes of every connection with those. */
    private static ServerSocket answering(byte[] bytes) throws IOException {
        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    socket.getInputStream().read();
                    socket.getOutputStream().write(bytes);
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static BaseUrl url(ServerSocket listener) {
        return BaseUrl.parse("https://127.0.0.1:" + listener.getLocalPort());
    }
}

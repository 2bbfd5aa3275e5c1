package dev.dubimport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a TLS client meets. */
@Timeout(30)
class TlsTest {

    @Test
    void aCertificateThatNobodyTrustsFailsTheHandshake() {
        try (Sandbox sandbox = start(Tls.SELF_SIGNED)) {
            assertThatThrownBy(() -> handshake(sandbox, SSLContext.getDefault()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    /** Only trust is missing: a client that trusts everybody gets through. */
    @Test
    void theCertificateItselfIsGood() throws Exception {
        List<X509Certificate> shown = new ArrayList<>();
        try (Sandbox sandbox = start(Tls.SELF_SIGNED)) {
            handshake(sandbox, trusting(shown));
        }
        X509Certificate certificate = shown.get(0);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.parse("2026-08-01T12:00:00Z")));
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=dub-import sandbox");
    }

    @Test
    void aConnectionCanBeClosedInTheMiddleOfTheHandshake() {
        try (Sandbox sandbox = start(Tls.HANGUP)) {
            assertThatThrownBy(() -> handshake(sandbox, SSLContext.getDefault()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("terminated the handshake");
        }
    }

    @Test
    void plainHttpIsNoTls() {
        try (Sandbox sandbox = start(Tls.PLAIN)) {
            assertThatThrownBy(() -> handshake(sandbox, SSLContext.getDefault()))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("Unsupported or unrecognized SSL message");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void aFailedHandshakeIsNoCallAndNotTheLastThatIsTried(Tls tls) {
        try (Sandbox sandbox = start(tls)) {
            for (int times = 0; times < 3; times++) {
                assertThatThrownBy(() -> handshake(sandbox, SSLContext.getDefault()))
                        .isInstanceOf(SSLException.class);
            }
            assertThat(sandbox.baseUrl()).hasScheme("https");
            assertThat(sandbox.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadByItsName(Tls tls) {
        assertThat(Tls.parse(tls.toString())).isEqualTo(tls);
    }

    @Test
    void anotherKindIsRefused() {
        assertThatThrownBy(() -> Tls.parse("expired")).hasMessage("\"expired\": use off, plain, hangup, self-signed");
    }

    private static Sandbox start(Tls tls) {
        return Sandbox.start(SandboxSettings.DEFAULT.withTls(tls));
    }

    private static void handshake(Sandbox sandbox, SSLContext context) throws IOException {
        int port = sandbox.baseUrl().getPort();
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.startHandshake();
        }
    }

    private static SSLContext trusting(List<X509Certificate> shown) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting(shown)}, null);
        return context;
    }

    /** Trusts everybody, and keeps what it was shown. */
    private record Trusting(List<X509Certificate> shown) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("no client shows one");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.addAll(List.of(chain));
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

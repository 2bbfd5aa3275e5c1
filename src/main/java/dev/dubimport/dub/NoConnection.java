package dev.dubimport.dub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpHost;

/** Why a request surely did not go out. */
final class NoConnection {
    private NoConnection() {}

    static Exchange.Silence because(IOException e, HttpHost host) {
        String code = code(e);
        return new Exchange.Silence(
                false, code.equals("tls_no_trust"), code, "no connection to " + host + ": " + Channel.why(e));
    }

    private static String code(IOException e) {
        if (e instanceof ConnectTimeoutException || e instanceof SocketTimeoutException) {
            return "connect_timed_out";
        }
        if (e instanceof UnknownHostException) {
            return "unknown_host";
        }
        if (e instanceof NoRouteToHostException) {
            return "no_route";
        }
        if (e instanceof SSLException) {
            return isOfTheWrongSide(e) ? "tls_no_trust" : "tls_failed";
        }
        return e instanceof ConnectException ? "connection_refused" : "no_connection";
    }

    /** Unlike a handshake that breaks off, these come again with every call: the certificate, its host, or no TLS at all. */
    private static boolean isOfTheWrongSide(IOException e) {
        return e instanceof SSLPeerUnverifiedException
                || Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                        .anyMatch(CertificateException.class::isInstance)
                || String.valueOf(e.getMessage()).startsWith("Unsupported or unrecognized SSL message");
    }
}

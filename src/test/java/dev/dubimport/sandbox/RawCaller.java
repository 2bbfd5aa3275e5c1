package dev.dubimport.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that is no more than a socket: it sees what the network brings, and how it ends. */
final class RawCaller {
    private final URI baseUrl;

    RawCaller(Sandbox sandbox) {
        baseUrl = sandbox.baseUrl();
    }

    enum End {
        /** A connection that is closed in good order. */
        FIN,
        /** A connection that is torn down. */
        RST,
        /** The caller's patience. */
        SILENCE
    }

    /** What came, and how it ended. */
    record Seen(String text, End end, Duration time) {
        String statusLine() {
            return text.lines().findFirst().orElse("");
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("none");
        }
    }

    /** Sends a sale on a connection of its own, and reads until the end. */
    Seen post(String body, Duration patience) throws IOException {
        return exchange(
                "POST /track/sale HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        + "Authorization: Bearer dub_sandbox_key\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body,
                patience);
    }

    Seen exchange(String request, Duration patience) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            End end = readAll(socket, read);
            return new Seen(read.toString(StandardCharsets.UTF_8), end, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    Socket connect() throws IOException {
        return new Socket(baseUrl.getHost(), baseUrl.getPort());
    }

    private static End readAll(Socket socket, ByteArrayOutputStream read) throws IOException {
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                read.write(next);
            }
            return End.FIN;
        } catch (SocketTimeoutException silent) {
            return End.SILENCE;
        } catch (SocketException reset) {
            return End.RST;
        }
    }
}

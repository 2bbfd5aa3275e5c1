package dev.dubimport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/** Where the sandbox listens: on 127.0.0.1, always on the same port, and not while there is an outage. Thread-safe. */
final class Listener implements AutoCloseable {
    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(100);
    private static final Duration MOST_OF_A_MOMENT = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_NANOS = 1_000_000;
    private static final int MOST_OF_A_HELLO = 16_384;

    private final Tls tls;
    private final HttpRequestHandler handler;
    private final Pauses pauses;
    private final int port;
    private HttpServer server;
    private Socket placeholder = new Socket();
    private boolean isUp = true;
    private boolean isClosed;

    /** Listens when this returns. */
    Listener(SandboxSettings settings, HttpRequestHandler handler, Pauses pauses) throws IOException {
        this.tls = settings.tls;
        this.handler = handler;
        this.pauses = pauses;
        this.server = start(settings.port);
        this.port = server.getLocalPort();
    }

    URI url() {
        return URI.create(tls.scheme() + "://127.0.0.1:" + port);
    }

    /** Breaks all connections, and refuses new ones for that long; within an outage it does nothing. */
    synchronized void breakDownFor(Duration length) {
        if (!isUp || isClosed) {
            return;
        }
        stopListening();
        Thread thread = new Thread(() -> comeBackAfter(length), "sandbox-outage");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (isUp) {
            stopListening();
        }
        Closer.closeQuietly(placeholder);
    }

    /** The port stays bound: else the system could lend it to another, even to the client that looks for us. */
    private void stopListening() {
        isUp = false;
        server.close(CloseMode.IMMEDIATE);
        placeholder = holdPort();
    }

    /** A closed server listens for a moment yet, until its thread has left the system's call; the port is free only then. */
    private Socket holdPort() {
        long deadline = System.nanoTime() + MOST_OF_A_MOMENT.toNanos();
        while (true) {
            try {
                return boundToPort();
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
    }

    private Socket boundToPort() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            Closer.closeQuietly(socket);
            throw e;
        }
    }

    private void comeBackAfter(Duration length) {
        Duration wait = length;
        while (pauses.pause(wait) && !comesBack()) {
            wait = BEFORE_THE_NEXT_TRY;
        }
    }

    private synchronized boolean comesBack() {
        if (isClosed) {
            return false;
        }
        Closer.closeQuietly(placeholder);
        try {
            server = start(port);
            isUp = true;
            return true;
        } catch (IOException portTakenMeanwhile) {
            return false;
        }
    }

    /** With the address reused: connections of before must not keep the port from a server that comes back. */
    private HttpServer start(int onPort) throws IOException {
        ServerBootstrap bootstrap = ServerBootstrap.bootstrap()
                .setLocalAddress(loopback())
                .setListenerPort(onPort)
                .setSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoReuseAddress(true)
                        .build())
                .setExceptionListener(new HangingUp())
                .setRequestRouter((request, context) -> handler);
        switch (tls) {
            case OFF, PLAIN -> {}
            case HANGUP -> bootstrap.setConnectionFactory(Listener::hangUpOnHello);
            case SELF_SIGNED -> bootstrap.setSslContext(SelfSigned.context());
        }
        HttpServer started = bootstrap.create();
        started.start();
        return started;
    }

    private static DefaultBHttpServerConnection hangUpOnHello(Socket socket) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        int read = socket.getInputStream().read(new byte[MOST_OF_A_HELLO]);
        throw new ConnectionClosedException("hung up on purpose after " + read + " bytes");
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** An exception makes the server reset the connection, unless it is closed by then. */
    private static final class HangingUp implements ExceptionListener {
        @Override
        public void onError(Exception exception) {
            // nobody is there to be told: the client's side of it is what counts
        }

        @Override
        public void onError(HttpConnection connection, Exception exception) {
            if (exception instanceof Delivery.HungUp) {
                Closer.closeQuietly(connection);
            }
        }
    }
}

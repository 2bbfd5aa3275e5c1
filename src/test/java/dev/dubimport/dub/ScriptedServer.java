package dev.dubimport.dub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that plays one turn of its script per request, in the order of the requests, and the last one for ever. On raw
 * sockets, so that it can also do what no HTTP server would.
 */
final class ScriptedServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the server does with one request. */
    interface Turn {
        void play(Socket socket, Request request) throws IOException, InterruptedException;
    }

    record Request(String line, Map<String, String> headers, String body, long nanos) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String invoiceId() {
            return json().path("invoiceId").asString("");
        }
    }

    private final ServerSocket listener;
    private final List<Turn> script;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    private final String scheme;

    ScriptedServer(Turn... script) {
        this("http", ServerSocketFactory.getDefault(), script);
    }

    /** Over TLS. */
    ScriptedServer(SSLServerSocketFactory sockets, Turn... script) {
        this("https", sockets, script);
    }

    private ScriptedServer(String scheme, ServerSocketFactory sockets, Turn... script) {
        this.scheme = scheme;
        this.script = List.of(script);
        try {
            this.listener = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::listen);
    }

    BaseUrl url() {
        return BaseUrl.parse(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return sockets.size();
    }

    Duration between(int first, int second) {
        return Duration.ofNanos(
                requests.get(second).nanos() - requests.get(first).nanos());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }

    /** The sale as it was sent. */
    static Turn recorded() {
        return (socket, request) -> {
            JsonNode sent = request.json();
            send(socket, 200, """
                    {"eventName": "Purchase", "customer": {"id": "cus_1"}, "sale": {"amount": %s, "currency": %s, \
                    "paymentProcessor": "custom", "invoiceId": %s, "metadata": null}}""".formatted(sent.get("amount"), sent.get("currency"), sent.get("invoiceId")));
        };
    }

    static Turn unattributed() {
        return answer(200, "{\"eventName\": \"Purchase\", \"customer\": null, \"sale\": null}");
    }

    static Turn error(int status, String code, String message, String... headers) {
        return answer(status, "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message), headers);
    }

    static Turn answer(int status, String body, String... headers) {
        return (socket, request) -> send(socket, status, body, headers);
    }

    /** The bytes as they are; then the connection ends. */
    static Turn raw(String bytes) {
        return (socket, request) -> {
            write(socket, bytes);
            socket.close();
        };
    }

    /** Hangs up without a word about it, as a server does whose patience with an idle connection is at its end. */
    static Turn thenHangUp(Turn turn) {
        return (socket, request) -> {
            turn.play(socket, request);
            socket.close();
        };
    }

    static Turn reset() {
        return (socket, request) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    static Turn silence() {
        return after(Duration.ofMinutes(1), reset());
    }

    static Turn after(Duration delay, Turn then) {
        return (socket, request) -> {
            Thread.sleep(delay.toMillis());
            then.play(socket, request);
        };
    }

    /** An answer that never ends, and never pauses for as long as a socket's time-out. */
    static Turn drip() {
        return (socket, request) -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (!socket.isClosed()) {
                write(socket, " ");
                Thread.sleep(20);
            }
        };
    }

    /** That start, and then that again and again, as fast as it is taken. */
    static Turn endless(String start, String more) {
        return (socket, request) -> {
            write(socket, start);
            while (!socket.isClosed()) {
                write(socket, more);
            }
        };
    }

    private static void send(Socket socket, int status, String body, String... headers) throws IOException {
        String head = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        write(socket, "HTTP/1.1 " + status + " X\r\n" + head + "Content-Length: " + length + "\r\n\r\n" + body);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private void listen() throws IOException {
        while (!listener.isClosed()) {
            Socket socket = listener.accept();
            sockets.add(socket);
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (!socket.isClosed()) {
            String line = line(in);
            if (line.isEmpty()) {
                return;
            }
            Map<String, String> headers = new HashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            play(socket, new Request(line, headers, body, System.nanoTime()));
        }
    }

    private void play(Socket socket, Request request) throws IOException, InterruptedException {
        Turn turn;
        synchronized (requests) {
            turn = script.get(Math.min(requests.size(), script.size() - 1));
            requests.add(request);
        }
        turn.play(socket, request);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != -1 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The client hung up, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.dubimport.alert;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is told by a webhook: answers each call as the script has it, and the last one for ever. On raw sockets, so that it can
 * also hang and hang up.
 */
public final class Receiver implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Takes the call, and does not answer. */
    public static final String HANG = "hang";

    /** Takes the call, and ends the connection. */
    public static final String HANG_UP = "hang up";

    /** Begins an answer that never ends. */
    public static final String DRIP = "drip";

    private final ServerSocket listener;
    private final List<String> script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * A receiver that listens.
     *
     * @param script for each call one of the constants, or status line and headers: {@code 429 X\r\nRetry-After: 1}
     */
    public Receiver(String... script) {
        this.script = List.of(script);
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** With something that must be nowhere else. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/services/T0/B0/webhook-secret";
    }

    /** What came, in the order in which it came. */
    public List<JsonNode> alerts() {
        return bodies.stream().map(JSON::readTree).toList();
    }

    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** The request lines and headers, likewise. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                serve(socket);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                head.append(line).append('\n');
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            String answer = script.get(Math.min(bodies.size(), script.size() - 1));
            heads.add(head.toString());
            bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            answer(socket, answer);
        } catch (IOException hungUp) {
            // The other side did not wait.
        }
    }

    private static void answer(Socket socket, String answer) throws IOException {
        if (answer.equals(HANG)) {
            return;
        }
        String rest = answer.equals(DRIP)
                ? "HTTP/1.1 500 X\r\nX-Drip: "
                : "HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n";
        if (!answer.equals(HANG_UP)) {
            socket.getOutputStream().write(rest.getBytes(StandardCharsets.US_ASCII));
        }
        if (!answer.equals(DRIP)) {
            socket.close();
        }
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

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

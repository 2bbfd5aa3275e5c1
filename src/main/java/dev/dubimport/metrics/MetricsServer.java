package dev.dubimport.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dubimport.schedule.Happening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells over HTTP what is measured ({@code /metrics}) and whether the schedule is alive ({@code /healthz}). It reads nothing but
 * the first line and headers of a request, and has two threads: who asks too much or too slowly is turned away, and the import
 * does not feel it.
 */
public final class MetricsServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 32;

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Metrics metrics;
    private final Pulse pulse = new Pulse(System::nanoTime);
    private final Clock clock;

    private MetricsServer(HttpServer server, Metrics metrics, Clock clock) {
        this.server = server;
        this.metrics = metrics;
        this.clock = clock;
        this.workers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                MetricsServer::daemon,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the port is taken, or the address is not ours
     */
    public static MetricsServer open(InetSocketAddress at, Metrics metrics, Clock clock) throws IOException {
        bound();
        MetricsServer opened = new MetricsServer(HttpServer.create(at, MOST_WAITING), metrics, clock);
        opened.server.setExecutor(opened.workers);
        opened.server.createContext("/", opened::answer);
        opened.server.start();
        return opened;
    }

    /** The server takes these from nowhere else, once; without them a client that never ends its request is kept for ever. */
    private static void bound() {
        // Not maxRspTime: it holds for all servers of the process, and the console's stream of events never ends.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "8");
        System.setProperty("jdk.httpserver.maxConnections", "64");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    /** What is measured here. */
    public Metrics metrics() {
        return metrics;
    }

    /** Where to ask, for people. */
    public String url() {
        InetAddress address = server.getAddress().getAddress();
        String host = address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort() + "/metrics";
    }

    /** Hears what happens in the schedule. */
    public Consumer<Happening> schedule() {
        return metrics.schedule(clock).andThen(pulse);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, Metrics.TEXT, "use GET\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> sendMetrics(exchange);
                case "/healthz" -> sendHealth(exchange);
                default -> send(exchange, 404, Metrics.TEXT, "there is /metrics and /healthz\n");
            }
        }
    }

    private void sendMetrics(HttpExchange exchange) throws IOException {
        String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .orElse("");
        String format = Metrics.format(accept);
        send(exchange, 200, format, metrics.scrape(format));
    }

    private void sendHealth(HttpExchange exchange) throws IOException {
        if (pulse.isAlive()) {
            send(exchange, 200, Metrics.TEXT, "alive\n");
        } else {
            send(exchange, 503, Metrics.TEXT, "the schedule has not looked at the clock for five minutes\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

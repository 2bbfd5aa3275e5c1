package dev.dubimport.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page on 127.0.0.1 that shows what the ledger knows and what is under way. It changes nothing. */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int MOST_THREADS = 8 + Stream.MOST_LISTENERS;
    private static final int MOST_WAITING = 32;
    private static final int MOST_PENDING_CONNECTIONS = 16;

    private final Traces traces;
    private final Clock clock;
    private final Answers answers;
    private final Stream stream;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Gate gate;

    private Console(HttpServer server, Traces traces, Reading reading, Clock clock) {
        this.server = server;
        this.traces = traces;
        this.clock = clock;
        this.answers = new Answers(reading, clock);
        this.stream = new Stream(() -> Json.text(LiveView.of(traces.live(), clock.instant())));
        this.gate = new Gate(server.getAddress().getPort());
        this.threads = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "console");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /**
     * Listens when this returns.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public static Console start(int port, Traces traces, Reading reading, Clock clock) throws IOException {
        // Whoever connects and then says nothing would keep a thread for ever; the server reads these once.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "64");
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), MOST_PENDING_CONNECTIONS);
        Console console = new Console(server, traces, reading, clock);
        server.start();
        return console;
    }

    /** The address without the key. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The address with the key, which a browser never sends on: it is for whoever may see the ledger. */
    public URI link() {
        return address().resolve("#key=" + gate.key());
    }

    @Override
    public void close() {
        stream.end();
        server.stop(0);
        // Not interrupted: that would close the file of a ledger which one of them reads.
        threads.shutdown();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            Optional<Gate.Refusal> refusal = gate.refusal(exchange);
            if (refusal.isPresent()) {
                Response.refusal(refusal.get().status(), refusal.get().reason()).sendTo(exchange);
                return;
            }
            route(exchange);
        } catch (IOException left) {
            LOG.debug("a reader of the console has left", left);
        } catch (RuntimeException e) {
            LOG.warn("the console cannot answer a request", e);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/report")) {
            report(new Parameters(exchange.getRequestURI().getRawQuery())).sendTo(exchange);
            return;
        }
        if (!path.startsWith("/api/")) {
            Response.file(path).sendTo(exchange);
            return;
        }
        if (!gate.hasKey(exchange)) {
            Response.refusal(401, "open the link that was printed when the console began")
                    .sendTo(exchange);
            return;
        }
        if (path.equals("/api/live") && exchange.getRequestMethod().equals("GET")) {
            stream(exchange);
            return;
        }
        data(path, new Parameters(exchange.getRequestURI().getRawQuery())).sendTo(exchange);
    }

    private Response data(String path, Parameters parameters) {
        try {
            return switch (path) {
                case "/api/runs" ->
                    Response.json(answers.to("runs", store -> RunsView.of(store, running(), clock.instant())));
                case "/api/run" -> run(parameters);
                case "/api/invoice" ->
                    parameters
                            .text("id")
                            .map(id -> Response.json(answers.to(
                                    "invoice " + id, store -> new InvoiceView(store.ledger(), clock.instant()).of(id))))
                            .orElseGet(() -> Response.refusal(400, "id: missing or too long; name an invoice id"));
                default -> Response.refusal(404, "there is no such page");
            };
        } catch (RuntimeException e) {
            LOG.warn("the console cannot answer a question", e);
            return Response.refusal(500, "the ledger could not be read; see what dub-import says");
        }
    }

    private Response run(Parameters parameters) {
        OptionalLong id = parameters.number("id");
        if (id.isEmpty()) {
            return Response.refusal(400, "id: no number of a run");
        }
        long run = id.getAsLong();
        long behindLine = parameters.number("behind").orElse(0);
        return Response.json(answers.to(
                "run " + run + " behind " + behindLine,
                store -> new RunView(store, running(), clock.instant(), this::linkToReport).of(run, behindLine)));
    }

    private Set<Long> running() {
        return traces.live().stream()
                .filter(run -> !run.isSilent(clock.instant()))
                .map(LiveRun::run)
                .collect(Collectors.toSet());
    }

    private Optional<String> linkToReport(long run) {
        return traces.report(run).map(kept -> "/report?run=" + run + "&pass=" + gate.passTo(run));
    }

    private Response report(Parameters parameters) throws IOException {
        OptionalLong run = parameters.number("run");
        if (run.isEmpty()
                || !gate.isPassTo(run.getAsLong(), parameters.text("pass").orElse(""))) {
            return Response.refusal(401, "open the report from its run, in the console");
        }
        Optional<Path> report = traces.report(run.getAsLong());
        return report.isEmpty()
                ? Response.refusal(404, "this report is no longer kept")
                : Response.report(Files.readAllBytes(report.get()));
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!stream.enter()) {
            Response.refusal(503, "too many pages are open: close one").sendTo(exchange);
            return;
        }
        try (OutputStream reader = Response.beginStream(exchange)) {
            stream.writeTo(reader);
        } finally {
            stream.leave();
        }
    }
}

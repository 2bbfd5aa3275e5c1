package dev.dubimport.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.dubimport.report.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is whole before it is sent. Every one, refusals included, carries the same rules for the browser. */
final class Response {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final String OURS = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /**
     * A report has its script and its style in itself, and a policy that names them by their hashes. Here it is kept away from all
     * that is ours: it is a file, and it might have been replaced.
     */
    private static final String OF_A_REPORT =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-modals";

    private static final Map<String, Response> FILES = Map.of(
            "/", file("console.html", "text/html; charset=utf-8"),
            "/look.css", new Response(200, CSS, Look.css().getBytes(StandardCharsets.UTF_8), OURS),
            "/console.css", file("console.css", CSS),
            "/console.js", file("console.js", "text/javascript; charset=utf-8"));

    private final int status;
    private final String type;
    private final byte[] body;
    private final String policy;

    private Response(int status, String type, byte[] body, String policy) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.policy = policy;
    }

    static Response json(ObjectNode json) {
        return new Response(200, JSON, Json.text(json).getBytes(StandardCharsets.UTF_8), OURS);
    }

    static Response refusal(int status, String reason) {
        return new Response(status, TEXT, (reason + "\n").getBytes(StandardCharsets.UTF_8), OURS);
    }

    static Response report(byte[] html) {
        return new Response(200, "text/html; charset=utf-8", html, OF_A_REPORT);
    }

    /** The part of the page with that path, or that there is none. */
    static Response file(String path) {
        return FILES.getOrDefault(path, refusal(404, "there is no such page"));
    }

    void sendTo(HttpExchange exchange) throws IOException {
        begin(exchange, type, policy);
        if (status == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Begins an answer that goes on until somebody leaves. */
    static OutputStream beginStream(HttpExchange exchange) throws IOException {
        begin(exchange, "text/event-stream; charset=utf-8", OURS);
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void begin(HttpExchange exchange, String type, String policy) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static Response file(String name, String type) {
        try (InputStream file =
                Objects.requireNonNull(Response.class.getResourceAsStream(name), () -> "not in the jar: " + name)) {
            return new Response(200, type, file.readAllBytes(), OURS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.dubimport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain client of the sandbox, which knows nothing of the program's own. */
final class Caller {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox;

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static String sale(String invoiceId, long amount) {
        return """
                {"externalId": "u1", "amount": %d, "paymentProcessor": "stripe", "invoiceId": "%s"}""".formatted(amount, invoiceId);
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> post(String body) throws IOException {
        return send(request(body).build());
    }

    HttpResponse<String> post(String body, Duration timeout) throws IOException {
        return send(request(body).timeout(timeout).build());
    }

    HttpResponse<String> postWithAuthorization(String authorization) throws IOException {
        return send(to("/track/sale")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(sale("in_1", 1250)))
                .build());
    }

    /** @param path with the query */
    HttpResponse<String> get(String path) throws IOException {
        return send(
                to(path).header("Authorization", "Bearer dub_sandbox_key").GET().build());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String body) {
        return client.sendAsync(request(body).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    HttpRequest.Builder request(String body) {
        return to("/track/sale")
                .header("Authorization", "Bearer dub_sandbox_key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}

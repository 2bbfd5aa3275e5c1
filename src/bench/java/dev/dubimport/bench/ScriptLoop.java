package dev.dubimport.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The script that people write first: one call after the other with the HTTP client that comes with the language. */
final class ScriptLoop {
    private ScriptLoop() {}

    /** Arguments: base URL, key, series, number of calls. Prints the seconds that the calls took. */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments[0] + "/track/sale"))
                .header("Authorization", "Bearer " + arguments[1])
                .header("Content-Type", "application/json");
        int calls = Integer.parseInt(arguments[3]);
        for (int row = 0; row < calls; row++) {
            HttpResponse<String> response = client.send(
                    request.POST(BodyPublishers.ofString(Invoices.request(arguments[2], row)))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("answered " + response.statusCode());
            }
        }
        System.out.println("seconds " + (System.nanoTime() - begun) / 1e9);
    }
}

package dev.dubimport.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * What the importer's HTTP client does with nothing around it: each answer is read and thrown away. No file, no checks, no
 * ledger, no retries.
 */
final class BareLoop {
    private static final int THREADS = 32;

    private final String url;
    private final String key;
    private final String series;
    private final int calls;
    private final AtomicInteger next = new AtomicInteger();

    private BareLoop(String[] arguments) {
        this.url = arguments[0] + "/track/sale";
        this.key = arguments[1];
        this.series = arguments[2];
        this.calls = Integer.parseInt(arguments[3]);
    }

    /** Arguments: base URL, key, series, number of calls. Prints the seconds that the calls took. */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        new BareLoop(arguments).run();
        System.out.println("seconds " + (System.nanoTime() - begun) / 1e9);
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (CloseableHttpClient client = client()) {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                loops.add(threads.submit(() -> loop(client)));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void loop(CloseableHttpClient client) throws Exception {
        for (int row = next.getAndIncrement(); row < calls; row = next.getAndIncrement()) {
            HttpPost post = new HttpPost(url);
            post.setHeader("Authorization", "Bearer " + key);
            byte[] body = Invoices.request(series, row).getBytes(StandardCharsets.UTF_8);
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            client.execute(post, response -> {
                if (response.getCode() != 200) {
                    throw new IllegalStateException("answered " + response.getCode());
                }
                EntityUtils.consume(response.getEntity());
                return null;
            });
        }
        return null;
    }

    private static CloseableHttpClient client() {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(THREADS)
                        .setMaxConnPerRoute(THREADS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }
}

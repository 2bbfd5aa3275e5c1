package dev.dubimport.bench;

import java.io.IOException;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** What the service's pages of events cost with nothing done about them: each is read and thrown away. */
final class BarePages {
    private static final int PAGE_SIZE = 1_000;
    private static final int NO_EVENTS = "[]".length();

    private BarePages() {}

    /** Arguments: base URL, key, number of events. The pages are those that {@code reconcile} asks for, the empty last one too. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0] + "/events?event=sales&sortOrder=asc&limit=" + PAGE_SIZE
                + "&start=2020-01-01T00:00:00Z&end=" + Instant.now() + "&timezone=UTC&page=";
        int pages = (Integer.parseInt(arguments[2]) + PAGE_SIZE - 1) / PAGE_SIZE;
        long bytes = 0;
        try (CloseableHttpClient client = HttpClients.createMinimal()) {
            for (int page = 1; page <= pages; page++) {
                int size = size(client, url + page, arguments[1]);
                require(size > NO_EVENTS, "no events on page " + page);
                bytes += size;
            }
            require(size(client, url + (pages + 1), arguments[1]) == NO_EVENTS, "events behind page " + pages);
        }
        System.out.println("bytes " + bytes);
    }

    private static int size(CloseableHttpClient client, String url, String key) throws IOException {
        HttpGet get = new HttpGet(url);
        get.setHeader("Authorization", "Bearer " + key);
        return client.execute(get, BarePages::size);
    }

    private static int size(ClassicHttpResponse response) throws IOException {
        require(response.getCode() == 200, "answered " + response.getCode());
        return EntityUtils.toByteArray(response.getEntity()).length;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

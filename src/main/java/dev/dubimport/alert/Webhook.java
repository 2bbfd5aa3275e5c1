package dev.dubimport.alert;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** An address that alerts are posted to. Only the status of its answer counts: what else it says is not read. */
final class Webhook implements Hook {
    /** With the waits in between about an hour: alerts come when networks are down. */
    private static final int MOST_ATTEMPTS = 20;

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final String SLACK = "hooks.slack.com";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final URI uri;
    private final Format format;
    private final Duration answerWithin;
    private final CloseableHttpClient client;
    private final AtomicReference<HttpPost> underWay = new AtomicReference<>(new HttpPost("/"));

    Webhook(URI uri, Format format, Duration answerWithin) {
        this.uri = uri;
        this.format = format;
        this.answerWithin = answerWithin;
        this.client = client(Timeout.of(answerWithin));
    }

    static Webhook of(String url, Optional<Format> format) {
        URI uri = parse(url.strip());
        return new Webhook(uri, format.orElse(uri.getHost().equals(SLACK) ? Format.SLACK : Format.JSON), ANSWER_WITHIN);
    }

    /** The address is not repeated: who has it can write into the channel. */
    private static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL; use the address that the receiver gave you, https://...");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(
                    "not an https URL with a host name; use the address that the receiver" + " gave you, https://...");
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException(
                    "http would send the address and the alerts in the clear; use https; http is for localhost only");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    "holds a user name, a fragment or a port that cannot be; use the address that the receiver gave you");
        }
        return uri;
    }

    /** No redirects, proxies, cookies or retries of the client's own: the secret goes to that address only, as we say. */
    private static CloseableHttpClient client(Timeout timeout) {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connection)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("dub-import")
                .build();
    }

    @Override
    public Delivery deliver(Alert alert) {
        HttpPost post = new HttpPost(uri);
        post.setEntity(new StringEntity(body(alert), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        underWay.set(post);
        // An answer that drips in never pauses for as long as a socket's time-out.
        CompletableFuture.delayedExecutor(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
                .execute(post::cancel);
        try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(uri), post, null)) {
            Delivery delivery = judged(response);
            post.cancel(); // or closing the response would read on to its end
            return delivery;
        } catch (IOException | RuntimeException e) {
            // Its message may hold the address.
            return Delivery.failed("no answer (" + e.getClass().getSimpleName() + ")", Duration.ZERO);
        }
    }

    private String body(Alert alert) {
        return switch (format) {
            case SLACK -> SlackMessage.of(alert);
            case JSON -> AlertJson.of(alert);
        };
    }

    private static Delivery judged(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status / 100 == 2) {
            return Delivery.DONE;
        }
        String problem = "it answers " + status;
        if (status / 100 == 3) {
            return Delivery.refused(problem + ", and redirects are not followed; use the address that it leads to");
        }
        boolean mayHeal = status >= 500 || status == 429 || status == 408;
        return mayHeal ? Delivery.failed(problem, retryAfter(response)) : Delivery.refused(problem);
    }

    private static Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        String value = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = DateUtils.parseStandardDate(value);
        Duration wait = until == null ? Duration.ZERO : Duration.between(Instant.now(), until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    @Override
    public String name() {
        return "the webhook at " + uri.getHost();
    }

    @Override
    public int mostAttempts() {
        return MOST_ATTEMPTS;
    }

    @Override
    public void close() {
        underWay.get().cancel();
        client.close(CloseMode.IMMEDIATE);
    }
}

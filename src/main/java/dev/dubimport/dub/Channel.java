package dev.dubimport.dub;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The wire: one call, one exchange. The HTTP client's own retries, redirects, cookies, authentication and decompression are
 * off; each would act behind the back of the pace, the retries or the bounds.
 *
 * <p>Whether a request may have gone out is not guessed from exceptions but seen: a step of the client's chain behind the
 * connecting one marks the moment. A call without that mark surely did not arrive.
 */
final class Channel implements Wire {
    /** What is said of an answer that does not fit into its bound. */
    static final String TOO_LARGE = "answer_too_large";

    private static final int MOST_SALE_MEGABYTES = 1;

    /** A page of a thousand events is one or two; metadata may make it many more. */
    private static final int MOST_PAGE_MEGABYTES = 32;

    private static final int MOST_LINE_BYTES = 1 << 15;
    private static final int MOST_HEADERS = 200;
    private static final String RESET = "X-RateLimit-Reset";
    private static final ContentType JSON = ContentType.create("application/json");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,8}");

    /** Less than the five seconds after which common servers close an idle connection under our request. */
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(4);

    /** A check costs about a millisecond: worth it only where the last answer is a while ago. */
    private static final TimeValue CHECKED_AFTER = TimeValue.ofMilliseconds(100);

    private final Line line;
    private final HttpHost host;
    private final Clock clock;
    private final long attemptNanos;
    private final BooleanSupplier maySend;
    private final CloseableHttpClient client;
    private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
    private final Stop closed = new Stop();

    /**
     * A channel without a connection yet.
     *
     * @param clock by which a wait until a moment is reckoned where the service does not tell its own time
     * @param maySend asked once more when the connection stands: to connect may take longer than the leave to send lasts
     */
    Channel(Line line, Clock clock, BooleanSupplier maySend) {
        this.line = line;
        this.clock = clock;
        this.maySend = maySend;
        this.host = HttpHost.create(line.baseUrl().uri());
        this.attemptNanos = line.attemptTimeout().toNanos();
        this.client = client(line);
        Threads.named("dub-deadlines").newThread(this::watch).start();
    }

    @Override
    public Exchange post(byte[] json) {
        Call call = new Call("POST", line.baseUrl().resolve("/track/sale"), MOST_SALE_MEGABYTES);
        call.setEntity(new ByteArrayEntity(json, JSON));
        return send(call);
    }

    /** Asks for a path with its query and waits for all of the answer. */
    Exchange get(String pathAndQuery) {
        return send(new Call("GET", line.baseUrl().resolve(pathAndQuery), MOST_PAGE_MEGABYTES));
    }

    /** Ends what is in flight at once, without an answer. */
    void hangUp() {
        inFlight.forEach(Call::cancel);
    }

    @Override
    public void close() {
        closed.ask();
        client.close(CloseMode.GRACEFUL);
    }

    /** At most the time of an attempt. */
    private Exchange send(Call call) {
        call.deadlineNanos = System.nanoTime() + attemptNanos;
        inFlight.add(call);
        try (ClassicHttpResponse response = client.executeOpen(host, call, null)) {
            return reply(call, response);
        } catch (IOException e) {
            return silence(call, e);
        } catch (RuntimeException e) {
            // The HTTP client's, where a deadline cancels a call that is just being made, or an answer is odd beyond
            // its reckoning.
            return silence(call, new IOException(e.toString(), e));
        } finally {
            inFlight.remove(call);
        }
    }

    private Exchange.Reply reply(Call call, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        String body = body(call, response.getEntity());
        if (status == 200) {
            return new Exchange.Reply(status, body, Duration.ZERO, Optional.empty());
        }
        return new Exchange.Reply(
                status, body, retryAfter(response), header(response, HttpHeaders.LOCATION), limit(response));
    }

    private static String body(Call call, @Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        int mostBytes = call.mostMegabytes << 20;
        byte[] body = content.readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            call.isTooLarge = true;
            call.cancel(); // or closing the response would read on to its end
            throw new IOException("the answer is larger than " + call.mostMegabytes + " MB");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** On other statuses than these the header tells of the limiter, not of a wait. */
    private Duration retryAfter(ClassicHttpResponse response) {
        if (response.getCode() != 429 && response.getCode() != 503) {
            return Duration.ZERO;
        }
        return Stream.of(HttpHeaders.RETRY_AFTER, RESET)
                .flatMap(name -> wait(response, name).stream())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** Only the API's own limiter tells both how much it allows and when its window ends. */
    private Optional<Limit> limit(ClassicHttpResponse response) {
        return header(response, "X-RateLimit-Limit")
                .filter(limit -> LIMIT.matcher(limit).matches())
                .map(Long::valueOf)
                .flatMap(limit -> wait(response, RESET).map(end -> new Limit(limit, end)));
    }

    private Optional<Duration> wait(ClassicHttpResponse response, String name) {
        // The service's own clock, where it tells: ours may be wrong by more than the wait.
        Instant now = header(response, HttpHeaders.DATE)
                .flatMap(date -> Optional.ofNullable(DateUtils.parseStandardDate(date)))
                .orElseGet(clock::instant);
        return header(response, name).flatMap(value -> RetryAfter.parse(value, now));
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
    }

    private Exchange.Silence silence(Call call, IOException e) {
        if (!call.sending) {
            return NoConnection.because(e, host);
        }
        if (call.isTooLarge) {
            return new Exchange.Silence(true, TOO_LARGE, why(e));
        }
        if (call.overdue || e instanceof SocketTimeoutException) {
            return new Exchange.Silence(true, "no_answer", "no whole answer within " + seconds(line.timeout()));
        }
        return new Exchange.Silence(true, "connection_lost", "the connection was lost before the answer: " + why(e));
    }

    static String why(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** A socket's time-out starts anew with every byte; this one does not. */
    private void watch() {
        long intervalNanos = Math.min(attemptNanos / 20, TimeUnit.SECONDS.toNanos(1));
        while (closed.sleep(intervalNanos)) {
            cancelOverdue();
        }
    }

    private void cancelOverdue() {
        long now = System.nanoTime();
        for (Call call : inFlight) {
            if (now - call.deadlineNanos > 0) {
                call.overdue = true;
                call.cancel();
            }
        }
    }

    private CloseableHttpClient client(Line line) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(line))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(line.connectTimeout()))
                        .setResponseTimeout(Timeout.of(line.timeout()))
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setDefaultHeaders(List.of(
                        new BasicHeader(HttpHeaders.AUTHORIZATION, line.key().authorization(), true),
                        new BasicHeader(HttpHeaders.ACCEPT, "application/json")))
                .setUserAgent("dub-import/" + version())
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "mark-sending", this::markSending)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(Line line) {
        Timeout connect = Timeout.of(line.connectTimeout());
        Http1Config bounds = Http1Config.custom()
                .setMaxLineLength(MOST_LINE_BYTES)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(bounds)
                        .build())
                .setMaxConnTotal(line.connections())
                .setMaxConnPerRoute(line.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(line.timeout()))
                        .setIdleTimeout(LONGEST_IDLE.toTimeout())
                        .setValidateAfterInactivity(CHECKED_AFTER)
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .build();
    }

    private ClassicHttpResponse markSending(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!maySend.getAsBoolean()) {
            throw new IOException("the leave to send ran out while it was made");
        }
        ((Call) scope.originalRequest).sending = true;
        return chain.proceed(request, scope);
    }

    private static String version() {
        String version = Channel.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** One request on its way. */
    private static final class Call extends HttpUriRequestBase {
        private final int mostMegabytes;
        private volatile long deadlineNanos;
        private volatile boolean sending;
        private volatile boolean overdue;
        private boolean isTooLarge;

        Call(String method, URI uri, int mostMegabytes) {
            super(method, uri);
            this.mostMegabytes = mostMegabytes;
        }
    }
}

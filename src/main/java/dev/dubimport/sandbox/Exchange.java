package dev.dubimport.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Between HTTP and the endpoint. */
final class Exchange implements HttpRequestHandler {
    private final Endpoint endpoint;
    private final IntConsumer countStatus;

    Exchange(Endpoint endpoint, IntConsumer countStatus) {
        this.endpoint = endpoint;
        this.countStatus = countStatus;
    }

    @Override
    public void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        Answer answer = answer(new Endpoint.Request(
                request.getMethod(), path(request), query(request), authorization(request), body(request.getEntity())));
        countStatus.accept(answer.status());
        byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
        HttpEntity entity = answer.delivery().entity(content, ContentType.create(answer.contentType()));
        response.setCode(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setEntity(entity);
    }

    /** A bug of ours is told: as a mere exception it would look like a connection that was dropped on purpose. */
    private Answer answer(Endpoint.Request request) {
        try {
            return endpoint.answer(request);
        } catch (RuntimeException bug) {
            return Answer.error(ErrorCode.INTERNAL_SERVER_ERROR, "a bug of the sandbox: " + bug);
        }
    }

    private static String path(HttpRequest request) {
        String path = request.getPath();
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static String query(HttpRequest request) {
        String path = request.getPath();
        int query = path.indexOf('?');
        return query < 0 ? "" : path.substring(query + 1);
    }

    private static Optional<String> authorization(HttpRequest request) {
        return Optional.ofNullable(request.getFirstHeader("Authorization")).map(NameValuePair::getValue);
    }

    /** Bytes that are no UTF-8 become replacement characters, as in the live service. */
    private static String body(@Nullable HttpEntity entity) throws IOException {
        return entity == null ? "" : new String(EntityUtils.toByteArray(entity), StandardCharsets.UTF_8);
    }
}

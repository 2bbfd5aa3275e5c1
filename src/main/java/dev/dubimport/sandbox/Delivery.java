package dev.dubimport.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** How an answer reaches the client, if it does. An exception in here is how a connection breaks: the server then resets it. */
@FunctionalInterface
interface Delivery {
    Delivery WHOLE = (body, type) -> new EntityTemplate(body.length, type, out -> out.write(body));

    /** The connection is reset before the answer. */
    Delivery RESET = (body, type) -> {
        throw new ConnectionClosedException("reset on purpose");
    };

    /** The connection is closed, as after a last answer, but before this one. */
    Delivery CLOSED = (body, type) -> {
        throw new HungUp();
    };

    /** The connection is reset in the middle of the body. */
    Delivery BROKEN_OFF = (body, type) -> new EntityTemplate(body.length, type, out -> {
        out.write(body, 0, body.length / 2);
        out.flush();
        throw new ConnectionClosedException("broken off on purpose");
    });

    /** A JSON object with a hundred megabytes of white space in it, of a length that is not told before. */
    Delivery HUGE = (body, type) -> new EntityTemplate(-1, type, out -> {
        out.write(body[0]);
        writeSpaces(out);
        out.write(body, 1, body.length - 1);
    });

    /** The end of a connection without a word about it. */
    final class HungUp extends IOException {
        private HungUp() {
            super("hung up on purpose");
        }
    }

    HttpEntity entity(byte[] body, ContentType type) throws IOException;

    /** Byte by byte, the last one after that length of time. */
    static Delivery dripping(Duration length, Pauses pauses) {
        return (body, type) -> new EntityTemplate(body.length, type, out -> {
            for (byte drop : body) {
                if (!pauses.pause(length.dividedBy(body.length))) {
                    throw new ConnectionClosedException("the sandbox closes");
                }
                out.write(drop);
                out.flush();
            }
        });
    }

    private static void writeSpaces(OutputStream out) throws IOException {
        byte[] spaces = new byte[100_000];
        Arrays.fill(spaces, " ".getBytes(StandardCharsets.US_ASCII)[0]);
        for (int i = 0; i < 1_000; i++) {
            out.write(spaces);
        }
    }
}

package dev.dubimport.dub;

/** How one call goes out, and what came back: a seam, behind which a test plays the service. */
interface Wire extends AutoCloseable {
    /** Sends the body once and waits for all of the answer. */
    Exchange post(byte[] json);

    @Override
    default void close() {}
}

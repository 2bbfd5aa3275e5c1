package dev.dubimport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;

/**
 * A stand-in for Dub's conversions API on this machine: {@code POST /track/sale} with the contract's checks and answers, and
 * the traps of the live service: invoice ids remembered for seven days only, its sliding rate limit with its odd headers,
 * sales that are accepted and not recorded, faults. It listens on 127.0.0.1 only. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    private final HttpServer server;
    private final Endpoint endpoint;
    private final Pauses pauses;
    private final Map<Integer, LongAdder> calls = new ConcurrentHashMap<>();

    private Sandbox(SandboxSettings settings) {
        pauses = new Pauses();
        endpoint = new Endpoint(settings, pauses);
        Exchange exchange = new Exchange(endpoint, this::count);
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(loopback())
                .setListenerPort(settings.port())
                .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setRequestRouter((request, context) -> exchange)
                .create();
    }

    /**
     * Starts one, which listens when this returns.
     *
     * @throws UncheckedIOException with a message for people, where the port cannot be had
     */
    public static Sandbox start(SandboxSettings settings) {
        Sandbox sandbox = new Sandbox(settings);
        try {
            sandbox.server.start();
        } catch (IOException e) {
            sandbox.close();
            throw new UncheckedIOException(
                    "cannot listen on 127.0.0.1:" + settings.port() + ": " + e.getMessage()
                            + "; use another port, or 0 for any free one",
                    e);
        }
        return sandbox;
    }

    /** What stands before {@code /track/sale}: {@code http://127.0.0.1:41234}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Every sale event so far, in the order of recording: what was recorded twice stands here twice. */
    public List<RecordedSale> recorded() {
        return endpoint.books().events();
    }

    /** How many calls were answered so far, by status; 0 counts those whose connection was dropped without an answer. */
    public SortedMap<Integer, Long> calls() {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        calls.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    /** From the next call on, these faults in place of the ones before, drawn from their seed's beginning. */
    public void play(Faults faults) {
        endpoint.play(faults);
    }

    /** The seven days are over: any invoice id is recorded again. */
    public void forgetInvoiceIds() {
        endpoint.books().forgetInvoiceIds();
    }

    /** From the next call on, the key is no longer valid. */
    public void revokeKey() {
        endpoint.revokeKey();
    }

    /** Stops listening and breaks all connections, also those that wait for an answer. */
    @Override
    public void close() {
        pauses.endAll();
        server.close(CloseMode.IMMEDIATE);
    }

    private void count(int status) {
        calls.computeIfAbsent(status, first -> new LongAdder()).increment();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.dubimport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A stand-in for Dub's conversions API on this machine: {@code POST /track/sale} with the contract's checks and answers, and
 * the traps of the live service: invoice ids remembered for seven days only, its sliding rate limit with its odd headers,
 * sales that are accepted and not recorded, faults. What was recorded can be read back: {@code GET /events},
 * {@code /analytics}, {@code /customers}, {@code /commissions}. It listens on 127.0.0.1 only. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    private final Pauses pauses = new Pauses();
    private final Tally<Integer> calls = new Tally<>();
    private final Endpoint endpoint;
    private final Listener listener;

    private Sandbox(SandboxSettings settings) throws IOException {
        endpoint = new Endpoint(settings, pauses, () -> breakDownFor(settings.outage));
        listener = new Listener(settings, new Exchange(endpoint, calls::count), pauses);
    }

    /**
     * Starts one, which listens when this returns.
     *
     * @throws UncheckedIOException with a message for people, where the port cannot be had
     */
    public static Sandbox start(SandboxSettings settings) {
        try {
            return new Sandbox(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on 127.0.0.1:" + settings.port + ": " + e.getMessage()
                            + "; use another port, or 0 for any free one",
                    e);
        }
    }

    /** What stands before {@code /track/sale}: {@code http://127.0.0.1:41234}. */
    public URI baseUrl() {
        return listener.url();
    }

    /** Every sale event so far, in the order of recording: what was recorded twice stands here twice. */
    public List<RecordedSale> recorded() {
        return endpoint.books().events();
    }

    /**
     * Other events in place of those that are recorded: for books that are not what was sent. The service's memory of invoice ids
     * and its earlier answers stay as they are.
     *
     * @param change may change and return the list that it is given, or return another; an event without an id gets one
     */
    public void amend(UnaryOperator<List<RecordedSale>> change) {
        endpoint.books().amend(change);
    }

    /** How many calls were answered so far, by status; 0 counts those whose connection ended without an answer. */
    public SortedMap<Integer, Long> calls() {
        return calls.sums();
    }

    /** How many calls met a fault so far, by its kind, from the first call on. */
    public SortedMap<Fault, Long> faultsMet() {
        return endpoint.faultsMet();
    }

    /** From the next sale on, these faults in place of the ones before, drawn from their seed's beginning. */
    public void play(Faults faults) {
        endpoint.play(faults);
    }

    /** The same for the calls that read back, which meet none unless told here. */
    public void playOnReads(Faults faults) {
        endpoint.playOnReads(faults);
    }

    /** Breaks all connections and refuses new ones for that long, beginning before this returns; within an outage it does nothing. */
    public void breakDownFor(Duration length) {
        listener.breakDownFor(length);
    }

    /** From now on other programs with the same key call that often, evenly spread; 0 ends it. */
    public void letOthersCall(int callsPerMinute) {
        endpoint.letOthersCall(callsPerMinute);
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
        listener.close();
    }
}

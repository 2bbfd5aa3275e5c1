package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** How a sandbox behaves. Start from {@link #DEFAULT} and change what differs: each change is a new object. */
public final class SandboxSettings implements Cloneable {

    /** The key of a sandbox that was given no other; no secret. */
    public static final String DEFAULT_KEY = "dub_sandbox_key";

    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Any free port, {@link #DEFAULT_KEY}, the business plan's 1,200 calls a minute, no latency, no faults. */
    public static final SandboxSettings DEFAULT = new SandboxSettings();

    // Set in a fresh copy only, before anyone else sees it.
    int port;
    Tls tls = Tls.OFF;
    String key = DEFAULT_KEY;
    int callsPerMinute = 1_200;
    int otherCallsPerMinute;
    Duration latency = Duration.ZERO;
    Duration jitter = Duration.ZERO;
    Duration visibleAfter = Duration.ZERO;
    Duration eventsAfter = Duration.ZERO;
    int eventsPerSecond;
    Duration hang = Duration.ofMinutes(1);
    Duration late = Duration.ofSeconds(2);
    Duration outage = Duration.ofSeconds(1);
    int forgetAfter;
    int revokeAfter;
    String unknownCustomers = "";
    boolean answersInUsd;
    Faults faults = Faults.NONE;
    InstantSource clock = InstantSource.system();

    private SandboxSettings() {}

    /** The port on 127.0.0.1; 0 takes any free one. */
    public SandboxSettings withPort(int port) {
        require(port >= 0 && port <= 65_535, "port " + port + ": not between 0 and 65535");
        return with(copy -> copy.port = port);
    }

    public SandboxSettings withTls(Tls tls) {
        return with(copy -> copy.tls = tls);
    }

    /** The one key that the sandbox accepts. */
    public SandboxSettings withKey(String key) {
        require(!key.isBlank(), "key: blank");
        return with(copy -> copy.key = key);
    }

    /** The rate limit; {@link #UNLIMITED} for none. */
    public SandboxSettings withCallsPerMinute(int calls) {
        require(calls > 0, "calls per minute " + calls + ": not above 0");
        return with(copy -> copy.callsPerMinute = calls);
    }

    /** What other programs with the same key take from the rate limit, evenly; 0 for nothing. */
    public SandboxSettings withOtherCallsPerMinute(int calls) {
        require(calls >= 0, "other calls per minute " + calls + ": negative");
        return with(copy -> copy.otherCallsPerMinute = calls);
    }

    /**
     * How long every call takes at least before anything is recorded, and a random part of the jitter on top. It is real time,
     * whatever the clock says; so are the other waits.
     */
    public SandboxSettings withLatency(Duration latency, Duration jitter) {
        require(!latency.isNegative(), "latency " + latency + ": negative");
        require(!jitter.isNegative(), "jitter " + jitter + ": negative");
        return with(copy -> {
            copy.latency = latency;
            copy.jitter = jitter;
        });
    }

    /**
     * For how long after a sale is recorded its invoice id is not yet found, so that a second request records it again; 0
     * protects better than the live service does.
     */
    public SandboxSettings withVisibleAfter(Duration delay) {
        require(!delay.isNegative(), "visible after " + delay + ": negative");
        return with(copy -> copy.visibleAfter = delay);
    }

    /** For how long after a sale is recorded its event cannot be read back; its customer's totals have it at once. */
    public SandboxSettings withEventsAfter(Duration delay) {
        require(!delay.isNegative(), "events after " + delay + ": negative");
        return with(copy -> copy.eventsAfter = delay);
    }

    /** The rate limit of {@code /events} and {@code /analytics}, which has nothing to do with the other; 0 for none. */
    public SandboxSettings withEventsPerSecond(int calls) {
        require(calls >= 0, "events per second " + calls + ": negative");
        return with(copy -> copy.eventsPerSecond = calls);
    }

    /** How long an answer takes that never comes, or that drips in too slowly; a minute unless changed. */
    public SandboxSettings withHang(Duration length) {
        require(!length.isNegative(), "hang " + length + ": negative");
        return with(copy -> copy.hang = length);
    }

    /** How long after the request a sale is recorded that is recorded late; two seconds unless changed. */
    public SandboxSettings withLate(Duration delay) {
        require(!delay.isNegative(), "late " + delay + ": negative");
        return with(copy -> copy.late = delay);
    }

    /** How long an outage lasts that a fault begins; a second unless changed. */
    public SandboxSettings withOutage(Duration length) {
        require(!length.isNegative(), "outage " + length + ": negative");
        return with(copy -> copy.outage = length);
    }

    /** After how many answered calls with the key, readings too, the seven days are over; 0 for never. */
    public SandboxSettings withForgetAfter(int calls) {
        require(calls >= 0, "forget after " + calls + " calls: negative");
        return with(copy -> copy.forgetAfter = calls);
    }

    /** After how many answered calls with the key, readings too, it is no longer valid; 0 for never. */
    public SandboxSettings withRevokeAfter(int calls) {
        require(calls >= 0, "revoke after " + calls + " calls: negative");
        return with(copy -> copy.revokeAfter = calls);
    }

    /**
     * Whose sales are answered with {@code sale: null}.
     *
     * @param glob an external id in which {@code *} stands for any text; empty for nobody's
     */
    public SandboxSettings withUnknownCustomers(String glob) {
        return with(copy -> copy.unknownCustomers = glob);
    }

    /** Sales in another currency are stored and answered in US dollars, as in the live service. */
    public SandboxSettings withAnswersInUsd() {
        return with(copy -> copy.answersInUsd = true);
    }

    public SandboxSettings withFaults(Faults faults) {
        return with(copy -> copy.faults = faults);
    }

    /** What time it is for the rate limits, the events and the memory of invoice ids. */
    public SandboxSettings withClock(InstantSource clock) {
        return with(copy -> copy.clock = clock);
    }

    private SandboxSettings with(Consumer<SandboxSettings> change) {
        SandboxSettings copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    protected SandboxSettings clone() {
        try {
            return (SandboxSettings) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a sandbox behaves. Start from {@link #DEFAULT} and change what differs.
 *
 * @param port 0 takes any free one
 * @param key the one key that the sandbox accepts
 * @param callsPerMinute the rate limit; {@link #UNLIMITED} for none
 * @param latency how long every call takes at least before anything is recorded
 * @param jitter a random part of this comes on top of the latency
 * @param unknownCustomers whose sales are answered with {@code sale: null}: an external id in which {@code *} stands for any
 *     text; empty for nobody's
 * @param visibleAfter for how long after a sale is recorded its invoice id is not yet found, so that a second request records
 *     it again; 0 protects better than the live service does
 * @param answersInUsd whether sales in another currency are stored and answered in US dollars, as in the live service
 * @param clock what time it is for the rate limit, the events and the memory of invoice ids; latency is real time
 */
public record SandboxSettings(
        int port,
        String key,
        int callsPerMinute,
        Duration latency,
        Duration jitter,
        String unknownCustomers,
        Duration visibleAfter,
        boolean answersInUsd,
        Faults faults,
        InstantSource clock) {

    /** The key of a sandbox that was given no other; no secret. */
    public static final String DEFAULT_KEY = "dub_sandbox_key";

    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final Duration NONE = Duration.ZERO;

    /** Any free port, {@link #DEFAULT_KEY}, the business plan's 1,200 calls a minute, no latency, no faults. */
    public static final SandboxSettings DEFAULT = new SandboxSettings(
            0, DEFAULT_KEY, 1_200, NONE, NONE, "", NONE, false, Faults.NONE, InstantSource.system());

    public SandboxSettings {
        require(port >= 0 && port <= 65_535, "port " + port + ": not between 0 and 65535");
        require(!key.isBlank(), "key: blank");
        require(callsPerMinute > 0, "calls per minute " + callsPerMinute + ": not above 0");
        require(!latency.isNegative(), "latency " + latency + ": negative");
        require(!jitter.isNegative(), "jitter " + jitter + ": negative");
        require(!visibleAfter.isNegative(), "visible after " + visibleAfter + ": negative");
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(
                newPort,
                key,
                callsPerMinute,
                latency,
                jitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                faults,
                clock);
    }

    public SandboxSettings withKey(String newKey) {
        return new SandboxSettings(
                port,
                newKey,
                callsPerMinute,
                latency,
                jitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                faults,
                clock);
    }

    public SandboxSettings withCallsPerMinute(int newCallsPerMinute) {
        return new SandboxSettings(
                port,
                key,
                newCallsPerMinute,
                latency,
                jitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                faults,
                clock);
    }

    public SandboxSettings withLatency(Duration newLatency, Duration newJitter) {
        return new SandboxSettings(
                port,
                key,
                callsPerMinute,
                newLatency,
                newJitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                faults,
                clock);
    }

    public SandboxSettings withUnknownCustomers(String glob) {
        return new SandboxSettings(
                port, key, callsPerMinute, latency, jitter, glob, visibleAfter, answersInUsd, faults, clock);
    }

    public SandboxSettings withVisibleAfter(Duration delay) {
        return new SandboxSettings(
                port, key, callsPerMinute, latency, jitter, unknownCustomers, delay, answersInUsd, faults, clock);
    }

    public SandboxSettings withAnswersInUsd() {
        return new SandboxSettings(
                port, key, callsPerMinute, latency, jitter, unknownCustomers, visibleAfter, true, faults, clock);
    }

    public SandboxSettings withFaults(Faults newFaults) {
        return new SandboxSettings(
                port,
                key,
                callsPerMinute,
                latency,
                jitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                newFaults,
                clock);
    }

    public SandboxSettings withClock(InstantSource newClock) {
        return new SandboxSettings(
                port,
                key,
                callsPerMinute,
                latency,
                jitter,
                unknownCustomers,
                visibleAfter,
                answersInUsd,
                faults,
                newClock);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A call that bears the key and keeps the rate limit: what it would come to, and what a fault may make of it.
 *
 * @param outage begins one
 */
record Call(
        Supplier<Answer> work, RateLimit.Standing standing, SandboxSettings settings, Pauses pauses, Runnable outage) {

    /** Checks and records the sale, or reads, as if nothing were wrong. */
    Answer record() {
        Answer answer = work.get();
        return answer.status() == 200 ? answer : pastTheLimit(answer);
    }

    /** Does so after a wait, whether or not the client is still there; not at all if the sandbox closes meanwhile. */
    Answer recordAfter(Duration delay) {
        return pauses.pause(delay) ? record() : Answer.DROPPED;
    }

    /** The answer after a wait, unless the sandbox closes meanwhile. */
    Answer after(Duration length, Answer answer) {
        return pauses.pause(length) ? answer : Answer.DROPPED;
    }

    Answer drip(Duration length) {
        return record().delivered(Delivery.dripping(length, pauses));
    }

    Answer refused(ErrorCode code, String message) {
        return pastTheLimit(Answer.error(code, message));
    }

    /** As the live service words it, with its odd {@code Retry-After}. */
    Answer refusedFor(Duration length) {
        return standing.refusedUntil(in(length)).refusal();
    }

    /** The call that begins an outage is its first victim. */
    Answer fallInAnOutage() {
        outage.run();
        return Answer.DROPPED;
    }

    Instant in(Duration length) {
        return settings.clock.instant().plus(length);
    }

    /** As a proxy in front of the service words it. */
    static Answer gatewaySays(int status, String title, String retryAfter) {
        return Answer.html(status, title).with(Map.of("Retry-After", retryAfter));
    }

    /** Trap: once the rate limit has let a call pass, an error bears the limit's headers, {@code Retry-After} too. */
    private Answer pastTheLimit(Answer error) {
        return error.with(standing.headers());
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** A call that bears the key and keeps the rate limit: what it would come to, and what a fault may make of it. */
record Call(Supplier<Answer> work, RateLimit.Standing standing, InstantSource clock, Pauses pauses) {

    /** Checks and records the sale, as if nothing were wrong. */
    Answer record() {
        Answer answer = work.get();
        return answer.status() == 200 ? answer : pastTheLimit(answer);
    }

    /** The answer after a wait, unless the sandbox closes meanwhile. */
    Answer after(Duration length, Answer answer) {
        return pauses.pause(length) ? answer : Answer.DROPPED;
    }

    Answer refused(ErrorCode code, String message) {
        return pastTheLimit(Answer.error(code, message));
    }

    Answer refusedFor(Duration length) {
        return standing.refusedUntil(clock.instant().plus(length)).refusal();
    }

    /** Trap: once the rate limit has let a call pass, an error bears the limit's headers, {@code Retry-After} too. */
    private Answer pastTheLimit(Answer error) {
        return error.with(standing.headers());
    }
}

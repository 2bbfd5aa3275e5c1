package dev.dubimport.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can go wrong with a call that bears the key and keeps the rate limit. A new kind is a constant here and a line in
 * {@link #meet}.
 */
public enum Fault {
    /** The customer's link is gone. */
    GONE("404"),
    /** Not this call nor the four after it; {@code Retry-After} is half a second away, in epoch milliseconds. */
    BURST("429"),
    /** A JSON error, nothing recorded. */
    ERROR("500"),
    /** A JSON error, although the sale is recorded. */
    ERROR_AFTER("500-after"),
    /** A gateway's HTML page, nothing recorded. */
    BAD_GATEWAY("502"),
    /** A gateway's HTML page with {@code Retry-After: 1}, in seconds; nothing recorded. */
    UNAVAILABLE("503"),
    /** The connection breaks, nothing recorded. */
    DROP_BEFORE("drop-before"),
    /** The sale is recorded, then the connection breaks. */
    DROP_AFTER("drop-after"),
    /** No answer for a minute, then the connection breaks; nothing recorded. */
    HANG_BEFORE("hang-before"),
    /** The sale is recorded; no answer for a minute, then the connection breaks. */
    HANG_AFTER("hang-after"),
    /** The sale is recorded, and the connection breaks in the middle of the answer. */
    TRUNCATED("truncated"),
    /** The sale is recorded, and the answer is 200 with a body that is no JSON. */
    NO_JSON("no-json"),
    /** The sale is recorded at once, and the answer comes a second later. */
    SLOW("slow");

    private static final int CALLS_IN_A_BURST = 5;
    private static final Duration BURST_ENDS_IN = Duration.ofMillis(500);
    private static final Duration LONGER_THAN_ANYONE_WAITS = Duration.ofMinutes(1);
    private static final Duration SLOW_ANSWER = Duration.ofSeconds(1);

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** The kind of that name, as {@code --faults} takes it: {@code drop-after}. */
    static Optional<Fault> parse(String text) {
        return Arrays.stream(values()).filter(fault -> fault.text.equals(text)).findFirst();
    }

    /** All names, for messages: {@code 404, 429, ...}. */
    static String allowed() {
        return Arrays.stream(values()).map(Fault::toString).collect(Collectors.joining(", "));
    }

    int callsInARow() {
        return this == BURST ? CALLS_IN_A_BURST : 1;
    }

    Answer meet(Call call) {
        return switch (this) {
            case GONE -> call.refused(ErrorCode.NOT_FOUND, "Link not found.");
            case BURST -> call.refusedFor(BURST_ENDS_IN);
            case ERROR -> call.refused(ErrorCode.INTERNAL_SERVER_ERROR, "An internal server error occurred.");
            case ERROR_AFTER -> {
                call.record();
                yield ERROR.meet(call);
            }
            case BAD_GATEWAY -> Answer.html(502, "Bad Gateway");
            case UNAVAILABLE -> Answer.html(503, "Service Unavailable").with(Map.of("Retry-After", "1"));
            case DROP_BEFORE -> Answer.DROPPED;
            case DROP_AFTER -> {
                call.record();
                yield Answer.DROPPED;
            }
            case HANG_BEFORE -> call.after(LONGER_THAN_ANYONE_WAITS, Answer.DROPPED);
            case HANG_AFTER -> {
                call.record();
                yield HANG_BEFORE.meet(call);
            }
            case TRUNCATED -> call.record().truncated();
            case NO_JSON -> {
                call.record();
                yield Answer.text(200, "OK");
            }
            case SLOW -> call.after(SLOW_ANSWER, call.record());
        };
    }

    /** The name that {@code --faults} takes. */
    @Override
    public String toString() {
        return text;
    }
}

package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can go wrong with a call that bears the key and keeps the rate limit. A new kind is a constant here: its name in
 * {@code --faults}, and what it makes of the call. Nothing is recorded where it does not say so.
 */
public enum Fault {
    /** The customer's link is gone. */
    GONE("404", call -> call.refused(ErrorCode.NOT_FOUND, "Link not found.")),
    /** A gateway's HTML page. */
    TIMED_OUT("408", call -> Answer.html(408, "Request Timeout")),
    /** Not this call nor the four after it; {@code Retry-After} is half a second away, in epoch milliseconds. */
    BURST("429", 5, call -> call.refusedFor(Duration.ofMillis(500))),
    /** The same from a proxy: {@code Retry-After: 1}, in seconds. */
    BURST_SECONDS("429-seconds", 5, call -> Call.gatewaySays(429, "Too Many Requests", "1")),
    /** The same from a proxy: {@code Retry-After} is an HTTP date, one to two seconds away. */
    BURST_DATE("429-date", 5, call -> Call.gatewaySays(429, "Too Many Requests", httpDate(call))),
    /** The same from a proxy, without {@code Retry-After}. */
    BURST_BARE("429-bare", 5, call -> Answer.html(429, "Too Many Requests")),
    /** A JSON error. */
    ERROR("500", Fault::internalError),
    /** A JSON error, although the sale is recorded. */
    ERROR_AFTER("500-after", recorded(Fault::internalError)),
    /** A gateway's HTML page. */
    BAD_GATEWAY("502", call -> Answer.html(502, "Bad Gateway")),
    /** A gateway's HTML page with {@code Retry-After: 1}, in seconds. */
    UNAVAILABLE("503", call -> Call.gatewaySays(503, "Service Unavailable", "1")),
    /** A gateway's HTML page without {@code Retry-After}. */
    UNAVAILABLE_BARE("503-bare", call -> Answer.html(503, "Service Unavailable")),
    /** A gateway's HTML page. */
    GATEWAY_TIMEOUT("504", Fault::gatewayTimeout),
    /** A gateway's HTML page, although the sale is recorded. */
    GATEWAY_TIMEOUT_AFTER("504-after", recorded(Fault::gatewayTimeout)),
    /** The connection is reset. */
    DROP_BEFORE("drop-before", call -> Answer.DROPPED),
    /** The sale is recorded, then the connection is reset. */
    DROP_AFTER("drop-after", recorded(call -> Answer.DROPPED)),
    /** The connection is closed without an answer. */
    CLOSE_BEFORE("close-before", call -> Answer.HUNG_UP),
    /** The sale is recorded, then the connection is closed without an answer. */
    CLOSE_AFTER("close-after", recorded(call -> Answer.HUNG_UP)),
    /** No answer for as long as the settings say, then the connection breaks. */
    HANG_BEFORE("hang-before", Fault::hang),
    /** The sale is recorded; no answer for as long as the settings say, then the connection breaks. */
    HANG_AFTER("hang-after", recorded(Fault::hang)),
    /** The sale is recorded at once, and the answer comes a second later. */
    SLOW("slow", call -> call.after(Duration.ofSeconds(1), call.record())),
    /** The sale is recorded as late as the settings say, even if the client is gone by then. */
    LATE("late", call -> call.recordAfter(call.settings().late)),
    /** The sale is recorded, and the answer comes byte by byte within a second. */
    DRIP("drip", call -> call.drip(Duration.ofSeconds(1))),
    /** The sale is recorded, and the answer comes byte by byte, in the time of an answer that never comes. */
    DRIP_ON("drip-on", call -> call.drip(call.settings().hang)),
    /** The sale is recorded, and the connection breaks in the middle of the answer. */
    TRUNCATED("truncated", call -> call.record().delivered(Delivery.BROKEN_OFF)),
    /** The sale is recorded, and the answer is 200 with the first half of its JSON. */
    HALF_JSON("half-json", call -> call.record().halved()),
    /** The sale is recorded, and the answer is 200 with a body that is no JSON. */
    NO_JSON("no-json", recorded(call -> Answer.text(200, "OK"))),
    /** The sale is recorded, and the answer is 200 with JSON of another shape. */
    OTHER_JSON("other-json", recorded(call -> Answer.json(200, "{\"ok\":true}"))),
    /** The sale is recorded, and the answer has a hundred megabytes. */
    HUGE("huge", call -> call.record().delivered(Delivery.HUGE)),
    /** All connections break, and new ones are refused for as long as the settings say. */
    OUTAGE("outage", Call::fallInAnOutage);

    private final String text;
    private final int callsInARow;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    private final Function<Call, Answer> answer;

    Fault(String text, Function<Call, Answer> answer) {
        this(text, 1, answer);
    }

    Fault(String text, int callsInARow, Function<Call, Answer> answer) {
        this.text = text;
        this.callsInARow = callsInARow;
        this.answer = answer;
    }

    /** The kind of that name, as {@code --faults} takes it: {@code drop-after}. */
    static Optional<Fault> parse(String text) {
        return Arrays.stream(values()).filter(fault -> fault.text.equals(text)).findFirst();
    }

    /** All names, for messages: {@code 404, 408, ...}. */
    static String allowed() {
        return Arrays.stream(values()).map(Fault::toString).collect(Collectors.joining(", "));
    }

    /** All that hit a single call: an outage hits every other call too. */
    static List<Fault> mixed() {
        return Arrays.stream(values()).filter(fault -> fault != OUTAGE).toList();
    }

    int callsInARow() {
        return callsInARow;
    }

    Answer meet(Call call) {
        return answer.apply(call);
    }

    private static Function<Call, Answer> recorded(Function<Call, Answer> thenAnswered) {
        return call -> {
            call.record();
            return thenAnswered.apply(call);
        };
    }

    private static Answer internalError(Call call) {
        return call.refused(ErrorCode.INTERNAL_SERVER_ERROR, "An internal server error occurred.");
    }

    private static Answer gatewayTimeout(Call call) {
        return Answer.html(504, "Gateway Timeout");
    }

    private static Answer hang(Call call) {
        return call.after(call.settings().hang, Answer.DROPPED);
    }

    private static String httpDate(Call call) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                call.in(Duration.ofSeconds(2)).atOffset(ZoneOffset.UTC));
    }

    /** The name that {@code --faults} takes. */
    @Override
    public String toString() {
        return text;
    }
}

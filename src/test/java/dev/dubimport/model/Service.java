package dev.dubimport.model;

import dev.dubimport.dub.PlayedAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as {@code dub-api.md} tells of it, with all its traps, and what may happen on the way there and back. It keeps its
 * own books, so that what the importer believes can be held against what is true.
 */
final class Service {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The ledger's times are in whole milliseconds. */
    private static final long MARGIN = 1_000_000;

    private static final String NOT_ATTRIBUTED = "{\"eventName\": \"Purchase\", \"customer\": null, \"sale\": null}";

    private final Timeline time;
    private final Scene scene;
    private final Random die;
    private final Consumer<String> trace;
    private final Map<String, List<Recording>> recordings = new HashMap<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<String, Integer> callsByInvoice = new HashMap<>();
    private final Map<String, Long> unsureSince = new HashMap<>();
    private final Deque<Long> callsOfTheMinute = new ArrayDeque<>();
    private final Map<Fault, Integer> faultsMet = new EnumMap<>(Fault.class);
    private final List<String> resentTooLate = new ArrayList<>();
    private long limitedUntil;
    private long outageUntil;
    private boolean revoked;
    private int calls;

    /** One sale in the service's books: when its invoice id became known, and what was answered. */
    private record Recording(long at, long visibleAt, String answer) {}

    Service(Timeline time, Scene scene, long seed, Consumer<String> trace) {
        this.time = time;
        this.scene = scene;
        this.die = new Random(seed + 1);
        this.trace = trace;
    }

    int calls() {
        return calls;
    }

    int callsFor(String invoiceId) {
        return callsByInvoice.getOrDefault(invoiceId, 0);
    }

    Set<String> recorded() {
        return recordings.keySet();
    }

    Map<Fault, Integer> faultsMet() {
        return faultsMet;
    }

    /** Calls for sales that had perhaps been recorded more than the service's memory before. */
    List<String> resentTooLate() {
        return resentTooLate;
    }

    int timesRecorded(String invoiceId) {
        return recordings.getOrDefault(invoiceId, List.of()).size();
    }

    /** Whether the sale is in the books, or a request is at work that will put it there. */
    boolean hasOrWillHave(String invoiceId) {
        return timesRecorded(invoiceId) > 0 || underWay.getOrDefault(invoiceId, 0) > 0;
    }

    /** A person has seen to the key, and nobody is out any more. */
    void mend() {
        revoked = false;
        outageUntil = 0;
        limitedUntil = 0;
    }

    /** Plays one call; returns when the client has its answer or has given up. */
    PlayedAnswer call(byte[] body, double faultRate, Fate caller) {
        Request request = Request.read(JSON.readTree(body));
        calls++;
        callsByInvoice.merge(request.invoiceId, 1, Integer::sum);
        long sentAt = time.nanos();
        Long unsure = unsureSince.putIfAbsent(request.invoiceId, sentAt);
        if (unsure != null && sentAt - unsure >= Bounds.REMEMBERED_FOR.toNanos()) {
            resentTooLate.add(request.invoiceId);
        }
        Fault fault = fault(faultRate);
        trace.accept("call " + request.invoiceId + " " + request.amount + (fault == null ? "" : " meets " + fault));
        PlayedAnswer answer = fault == null ? handled(request, caller) : faulty(request, fault, caller);
        trace.accept("answer " + request.invoiceId + " " + shortened(answer));
        if (isUnattributed(answer) || (unsure == null && surelyDidNothing(answer))) {
            unsureSince.remove(request.invoiceId);
        }
        return answer;
    }

    /** Tells of the sale, whatever came before: a recorded one would be answered again. */
    private static boolean isUnattributed(PlayedAnswer answer) {
        return answer instanceof PlayedAnswer.Whole whole && whole.body().equals(NOT_ATTRIBUTED);
    }

    /** Tells of this call only. */
    private static boolean surelyDidNothing(PlayedAnswer answer) {
        return answer instanceof PlayedAnswer.None none
                ? !none.sent()
                : ((PlayedAnswer.Whole) answer).status() / 100 == 4 && ((PlayedAnswer.Whole) answer).status() != 408;
    }

    private static String shortened(PlayedAnswer answer) {
        String text = answer.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private @Nullable Fault fault(double rate) {
        if (revoked) {
            return Fault.REVOKED_401;
        }
        if (time.nanos() < outageUntil) {
            return Fault.OUTAGE;
        }
        if (time.nanos() < limitedUntil) {
            return Fault.LIMITED_429;
        }
        if (die.nextDouble() >= rate) {
            return null;
        }
        List<Fault> kinds = List.copyOf(scene.faults());
        Fault fault =
                Fault.ALL.stream().filter(scene.faults()::contains).toList().get(die.nextInt(kinds.size()));
        boolean grave = fault == Fault.OUTAGE || fault == Fault.REVOKED_401;
        if (grave && kinds.size() > 1 && die.nextInt(8) > 0) {
            return null;
        }
        faultsMet.merge(fault, 1, Integer::sum);
        switch (fault) {
            case OUTAGE -> outageUntil = time.nanos() + millis(1_000, chance(0.2) ? 1_800_000 : 60_000);
            case LIMITED_429 -> limitedUntil = time.nanos() + millis(0, 20_000);
            case REVOKED_401 -> revoked = true;
            default -> {}
        }
        return fault;
    }

    /** Without a fault, though perhaps slowly. */
    private PlayedAnswer handled(Request request, Fate caller) {
        if (isOverLimit()) {
            sleep(millis(5, 200), caller);
            return limited();
        }
        long there = millis(5, 300);
        long back = there + (chance(0.03) ? millis(500, 29_000) : millis(5, 300));
        Call call = arrive(request, time.nanos() + there, time.nanos() + back, false, caller);
        sleep(back, caller);
        return call.answer();
    }

    private PlayedAnswer faulty(Request request, Fault fault, Fate caller) {
        long sentAt = time.nanos();
        long seenAt = sentAt
                + (fault.atOnce
                        ? (chance(0.1) ? millis(500, 29_000) : millis(10, 900))
                        : Bounds.ANSWER_WITHIN.toNanos());
        boolean handled = switch (fault.handled) {
            case NO -> false;
            case AT_ONCE_PERHAPS, PERHAPS -> chance(0.5);
            case YES, LATE -> true;
        };
        if (handled) {
            boolean late =
                    fault.handled == Fault.Handled.LATE || (fault.handled == Fault.Handled.PERHAPS && chance(0.5));
            arrive(request, sentAt + millis(1, 9), seenAt, late, caller);
        }
        sleep(seenAt - sentAt, caller);
        if (fault.status == 0) {
            return new PlayedAnswer.None(fault.sent, fault.text, "played " + fault);
        }
        if (fault == Fault.LIMITED_429) {
            return limited();
        }
        boolean asksToWait = fault == Fault.UNAVAILABLE_503 && chance(0.5);
        return new PlayedAnswer.Whole(
                fault.status, fault.text, asksToWait ? Duration.ofNanos(millis(0, 6_000)) : Duration.ZERO);
    }

    /**
     * The request comes to the service: if it knows the invoice id it says so, else it records the sale. In time for the answer
     * or, if it is late, after the client lost sight of it; then a process that had died even sooner changes the bound.
     */
    private Call arrive(Request request, long at, long seenAt, boolean late, Fate caller) {
        Call call = new Call();
        long visibleAfter = visibleAfter();
        double share = die.nextDouble();
        underWay.merge(request.invoiceId, 1, Integer::sum);
        time.at(at, () -> {
            Optional<Recording> known = known(request.invoiceId);
            if (known.isPresent() || request.isUnattributed() || request.isRefused()) {
                call.says(known.map(Recording::answer)
                        .map(answer -> new PlayedAnswer.Whole(200, answer, Duration.ZERO))
                        .orElseGet(request::unrecorded));
                underWay.merge(request.invoiceId, -1, Integer::sum);
                return;
            }
            call.says(new PlayedAnswer.Whole(200, request.recorded(), Duration.ZERO));
            if (!late) {
                time.at(at + (long) ((seenAt - at) * share), () -> record(request, visibleAfter));
                return;
            }
            time.at(seenAt, () -> {
                long more = caller.isDead()
                        ? 0
                        : Bounds.WORKED_ON_FOR.plus(Bounds.SETTLED_WITHIN).toNanos() - visibleAfter - MARGIN;
                time.at(seenAt + (long) (more * (share < 0.3 ? 1 : share)), () -> record(request, visibleAfter));
            });
        });
        return call;
    }

    private void record(Request request, long visibleAfter) {
        underWay.merge(request.invoiceId, -1, Integer::sum);
        List<Recording> all = recordings.computeIfAbsent(request.invoiceId, id -> new ArrayList<>());
        all.add(new Recording(time.nanos(), time.nanos() + visibleAfter, request.recorded()));
        trace.accept("RECORDED " + request.invoiceId + " " + request.amount + (all.size() > 1 ? " AGAIN" : ""));
    }

    private Optional<Recording> known(String invoiceId) {
        long now = time.nanos();
        return recordings.getOrDefault(invoiceId, List.of()).stream()
                .filter(recording -> recording.visibleAt <= now && now < recording.at + Bounds.REMEMBERED_FOR.toNanos())
                .findFirst();
    }

    private boolean isOverLimit() {
        long now = time.nanos();
        while (!callsOfTheMinute.isEmpty()
                && callsOfTheMinute.peek() <= now - Duration.ofMinutes(1).toNanos()) {
            callsOfTheMinute.remove();
        }
        if (callsOfTheMinute.size() >= scene.callsPerMinute()) {
            return true;
        }
        callsOfTheMinute.add(now);
        return false;
    }

    private PlayedAnswer limited() {
        Duration wait = chance(0.3) ? Duration.ZERO : Duration.ofNanos(millis(0, 30_000));
        return new PlayedAnswer.Whole(429, Fault.LIMITED_429.text, wait);
    }

    private void sleep(long nanos, Fate caller) {
        time.sleep(nanos, caller::isDead);
        caller.ensureAlive();
    }

    private long visibleAfter() {
        return (long) (Bounds.VISIBLE_AFTER.toNanos() * (chance(0.5) ? 1 : die.nextDouble()));
    }

    private boolean chance(double of) {
        return die.nextDouble() < of;
    }

    private long millis(int least, int most) {
        return Duration.ofMillis(least + die.nextInt(most - least + 1)).toNanos();
    }

    /** What the service will say, once it knows. */
    private static final class Call {
        private @Nullable PlayedAnswer answer;

        void says(PlayedAnswer answer) {
            this.answer = answer;
        }

        PlayedAnswer answer() {
            if (answer == null) {
                throw new IllegalStateException("answered before the request arrived");
            }
            return answer;
        }
    }

    private record Request(String invoiceId, String customer, long amount, String currency) {
        static Request read(JsonNode json) {
            return new Request(
                    json.get("invoiceId").asString(),
                    json.get("externalId").asString(),
                    json.get("amount").asLong(),
                    json.get("currency").asString());
        }

        boolean isUnattributed() {
            return customer.startsWith(RowPlan.GUEST) || (amount == 0 && !isRefused());
        }

        boolean isRefused() {
            return customer.startsWith(RowPlan.GONE);
        }

        PlayedAnswer.Whole unrecorded() {
            return isRefused()
                    ? new PlayedAnswer.Whole(404, Fault.LINK_GONE_404.text, Duration.ZERO)
                    : new PlayedAnswer.Whole(200, NOT_ATTRIBUTED, Duration.ZERO);
        }

        /** Other currencies are converted. */
        String recorded() {
            long shown = currency.equals("usd") ? amount : amount * 2 + 1;
            return "{\"eventName\": \"Purchase\", \"customer\": {\"id\": \"1\"}, \"sale\": {\"amount\": " + shown
                    + ", \"currency\": \"usd\", \"paymentProcessor\": \"custom\", \"invoiceId\": \"" + invoiceId
                    + "\", \"metadata\": null}}";
        }
    }
}

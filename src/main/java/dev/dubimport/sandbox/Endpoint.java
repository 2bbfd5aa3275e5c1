package dev.dubimport.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /track/sale}, and the readings, with the key and the rate limits that stand before them. Knows nothing of sockets.
 * Thread-safe.
 */
final class Endpoint {
    private static final JsonMapper JSON = new JsonMapper();

    private final SandboxSettings settings;
    private final Pauses pauses;
    private final Books books;
    private final Readings readings;
    private final RateLimit rateLimit;
    private final RateLimit eventsLimit;
    private final Pattern unknownCustomers;
    private final Runnable outage;
    private final AtomicInteger callsWithKey = new AtomicInteger();
    private final Tally<Fault> faultsMet = new Tally<>();
    private volatile FaultDraw faults;
    private volatile FaultDraw faultsOnReads = new FaultDraw(Faults.NONE);
    private volatile boolean keyRevoked;

    /**
     * @param path without the query
     * @param query without the question mark; empty where there is none
     */
    record Request(String method, String path, String query, Optional<String> authorization, String body) {}

    /** What stands at a path: its method, what it meets on the way, and the work itself. */
    private record Route(String method, RateLimit rateLimit, FaultDraw faults, Supplier<Answer> work) {}

    /** @param outage begins one, when a fault says so */
    Endpoint(SandboxSettings settings, Pauses pauses, Runnable outage) {
        this.settings = settings;
        this.pauses = pauses;
        this.books = new Books(settings.visibleAfter);
        this.rateLimit = new RateLimit(settings.callsPerMinute, settings.clock);
        this.outage = outage;
        this.eventsLimit = RateLimit.perSecond(
                settings.eventsPerSecond == 0 ? SandboxSettings.UNLIMITED : settings.eventsPerSecond, settings.clock);
        this.unknownCustomers = glob(settings.unknownCustomers);
        this.readings = new Readings(books, settings, this::isKnown);
        this.faults = new FaultDraw(settings.faults);
        if (settings.otherCallsPerMinute > 0) {
            letOthersCall(settings.otherCallsPerMinute);
        }
    }

    Answer answer(Request request) {
        Optional<Route> route = route(request);
        if (route.isEmpty()) {
            return Answer.error(ErrorCode.NOT_FOUND, "The requested resource was not found.");
        }
        if (!request.method().equals(route.get().method)) {
            return Answer.text(405, "");
        }
        return withoutKey(request.authorization()).orElseGet(() -> answerWithKey(route.get()));
    }

    void letOthersCall(int perMinute) {
        rateLimit.letOthersCall(perMinute);
    }

    void play(Faults newFaults) {
        faults = new FaultDraw(newFaults);
    }

    void playOnReads(Faults newFaults) {
        faultsOnReads = new FaultDraw(newFaults);
    }

    void revokeKey() {
        keyRevoked = true;
    }

    /** How many calls met a fault so far, by its kind. */
    SortedMap<Fault, Long> faultsMet() {
        return faultsMet.sums();
    }

    Books books() {
        return books;
    }

    private Optional<Route> route(Request request) {
        if (request.path().equals("/track/sale")) {
            return Optional.of(new Route("POST", rateLimit, faults, () -> work(request.body())));
        }
        return readings.at(request.path())
                .map(reading -> new Route(
                        "GET",
                        reading.isOfEvents() ? eventsLimit : rateLimit,
                        faultsOnReads,
                        () -> reading.answer(request.query())));
    }

    private Optional<Answer> withoutKey(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            return Optional.of(Answer.error(ErrorCode.UNAUTHORIZED, "Missing Authorization header."));
        }
        if (!authorization.get().contains("Bearer ")) {
            return Optional.of(
                    Answer.error(
                            ErrorCode.BAD_REQUEST,
                            "Misconfigured authorization header. Did you forget to add 'Bearer '? Learn more: https://d.to/auth"));
        }
        if (keyRevoked || !authorization.get().equals("Bearer " + settings.key)) {
            return Optional.of(Answer.error(ErrorCode.UNAUTHORIZED, "Unauthorized: Invalid API key."));
        }
        return Optional.empty();
    }

    private Answer answerWithKey(Route route) {
        Answer answer = answerWithinTheLimit(route);
        int answered = callsWithKey.incrementAndGet();
        if (answered == settings.forgetAfter) {
            books.forgetInvoiceIds();
        }
        if (answered == settings.revokeAfter) {
            revokeKey();
        }
        return answer;
    }

    private Answer answerWithinTheLimit(Route route) {
        RateLimit.Standing standing = route.rateLimit.take();
        if (!standing.allowed()) {
            return standing.refusal();
        }
        Optional<Fault> fault = route.faults.next();
        fault.ifPresent(faultsMet::count);
        if (!pauses.pause(latency())) {
            return Answer.DROPPED;
        }
        Call call = new Call(route.work, standing, settings, pauses, outage);
        return fault.map(kind -> kind.meet(call)).orElseGet(call::record);
    }

    private Answer work(String body) {
        Optional<JsonNode> json = parse(body);
        if (json.isEmpty()) {
            return Answer.error(
                    ErrorCode.BAD_REQUEST,
                    "Invalid JSON format in request body. Please ensure the request body is a valid JSON object.");
        }
        return Contract.firstComplaint(json.get())
                .map(complaint -> Answer.error(ErrorCode.UNPROCESSABLE_ENTITY, complaint))
                .orElseGet(() -> record(SaleRequest.from(json.get())));
    }

    private Answer record(SaleRequest sale) {
        Instant now = settings.clock.instant();
        if (sale.amount() == 0 || !isKnown(sale.externalId())) {
            return books.remembered(sale.invoiceId(), now)
                    .map(SaleAnswer::recorded)
                    .orElseGet(() -> SaleAnswer.unattributed(sale.eventName()));
        }
        Money sent = Money.asSent(sale);
        Money stored = settings.answersInUsd ? sent.converted() : sent;
        return SaleAnswer.recorded(books.recordOnce(sale.recorded(stored, now)));
    }

    private boolean isKnown(String externalId) {
        return !unknownCustomers.matcher(externalId).matches();
    }

    private Duration latency() {
        long jitterNanos = settings.jitter.toNanos();
        return settings.latency.plusNanos(ThreadLocalRandom.current().nextLong(jitterNanos + 1));
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isMissingNode() ? Optional.empty() : Optional.of(json);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Pattern glob(String text) {
        String regex = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}

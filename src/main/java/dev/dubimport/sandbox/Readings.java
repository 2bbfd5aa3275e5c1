package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be read back of the books, each at its path. Knows nothing of keys and limits. Thread-safe. */
final class Readings {
    private static final int MOST_A_PAGE = 1_000;

    private static final List<ParameterRule> DATES = List.of(
            ParameterRule.moment("start"),
            ParameterRule.moment("end"),
            ParameterRule.oneOf("interval", List.of("24h", "7d", "30d", "90d", "1y", Period.ALL)),
            ParameterRule.timezone("timezone"));

    /** Of the service's kinds of events the sandbox has one. */
    private static final ParameterRule EVENT =
            ParameterRule.oneOf("event", List.of("sales")).required();

    private static final List<ParameterRule> EVENTS = Stream.concat(
                    Stream.of(
                            EVENT,
                            ParameterRule.number("page", Integer.MAX_VALUE),
                            ParameterRule.number("limit", MOST_A_PAGE),
                            ParameterRule.oneOf("sortOrder", List.of("asc", "desc")),
                            ParameterRule.text("customerId"),
                            ParameterRule.text("linkId"),
                            ParameterRule.matching("query", EventsQuery.METADATA)),
                    DATES.stream())
            .toList();

    private static final List<ParameterRule> ANALYTICS = Stream.concat(
                    Stream.of(EVENT, ParameterRule.oneOf("groupBy", List.of("count"))), DATES.stream())
            .toList();

    private final Books books;
    private final SandboxSettings settings;
    private final Predicate<String> isKnown;
    private final Map<String, Reading> byPath = Map.of(
            "/events", new Reading(EVENTS, true, this::events),
            "/analytics", new Reading(ANALYTICS, true, this::analytics),
            "/customers", new Reading(List.of(ParameterRule.text("externalId").required()), false, this::customers),
            "/commissions", new Reading(List.of(ParameterRule.text("invoiceId").required()), false, this::commissions));

    /** @param isKnown whether there is a customer of that external id */
    Readings(Books books, SandboxSettings settings, Predicate<String> isKnown) {
        this.books = books;
        this.settings = settings;
        this.isKnown = isKnown;
    }

    /** @param isOfEvents it reads the event store, whose limit is another */
    record Reading(List<ParameterRule> rules, boolean isOfEvents, Function<Parameters, Answer> work) {

        Answer answer(String query) {
            Parameters parameters = new Parameters(query);
            return parameters
                    .firstComplaint(rules)
                    .map(complaint -> Answer.error(ErrorCode.UNPROCESSABLE_ENTITY, complaint))
                    .orElseGet(() -> work.apply(parameters));
        }
    }

    Optional<Reading> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private Answer events(Parameters parameters) {
        Instant now = settings.clock.instant();
        EventsQuery query = EventsQuery.from(parameters, now);
        return ReadAnswer.events(books.read(timeline -> query.page(timeline.within(visible(query.period(), now)))));
    }

    private Answer analytics(Parameters parameters) {
        Instant now = settings.clock.instant();
        Period period = visible(Period.asked(parameters, now), now);
        return ReadAnswer.total(books.read(timeline -> Total.of(timeline.within(period))));
    }

    private Answer customers(Parameters parameters) {
        return ReadAnswer.customers(parameters.value("externalId").stream()
                .filter(isKnown)
                .map(id -> new ReadAnswer.CustomerSales(new Customer(id), books.totalOf(id)))
                .toList());
    }

    private Answer commissions(Parameters parameters) {
        return ReadAnswer.commissions(
                books.ofInvoice(parameters.value("invoiceId").orElseThrow()));
    }

    private Period visible(Period period, Instant now) {
        return period.upTo(now.minus(settings.eventsAfter));
    }
}

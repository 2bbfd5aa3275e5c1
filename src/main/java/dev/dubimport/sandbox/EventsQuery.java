package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which page of which events.
 *
 * @param filter empty where all of the period are meant
 * @param page from 1
 */
record EventsQuery(
        Period period, Optional<Predicate<RecordedSale>> filter, boolean isNewestFirst, int page, int limit) {

    /** A filter on metadata: {@code metadata['order']:'17'}. */
    static final Pattern METADATA = Pattern.compile("metadata\\['([^']+)'\\]:'([^']*)'");

    private static final int DEFAULT_LIMIT = 100;
    private static final JsonMapper JSON = new JsonMapper();

    /** @param parameters keep the rules */
    static EventsQuery from(Parameters parameters, Instant now) {
        Optional<Predicate<RecordedSale>> filter = Stream.of(
                        parameters.value("customerId").map(EventsQuery::ofCustomer),
                        parameters.value("linkId").map(EventsQuery::ofLink),
                        parameters.value("query").map(EventsQuery::withMetadata))
                .flatMap(Optional::stream)
                .reduce(Predicate::and);
        return new EventsQuery(
                Period.asked(parameters, now),
                filter,
                !parameters.value("sortOrder").equals(Optional.of("asc")),
                parameters.number("page", 1),
                parameters.number("limit", DEFAULT_LIMIT));
    }

    /**
     * Trap: what belongs to a deleted link is left out of the page, and nothing moves up in its place: a short page need not be
     * the last.
     *
     * @param inPeriod oldest first
     */
    List<RecordedSale> page(List<RecordedSale> inPeriod) {
        List<RecordedSale> asked =
                filter.map(kind -> inPeriod.stream().filter(kind).toList()).orElse(inPeriod);
        long begin = Math.min((page - 1L) * limit, asked.size());
        long end = Math.min(begin + limit, asked.size());
        return IntStream.range((int) begin, (int) end)
                .mapToObj(place -> asked.get(isNewestFirst ? asked.size() - 1 - place : place))
                .filter(sale -> !sale.isLinkDeleted())
                .toList();
    }

    private static Predicate<RecordedSale> ofCustomer(String id) {
        return sale -> new Customer(sale.externalId()).id().equals(id);
    }

    private static Predicate<RecordedSale> ofLink(String id) {
        return sale -> id.equals(ReadAnswer.LINK_ID);
    }

    private static Predicate<RecordedSale> withMetadata(String query) {
        Matcher wanted = METADATA.matcher(query);
        if (!wanted.matches()) {
            throw new IllegalArgumentException("not checked: " + query);
        }
        String key = wanted.group(1);
        String value = wanted.group(2);
        return sale ->
                JSON.readTree(sale.metadataJson()).path(key).asStringOpt().equals(Optional.of(value));
    }
}

package dev.dubimport.dub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads the service's books back: what it has recorded, by itself and in sum, and whom it can attribute a sale to. Every
 * method throws {@link Unreadable} where the service does not tell, or tells what cannot be, and {@link ReadStopped} once it
 * was told to stop. One thread, but for {@link #stop}.
 */
public final class Readback implements AutoCloseable {
    private static final int PAGE_SIZE = 1000;

    /** Late events repeat a few on the next page; a service that pays no heed to the page repeats them for ever. */
    private static final int MOST_PAGES_WITHOUT_NEWS = 10;

    private final ApiKey key;
    private final Stop stop = new Stop();
    private final Channel channel;
    private final Asking asking;
    private final Pace eventsPace;
    private final Pace callsPace;

    /**
     * What the service counts.
     *
     * @param usdCents in US dollars: other currencies as they were converted on the day of the call
     */
    public record Total(long sales, long usdCents) {}

    /**
     * Opens no connection yet.
     *
     * @param clock by which a wait until a moment is reckoned where the service does not tell its own time
     */
    public Readback(ReadSettings settings, Clock clock) {
        this.key = settings.key();
        this.channel = new Channel(settings.line(), clock, () -> !stop.isAsked());
        this.asking = new Asking(
                settings,
                channel::get,
                stop,
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        this.eventsPace = new Pace(settings.eventsRate(), stop::sleep, System::nanoTime);
        this.callsPace = new Pace(settings.callsRate(), stop::sleep, System::nanoTime);
    }

    /**
     * Every sale event from the one moment to the other, both included, oldest first, each once; but for events of deleted
     * links, which the service does not show. An event turns up some seconds after its sale was answered: an end in the last
     * minute misses some.
     *
     * @param reader has had all events of the pages before when a page cannot be read, and none of that page
     * @param progress called after every page that holds events, with how many the reader has had so far
     */
    public void events(Instant start, Instant end, Consumer<SaleEvent> reader, LongConsumer progress) {
        SeenEvents seen = new SeenEvents();
        long told = 0;
        int withoutNews = 0;
        for (int page = 1; ; page++) {
            String place = "GET /events, page " + page;
            List<SaleEvent> events = page(place, start, end, page);
            if (events.isEmpty()) {
                return;
            }
            List<SaleEvent> fresh = seen.fresh(events);
            withoutNews = fresh.isEmpty() ? withoutNews + 1 : 0;
            if (withoutNews >= MOST_PAGES_WITHOUT_NEWS) {
                throw new Unreadable(place + ": the same events as on the pages before, " + withoutNews
                        + " times in a row; check that --base-url names Dub's API, or report this line");
            }
            for (SaleEvent event : fresh) {
                // The service rounds both to whole days.
                if (!event.at().isBefore(start) && !event.at().isAfter(end)) {
                    goOn();
                    reader.accept(event);
                    told++;
                }
            }
            progress.accept(told);
        }
    }

    /**
     * What the service itself counts, the events of deleted links included: a cheap control total. It is that of whole days of
     * UTC, from the first moment of the start's to the last of the end's.
     */
    public Total total(Instant start, Instant end) {
        String place = "GET /analytics";
        String body = asking.ask(eventsPace, place, "/analytics?event=sales&groupBy=count" + between(start, end));
        return StrictJson.read(body, key, place, TotalBody::read);
    }

    /** Whether a sale of this customer could be attributed: only then would it be recorded. */
    public boolean knowsCustomer(String externalId) {
        String place = "GET /customers";
        String body = asking.ask(callsPace, place, "/customers?externalId=" + encoded(externalId));
        List<String> found = StrictJson.read(body, key, place, Readback::externalIds);
        // One is the one that was asked for, however the service compares texts.
        if (found.size() > 1 && !found.contains(externalId)) {
            throw new Unreadable(place + ": the answer tells of " + found.size() + " customers, none of which was asked"
                    + " for; check that --base-url names Dub's API, or report this line");
        }
        return !found.isEmpty();
    }

    /** From any thread: the reading under way ends soon, and no other begins. */
    public void stop() {
        stop.ask();
        channel.hangUp();
    }

    @Override
    public void close() {
        stop();
        channel.close();
    }

    private List<SaleEvent> page(String place, Instant start, Instant end, int page) {
        String query = "/events?event=sales&sortOrder=asc&limit=" + PAGE_SIZE + "&page=" + page + between(start, end);
        return EventsPage.parse(asking.ask(eventsPace, place, query), key, place);
    }

    private void goOn() {
        if (stop.isAsked()) {
            throw new ReadStopped();
        }
    }

    /** Whole milliseconds around the two: the service knows no finer ones. */
    private static String between(Instant start, Instant end) {
        Instant until = end.truncatedTo(ChronoUnit.MILLIS);
        return "&start=" + encoded(start.truncatedTo(ChronoUnit.MILLIS).toString())
                + "&end=" + encoded((until.equals(end) ? end : until.plusMillis(1)).toString())
                + "&timezone=UTC";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> externalIds(StrictJson json) {
        List<String> ids = new ArrayList<>();
        json.each("customer", () -> {
            String[] id = {""};
            json.object("customer", name -> {
                if (name.equals("externalId")) {
                    id[0] = json.textOrNone(name);
                }
            });
            ids.add(id[0]);
        });
        return ids;
    }
}

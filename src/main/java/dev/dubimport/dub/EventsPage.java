package dev.dubimport.dub;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One page of {@code GET /events?event=sales}, all of which is read before any of it is believed. */
final class EventsPage {
    /** The service keeps a currency that it does not know as it was sent, so that it need not be one of ISO's. */
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

    private EventsPage() {}

    /** @throws Unreadable if a single event of it is not as agreed, or they are not sorted by time */
    static List<SaleEvent> parse(String body, ApiKey key, String place) {
        return StrictJson.read(body, key, place, json -> {
            List<SaleEvent> events = new ArrayList<>();
            json.each("event", () -> {
                SaleEvent event = new Item(json).read();
                json.require(
                        events.isEmpty()
                                || !event.at()
                                        .isBefore(events.get(events.size() - 1).at()),
                        "timestamp: earlier than the one before, so that the pages are not sorted by time");
                events.add(event);
            });
            return events;
        });
    }

    private static final class Item {
        private final StrictJson json;
        private @Nullable Instant at;
        private @Nullable String eventId;
        private @Nullable String invoiceId;
        private @Nullable String customerId;
        private @Nullable Long minorUnits;
        private @Nullable String currency;
        private String paymentProcessor = "";
        private String eventName = "";

        Item(StrictJson json) {
            this.json = json;
        }

        SaleEvent read() {
            json.object("event", this::field);
            return new SaleEvent(
                    json.required("eventId", eventId),
                    json.required("timestamp", at),
                    json.required("sale.invoiceId", invoiceId),
                    json.required("customer", customerId),
                    json.required("sale.amount", minorUnits),
                    json.required("sale.currency", currency),
                    paymentProcessor,
                    eventName);
        }

        private void field(String name) {
            switch (name) {
                case "event" -> json.require(json.text(name).equals("sale"), "event: not a sale");
                case "timestamp" -> at = instant(json.text(name));
                case "eventId" -> {
                    eventId = json.text(name);
                    json.require(!eventId.isBlank(), "eventId: blank");
                }
                case "eventName" -> eventName = json.textOrNone(name);
                case "sale" -> json.object(name, this::saleField);
                case "customer" -> customer();
                default -> {}
            }
        }

        private void saleField(String name) {
            switch (name) {
                case "amount" -> minorUnits = json.count("sale.amount");
                case "currency" -> currency = currency(json.text("sale.currency"));
                case "paymentProcessor" -> paymentProcessor = json.textOrNone("sale.paymentProcessor");
                case "invoiceId" -> invoiceId = json.textOrNone("sale.invoiceId");
                default -> {}
            }
        }

        private void customer() {
            customerId = "";
            if (json.isNull()) {
                return;
            }
            json.object("customer", name -> {
                if (name.equals("externalId")) {
                    customerId = json.textOrNone("customer.externalId");
                }
            });
        }

        private Instant instant(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw json.unreadable("timestamp " + json.quoted(text) + ": not an ISO 8601 time with its offset");
            }
        }

        private String currency(String text) {
            json.require(CURRENCY.matcher(text).matches(), "sale.currency " + json.quoted(text) + ": not a currency");
            return text.toUpperCase(Locale.ROOT);
        }
    }
}

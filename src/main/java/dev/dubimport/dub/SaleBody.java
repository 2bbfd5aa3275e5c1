package dev.dubimport.dub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The sale in the body of a 200. Read token by token and without mercy: a body that is not of the contract's shape proves
 * nothing about the sale.
 */
record SaleBody(
        long minorUnits, String currency, @Nullable String invoiceId, Optional<String> paymentProcessor, Told told) {
    /** {@code "sale": null}: nothing was recorded. */
    static final SaleBody NONE = new SaleBody(-1, "", null, Optional.empty(), Told.NOTHING);

    /** A name that stands twice has two readings, and so none. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What stands beside the sale, where it is told. */
    record Told(Optional<String> customer, Optional<String> eventName) {
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty());
    }

    /** The sale, or {@link #NONE}; empty if the body is not of the contract's shape. */
    static Optional<SaleBody> parse(String body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            SaleBody sale = saleIn(json);
            return json.nextToken() == null ? Optional.ofNullable(sale) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    boolean isNone() {
        return equals(NONE);
    }

    private static @Nullable SaleBody saleIn(JsonParser json) {
        SaleBody sale = null;
        Optional<String> customer = Optional.empty();
        Optional<String> eventName = Optional.empty();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "sale" -> sale = value == JsonToken.VALUE_NULL ? NONE : sale(json);
                case "customer" -> customer = externalId(json);
                case "eventName" -> eventName = text(json, value);
                default -> json.skipChildren();
            }
        }
        return sale == null || sale.isNone() ? sale : sale.with(new Told(customer, eventName));
    }

    private static Optional<String> externalId(JsonParser json) {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return Optional.empty();
        }
        Optional<String> externalId = Optional.empty();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("externalId")) {
                externalId = text(json, value);
            }
            json.skipChildren();
        }
        return externalId;
    }

    private static Optional<String> text(JsonParser json, JsonToken value) {
        return value == JsonToken.VALUE_STRING ? Optional.of(json.getString()) : Optional.empty();
    }

    private SaleBody with(Told beside) {
        return new SaleBody(minorUnits, currency, invoiceId, paymentProcessor, beside);
    }

    private static @Nullable SaleBody sale(JsonParser json) {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return null;
        }
        long minorUnits = -1;
        String currency = null;
        String invoiceId = null;
        boolean namesInvoice = false;
        Optional<String> paymentProcessor = Optional.empty();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "amount" -> minorUnits = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
                case "currency" -> currency = value == JsonToken.VALUE_STRING ? json.getString() : null;
                case "paymentProcessor" -> paymentProcessor = text(json, value);
                case "invoiceId" -> {
                    namesInvoice = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
                    invoiceId = value == JsonToken.VALUE_STRING ? json.getString() : null;
                }
                default -> {}
            }
            json.skipChildren();
        }
        return minorUnits < 0 || currency == null || !namesInvoice
                ? null
                : new SaleBody(minorUnits, currency, invoiceId, paymentProcessor, Told.NOTHING);
    }
}

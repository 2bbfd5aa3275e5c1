package dev.dubimport.dub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The sale in the body of a 200. Read token by token and without mercy: a body that is not of the contract's shape proves
 * nothing about the sale.
 */
record SaleBody(long minorUnits, String currency, @Nullable String invoiceId) {
    /** {@code "sale": null}: nothing was recorded. */
    static final SaleBody NONE = new SaleBody(-1, "", null);

    private static final JsonFactory JSON = new JsonFactory();

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
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (!name.equals("sale")) {
                json.skipChildren();
                continue;
            }
            sale = value == JsonToken.VALUE_NULL ? NONE : sale(json);
        }
        return sale;
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
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "amount" -> minorUnits = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
                case "currency" -> currency = value == JsonToken.VALUE_STRING ? json.getString() : null;
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
                : new SaleBody(minorUnits, currency, invoiceId);
    }
}

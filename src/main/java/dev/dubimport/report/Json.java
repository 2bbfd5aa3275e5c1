package dev.dubimport.report;

import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.Money;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON for programs, one object on one line, fit for a terminal. */
final class Json {
    private static final JsonMapper JSON = JsonMapper.builder()
            // A file's name may hold what commands a terminal, beyond what JSON escapes.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    /** An empty object. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The object as text, without a line break. */
    static String line(ObjectNode object) {
        return JSON.writeValueAsString(object);
    }

    /** Adds an amount, in minor units. */
    static void put(ObjectNode json, Money money) {
        json.put("minorUnits", money.minorUnits())
                .put("currency", money.currency().getCurrencyCode());
    }

    /** Adds where sales are recorded. */
    static void put(ObjectNode json, Destination destination) {
        json.put("baseUrl", destination.baseUrl().toString()).put("workspace", destination.workspace());
    }
}

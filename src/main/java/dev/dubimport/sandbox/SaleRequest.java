package dev.dubimport.sandbox;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request body that keeps the contract, its defaults filled in.
 *
 * @param invoiceId empty where the request has none
 * @param metadataJson {@code null} where the request has none
 */
record SaleRequest(
        String externalId,
        long amount,
        String currency,
        String eventName,
        String paymentProcessor,
        String invoiceId,
        Optional<String> leadEventName,
        String metadataJson) {

    /** @param body has passed {@link Contract#firstComplaint} */
    static SaleRequest from(JsonNode body) {
        return new SaleRequest(
                Contract.externalId(body).stringValue().strip(),
                Contract.amount(body.get("amount")),
                body.path("currency").stringValue("usd"),
                body.path("eventName").stringValue("Purchase"),
                body.get("paymentProcessor").stringValue(),
                body.path("invoiceId").stringValue(""),
                body.path("leadEventName").stringValueOpt(),
                body.path("metadata").isObject() ? body.get("metadata").toString() : "null");
    }

    /** Shares the words that a million sales have in common. */
    RecordedSale recorded(Money stored, Instant at) {
        return new RecordedSale(
                invoiceId,
                externalId,
                stored.amount(),
                stored.currency().intern(),
                paymentProcessor.intern(),
                eventName.intern(),
                leadEventName,
                metadataJson,
                at);
    }
}

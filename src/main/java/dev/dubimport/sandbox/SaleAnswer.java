package dev.dubimport.sandbox;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The body of a 200, exactly as in the contract. */
final class SaleAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private SaleAnswer() {}

    static Answer recorded(RecordedSale recorded) {
        StringWriter text = new StringWriter(300);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("eventName", recorded.eventName());
            json.writeName("customer");
            writeCustomer(json, recorded.externalId());
            json.writeName("sale");
            writeSale(json, recorded);
            json.writeEndObject();
        }
        return Answer.json(200, text.toString());
    }

    /** Accepted, not recorded: the customer is unknown, or the amount is 0. */
    static Answer unattributed(String eventName) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("eventName", eventName);
            json.writeNullProperty("customer");
            json.writeNullProperty("sale");
            json.writeEndObject();
        }
        return Answer.json(200, text.toString());
    }

    private static void writeCustomer(JsonGenerator json, String externalId) {
        json.writeStartObject();
        Customer customer = new Customer(externalId);
        json.writeStringProperty("id", customer.id());
        json.writeStringProperty("name", customer.name());
        json.writeNullProperty("email");
        json.writeNullProperty("avatar");
        json.writeStringProperty("externalId", externalId);
        json.writeEndObject();
    }

    private static void writeSale(JsonGenerator json, RecordedSale sale) {
        json.writeStartObject();
        json.writeNumberProperty("amount", sale.amount());
        json.writeStringProperty("currency", sale.currency());
        json.writeStringProperty("paymentProcessor", sale.paymentProcessor());
        json.writeName("invoiceId");
        if (sale.invoiceId().isEmpty()) {
            json.writeNull();
        } else {
            json.writeString(sale.invoiceId());
        }
        json.writeName("metadata");
        json.writeRawValue(sale.metadataJson());
        json.writeEndObject();
    }
}

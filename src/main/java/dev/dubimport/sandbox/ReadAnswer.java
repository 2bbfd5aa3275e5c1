package dev.dubimport.sandbox;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The bodies in which the service tells what it has recorded. */
final class ReadAnswer {
    /** All customers came through one link. */
    static final String LINK_ID = "link_sandbox";

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReadAnswer() {}

    /** A customer, and what was sold to them so far. */
    record CustomerSales(Customer customer, Total total) {}

    static Answer events(List<RecordedSale> page) {
        return array(page, ReadAnswer::writeEvent);
    }

    static Answer total(Total total) {
        return Answer.json(200, "{\"sales\":" + total.sales() + ",\"saleAmount\":" + total.usCents() + "}");
    }

    static Answer customers(List<CustomerSales> customers) {
        return array(customers, ReadAnswer::writeCustomerSales);
    }

    static Answer commissions(List<RecordedSale> sales) {
        return array(sales, ReadAnswer::writeCommission);
    }

    private static <T> Answer array(List<T> items, BiConsumer<JsonGenerator, T> write) {
        StringWriter text = new StringWriter(600 * items.size() + 2);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            items.forEach(item -> write.accept(json, item));
            json.writeEndArray();
        }
        return Answer.json(200, text.toString());
    }

    private static void writeEvent(JsonGenerator json, RecordedSale sale) {
        json.writeStartObject();
        json.writeStringProperty("event", "sale");
        json.writeStringProperty("timestamp", timestamp(sale.at()));
        json.writeStringProperty("eventId", sale.eventId());
        json.writeStringProperty("eventName", sale.eventName());
        json.writeName("sale");
        json.writeStartObject();
        json.writeNumberProperty("amount", sale.amount());
        json.writeStringProperty("currency", sale.currency());
        json.writeStringProperty("paymentProcessor", sale.paymentProcessor());
        json.writeStringProperty("invoiceId", sale.invoiceId());
        json.writeEndObject();
        json.writeName("customer");
        json.writeStartObject();
        writeCustomer(json, new Customer(sale.externalId()));
        json.writeEndObject();
        json.writeName("metadata");
        json.writeRawValue(sale.metadataJson());
        json.writeName("link");
        json.writeStartObject();
        json.writeStringProperty("id", LINK_ID);
        json.writeStringProperty("key", "sandbox");
        json.writeEndObject();
        json.writeName("click");
        json.writeStartObject();
        json.writeStringProperty("id", "click_" + new Customer(sale.externalId()).id());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeCustomerSales(JsonGenerator json, CustomerSales sold) {
        json.writeStartObject();
        writeCustomer(json, sold.customer());
        json.writeNumberProperty("sales", sold.total().sales());
        json.writeNumberProperty("saleAmount", sold.total().usCents());
        json.writeEndObject();
    }

    private static void writeCustomer(JsonGenerator json, Customer customer) {
        json.writeStringProperty("id", customer.id());
        json.writeStringProperty("externalId", customer.externalId());
        json.writeStringProperty("name", customer.name());
        json.writeNullProperty("email");
        json.writeNullProperty("avatar");
    }

    private static void writeCommission(JsonGenerator json, RecordedSale sale) {
        json.writeStartObject();
        json.writeStringProperty("id", "cm_" + sale.eventId());
        json.writeStringProperty("type", "sale");
        json.writeNumberProperty("amount", sale.amount());
        json.writeStringProperty("currency", sale.currency());
        json.writeStringProperty("invoiceId", sale.invoiceId());
        json.writeStringProperty("createdAt", timestamp(sale.at()));
        json.writeName("customer");
        json.writeStartObject();
        writeCustomer(json, new Customer(sale.externalId()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String timestamp(Instant at) {
        return TIMESTAMP.format(at);
    }
}

package dev.dubimport.dub;

import dev.dubimport.sale.Sale;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The body of {@code POST /track/sale}. */
final class SaleRequest {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 512;

    private SaleRequest() {}

    static byte[] json(Sale sale) {
        // To text first: Jackson's own UTF-8 throws on half a surrogate pair, which metadata may hold.
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("externalId", sale.externalId());
            json.writeNumberProperty("amount", sale.amount().minorUnits());
            json.writeStringProperty("paymentProcessor", sale.paymentProcessor().contractName());
            json.writeStringProperty("eventName", sale.eventName());
            json.writeStringProperty("invoiceId", sale.invoiceId());
            json.writeStringProperty("currency", currency(sale));
            sale.leadEventName().ifPresent(name -> json.writeStringProperty("leadEventName", name));
            if (!sale.metadata().isEmpty()) {
                json.writeName("metadata");
                json.writeRawValue(sale.metadata().json());
            }
            json.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String currency(Sale sale) {
        return sale.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }
}

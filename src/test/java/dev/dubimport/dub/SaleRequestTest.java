package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.PaymentProcessor;
import dev.dubimport.sale.Sale;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaleRequestTest {
    @Test
    void everyFieldGoesByTheContractsName() {
        assertThat(json(sale("cus \"1\" é 😀", "{\"date\":\"2024-01-31\",\"n\":1.50}")))
                .isEqualTo(
                        "{\"externalId\":\"cus \\\"1\\\" é 😀\",\"amount\":4294967295,\"paymentProcessor\":\"stripe\","
                                + "\"eventName\":\"Renewal\",\"invoiceId\":\"INV-1\",\"currency\":\"kwd\","
                                + "\"leadEventName\":\"Sign up\",\"metadata\":{\"date\":\"2024-01-31\",\"n\":1.50}}");
    }

    @Test
    void whatIsNotGivenIsLeftOut() {
        assertThat(json(Fixtures.sale("INV-1"))).doesNotContain("leadEventName").doesNotContain("metadata");
    }

    @Test
    void halfASurrogatePairDoesNotBreakTheRequest() {
        assertThat(json(sale("cus_1", "{\"a\":\"\ud83d\"}"))).endsWith("\"metadata\":{\"a\":\"?\"}}");
    }

    private static Sale sale(String externalId, String metadata) {
        return new Sale(
                "INV-1",
                externalId,
                new Money(Money.MOST_MINOR_UNITS, Currency.getInstance("KWD")),
                PaymentProcessor.STRIPE,
                "Renewal",
                Optional.of("Sign up"),
                new Metadata(metadata));
    }

    private static String json(Sale sale) {
        return new String(SaleRequest.json(sale), StandardCharsets.UTF_8);
    }
}

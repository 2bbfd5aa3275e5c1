package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaleBodyTest {
    @Test
    void theSaleIsReadFromAmongAllElse() {
        assertThat(SaleBody.parse("""
                {"eventName": "Purchase", "customer": {"id": "c", "sale": {"amount": 1}},
                 "sale": {"metadata": {"amount": 7, "x": [1, {"currency": "no"}]}, "amount": 1250, "new": true,
                          "currency": "usd", "paymentProcessor": "stripe", "invoiceId": "INV-1"}, "partner": [{}]}"""))
                .contains(new SaleBody(
                        1250,
                        "usd",
                        "INV-1",
                        Optional.of("stripe"),
                        new SaleBody.Told(Optional.empty(), Optional.of("Purchase"))));
    }

    @Test
    void theCustomerIsReadBeforeOrBehindTheSale() {
        String customer = "\"customer\": {\"name\": {\"externalId\": \"no\"}, \"externalId\": \"cus_1\"}";
        String sale = "\"sale\": {\"amount\": 1, \"currency\": \"usd\", \"invoiceId\": \"A\"}";

        assertThat(SaleBody.parse("{" + customer + "," + sale + "}"))
                .isEqualTo(SaleBody.parse("{" + sale + "," + customer + "}"))
                .hasValueSatisfying(body -> assertThat(body.told().customer()).contains("cus_1"));
    }

    @Test
    void aNullInvoiceIdIsASale() {
        assertThat(SaleBody.parse("{\"sale\": {\"amount\": 0, \"currency\": \"\", \"invoiceId\": null}}"))
                .contains(new SaleBody(0, "", null, Optional.empty(), SaleBody.Told.NOTHING))
                .isNotEqualTo(SaleBody.parse("{\"sale\": null}"));
    }

    @Test
    void aNullSaleIsNoSale() {
        assertThat(SaleBody.parse("{\"customer\": null, \"sale\": null}"))
                .hasValueSatisfying(sale -> assertThat(sale.isNone()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"sale\"",
                "<!doctype html>",
                "{\"sale\": null",
                "{\"sale\": null} {}",
                "{\"sale\": null}]",
                "{\"sale\": false}",
                "{\"sale\": null, \"sale\": {\"amount\": 1250, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": []}",
                "{\"sale\": {}}",
                "{\"sale\": {\"amount\": 1250, \"currency\": \"usd\"}}",
                "{\"sale\": {\"amount\": 1250, \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": \"1250\", \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": 1250.0, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": -1, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": null, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": 99999999999999999999, \"currency\": \"usd\", \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": 1250, \"currency\": 1, \"invoiceId\": \"A\"}}",
                "{\"sale\": {\"amount\": 1250, \"currency\": \"usd\", \"invoiceId\": 7}}",
            })
    void whatIsNotOfTheContractsShapeIsNothing(String body) {
        assertThat(SaleBody.parse(body)).isEmpty();
    }

    @Test
    void endlessNestingIsNothing() {
        assertThat(SaleBody.parse("{\"x\":" + "[".repeat(100_000))).isEmpty();
    }
}

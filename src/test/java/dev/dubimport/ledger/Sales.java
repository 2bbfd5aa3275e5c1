package dev.dubimport.ledger;

import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.PaymentProcessor;
import dev.dubimport.sale.Sale;
import java.util.Currency;
import java.util.Optional;

/** Sales for tests. */
final class Sales {
    private Sales() {}

    static Sale paidInvoice(String invoiceId) {
        return paidInvoice(invoiceId, 1_250);
    }

    static Sale paidInvoice(String invoiceId, long pence) {
        return new Sale(
                invoiceId,
                "cus_17850",
                new Money(pence, Currency.getInstance("GBP")),
                PaymentProcessor.CUSTOM,
                Sale.DEFAULT_EVENT_NAME,
                Optional.empty(),
                Metadata.NONE);
    }
}

package dev.dubimport.sale;

import java.util.Arrays;
import java.util.Optional;

/** A field of {@code POST /track/sale}, by the name it has in the contract. */
public enum Field {
    EXTERNAL_ID("externalId"),
    AMOUNT("amount"),
    PAYMENT_PROCESSOR("paymentProcessor"),
    EVENT_NAME("eventName"),
    INVOICE_ID("invoiceId"),
    CURRENCY("currency"),
    LEAD_EVENT_NAME("leadEventName"),
    METADATA("metadata");

    private final String contractName;

    Field(String contractName) {
        this.contractName = contractName;
    }

    /** The name in the contract: {@code externalId}. */
    public String contractName() {
        return contractName;
    }

    /** The field of that name, without regard to case. */
    public static Optional<Field> parse(String name) {
        return Arrays.stream(values())
                .filter(field -> field.contractName.equalsIgnoreCase(name))
                .findFirst();
    }
}

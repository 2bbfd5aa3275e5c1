package dev.dubimport.truth;

/** The fields of the contract, in the order in which a row hears of its mistakes. */
enum Slot {
    METADATA("metadata"),
    INVOICE_ID("invoiceId"),
    EXTERNAL_ID("externalId"),
    CURRENCY("currency"),
    AMOUNT("amount"),
    PROCESSOR("paymentProcessor"),
    EVENT_NAME("eventName"),
    LEAD_EVENT_NAME("leadEventName"),
    /** The metadata as a whole. */
    METADATA_SIZE("metadata");

    private final String contractName;

    Slot(String contractName) {
        this.contractName = contractName;
    }

    String contractName() {
        return contractName;
    }
}

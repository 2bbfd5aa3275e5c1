package dev.dubimport.truth;

/** What a column gives: first what a row can have mistakes in, in the order in which it hears of them. */
enum Slot {
    DATE("date"),
    METADATA("metadata"),
    INVOICE_ID("invoiceId"),
    EXTERNAL_ID("externalId"),
    CURRENCY("currency"),
    AMOUNT("amount"),
    REFUNDED("refunded"),
    PROCESSOR("paymentProcessor"),
    EVENT_NAME("eventName"),
    LEAD_EVENT_NAME("leadEventName"),
    /** The metadata as a whole. */
    METADATA_SIZE("metadata"),
    /** What was given back, beside what was paid. */
    REFUND_SIZE("refunded"),

    /** By which rules tell what is a sale. */
    STATUS("status"),
    /** The number of an order of several lines. */
    ORDER("order"),
    /** An invoice id in two columns, and the dash between them in the mapping. */
    ID_HEAD("head"),
    ID_TAIL("tail"),
    /** A payment processor by a name of which the mapping makes the contract's. */
    GATEWAY("gateway");

    private final String word;

    Slot(String word) {
        this.word = word;
    }

    /** The contract's name of a field; of the others, what stands before the code of a mistake. */
    String contractName() {
        return word;
    }
}

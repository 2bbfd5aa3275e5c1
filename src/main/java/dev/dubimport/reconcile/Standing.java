package dev.dubimport.reconcile;

/** How a sale stands between what was sold and what the service has recorded. Every sale stands in exactly one way. */
public enum Standing {
    /** In the files, and recorded once with their amount, currency and customer. */
    AGREES("agrees", "agrees", false),
    /** Recorded, and not in these files, but the ledger knows it: it came with another file. */
    OF_ANOTHER_IMPORT("of another import", "ofAnotherImport", false),
    /** In the files, and not recorded. */
    MISSING("missing", "missing", true),
    /** Recorded as the ledger has it, or in doubt, and neither in these files nor at the service. */
    LEDGER_ONLY("only in the ledger", "onlyInTheLedger", true),
    /** Sent so short a time ago that the service may not show it yet. */
    NOT_YET_VISIBLE("not yet visible", "notYetVisible", true),
    /** A row of the files that cannot be sent as it is: invalid, or in conflict with another row. */
    UNSENDABLE("cannot be sent", "unsendable", true),
    /** Recorded more than once. */
    TWICE("recorded twice", "recordedTwice", true),
    /** Recorded in the dollars that the service converts to, and nobody kept what it answered: the amount cannot be compared. */
    NOT_COMPARABLE("amount not comparable", "amountNotComparable", true),
    /** Recorded with another amount. */
    OTHER_AMOUNT("other amount", "otherAmount", true),
    /** Recorded in another currency than that of the file, or than the dollars that the service converts to. */
    OTHER_CURRENCY("other currency", "otherCurrency", true),
    /** Recorded for another customer. */
    OTHER_CUSTOMER("other customer", "otherCustomer", true),
    /** Recorded, and neither in the files nor in the ledger. */
    STRANGER("not in the files", "notInTheFiles", true),
    /** Recorded without an invoice id, so that nothing tells which sale it is. */
    NAMELESS("without invoice id", "withoutInvoiceId", true);

    private final String word;
    private final String jsonKey;
    private final boolean isDifference;

    Standing(String word, String jsonKey, boolean isDifference) {
        this.word = word;
        this.jsonKey = jsonKey;
        this.isDifference = isDifference;
    }

    /** The word people see. */
    public String word() {
        return word;
    }

    /** The key in JSON. */
    public String jsonKey() {
        return jsonKey;
    }

    /** Whether the books disagree about such a sale. */
    public boolean isDifference() {
        return isDifference;
    }
}

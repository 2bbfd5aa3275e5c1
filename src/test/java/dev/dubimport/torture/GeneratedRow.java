package dev.dubimport.torture;

/**
 * A row of a file that was made up, and what it is.
 *
 * @param currency upper case
 */
record GeneratedRow(Kind kind, String invoiceId, String customer, long minorUnits, String currency) {
    /** Customers of this name are unknown to the sandbox. */
    static final String UNKNOWN = "guest-";

    enum Kind {
        /** Valid, and the first of its invoice id in the file. */
        SALE,
        /** A sale of this file once more. */
        REPEAT,
        /** The invoice id of a sale of this file, with another amount. */
        OTHER_AMOUNT,
        /** Nothing was paid: no sale. */
        FREE,
        /** Invalid, but its amount can be read. */
        WITHOUT_CUSTOMER,
        /** Invalid, and its amount is no number. */
        WITHOUT_AMOUNT
    }

    boolean isAttributable() {
        return !customer.startsWith(UNKNOWN);
    }

    GeneratedRow as(Kind newKind) {
        return new GeneratedRow(newKind, invoiceId, customer, minorUnits, currency);
    }

    GeneratedRow withAmount(long newMinorUnits) {
        return new GeneratedRow(kind, invoiceId, customer, newMinorUnits, currency);
    }

    Tally tally() {
        return kind == Kind.WITHOUT_AMOUNT ? Tally.ofNoAmount() : Tally.of(currency, minorUnits);
    }

    String csv() {
        String amount = kind == Kind.WITHOUT_AMOUNT ? "12.5O" : Long.toString(minorUnits);
        return String.join(",", kind == Kind.WITHOUT_CUSTOMER ? "" : customer, amount, "stripe", invoiceId, currency);
    }
}

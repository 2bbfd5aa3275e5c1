package dev.dubimport.model;

/** One row of a played file. */
record RowPlan(String invoiceId, String customer, String amount, String currency) {
    static final String HEADER = "invoiceId,externalId,amount,currency,paymentProcessor\n";
    static final String GUEST = "guest";
    static final String GONE = "gone";

    String csv() {
        return invoiceId + "," + customer + "," + amount + "," + currency + ",custom\n";
    }

    boolean isValid() {
        return amount.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    boolean sameSale(RowPlan other) {
        return equals(other);
    }

    /** Valid, and something was paid. */
    boolean isSale() {
        return isValid() && !isNoSale();
    }

    /** Nothing was paid. */
    boolean isNoSale() {
        return amount.equals("0");
    }

    /** A customer whom the service does not know: accepted, not recorded. */
    boolean isUnattributed() {
        return customer.startsWith(GUEST);
    }

    /** A customer whose link is gone. */
    boolean isRefused() {
        return customer.startsWith(GONE);
    }
}

package dev.dubimport.reconcile;

import dev.dubimport.sale.Money;

/** Amounts of the service, in whatever currency it says. */
final class Amounts {
    private Amounts() {}

    /** {@code 12.50 USD}; of a currency that nobody knows, the number as it is. */
    static String shown(long minorUnits, String currency) {
        return Money.parse(minorUnits, currency)
                .map(Money::toString)
                .orElseGet(() -> minorUnits + " of \"" + currency + "\"");
    }
}

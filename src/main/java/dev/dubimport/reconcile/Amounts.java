package dev.dubimport.reconcile;

import dev.dubimport.sale.Money;
import java.util.Currency;

/** Amounts of the service, in whatever currency it says. */
final class Amounts {
    private Amounts() {}

    /** {@code 12.50 USD}; of a currency that nobody knows, the number as it is. */
    static String shown(long minorUnits, String currency) {
        try {
            return Money.majorUnits(minorUnits, Currency.getInstance(currency)).toPlainString() + " " + currency;
        } catch (IllegalArgumentException unknown) {
            return minorUnits + " of \"" + currency + "\"";
        }
    }
}

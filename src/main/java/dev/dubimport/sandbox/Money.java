package dev.dubimport.sandbox;

import java.util.Locale;
import java.util.Map;

/** An amount as the service stores it: minor units, and the currency in lower case. */
record Money(long amount, String currency) {

    /** What one minor unit is worth in US cents: a fixed table will do for a rehearsal. */
    private static final Map<String, Double> US_CENTS = Map.of("eur", 1.1, "gbp", 1.25, "cad", 0.75, "jpy", 0.7);

    static Money asSent(SaleRequest sale) {
        return new Money(sale.amount(), sale.currency().toLowerCase(Locale.ROOT));
    }

    /** In US cents; a currency that is not in the table is stored as it is, as the live service does. */
    Money converted() {
        Double usCents = US_CENTS.get(currency);
        return usCents == null ? this : new Money(Math.round(amount * usCents), "usd");
    }
}

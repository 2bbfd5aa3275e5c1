package dev.dubimport.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An amount as the service stores it: hundredths, of some currencies whole units; and the currency in lower case. */
record Money(long amount, String currency) {

    /** The service counts these in whole units and all others in hundredths, whatever ISO 4217 says. */
    private static final Set<String> COUNTED_WHOLE = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof",
            "xpf");

    /** What a whole unit is worth in US dollars: a fixed table will do for a rehearsal. */
    private static final Map<String, BigDecimal> US_DOLLARS = Map.of(
            "eur", new BigDecimal("1.1"),
            "gbp", new BigDecimal("1.25"),
            "cad", new BigDecimal("0.75"),
            "jpy", new BigDecimal("0.007"),
            "kwd", new BigDecimal("3.25"),
            "isk", new BigDecimal("0.007"),
            "mga", new BigDecimal("0.00022"));

    static Money asSent(SaleRequest sale) {
        return new Money(sale.amount(), sale.currency().toLowerCase(Locale.ROOT));
    }

    /** In US cents; a currency that is not in the table is stored as it is, as the live service does. */
    Money converted() {
        BigDecimal usDollars = US_DOLLARS.get(currency);
        return usDollars == null ? this : new Money(usCents(usDollars), "usd");
    }

    private long usCents(BigDecimal usDollars) {
        BigDecimal hundredths = BigDecimal.valueOf(amount, COUNTED_WHOLE.contains(currency) ? -2 : 0);
        return hundredths.multiply(usDollars).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}

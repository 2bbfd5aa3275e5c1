package dev.dubimport.sale;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount in minor units, never negative: the API counts nothing else. They are the service's (cents, whole yen, hundredths
 * of a dinar), which ISO 4217 gives other decimals for some currencies.
 */
public record Money(long minorUnits, Currency currency) {
    /** The most that the service's event store keeps (unsigned 32 bits); larger amounts vanish there. */
    public static final long MOST_MINOR_UNITS = 4_294_967_295L;

    public Money {
        if (minorUnits < 0 || minorUnits > MOST_MINOR_UNITS) {
            throw new IllegalArgumentException("amount out of range: " + minorUnits);
        }
    }

    /**
     * An amount as the service writes it; empty where it is none that could be sent. The service stores an unknown currency as it
     * is, and what it converts may become too large.
     */
    public static Optional<Money> parse(long minorUnits, String currencyCode) {
        if (minorUnits < 0 || minorUnits > MOST_MINOR_UNITS) {
            return Optional.empty();
        }
        return Currencies.parse(currencyCode).map(currency -> new Money(minorUnits, currency));
    }

    /** The amount in major units with its digits and its currency's code: {@code 12.50 GBP}. */
    @Override
    public String toString() {
        return majorUnits(minorUnits, currency).toPlainString() + " " + currency.getCurrencyCode();
    }

    /** Minor units of a currency as the major units people write, with as many decimals as the service counts. */
    public static BigDecimal majorUnits(long minorUnits, Currency currency) {
        return BigDecimal.valueOf(minorUnits, Currencies.digitsOf(currency));
    }
}

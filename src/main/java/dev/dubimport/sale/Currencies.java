package dev.dubimport.sale;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The currencies of ISO 4217 that have minor units, the historical ones included: old invoices may be in them. Codes that are
 * no money to pay with (XXX, XAU, ...) have none. The list is that of the running Java.
 */
final class Currencies {
    private static final Map<String, Currency> BY_CODE = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    /** The currency of that code, without regard to case. */
    static Optional<Currency> parse(String code) {
        return Optional.ofNullable(BY_CODE.get(upperCase(code)));
    }

    /** Only ASCII letters change case: no other letter may turn into one of a code. */
    private static String upperCase(String code) {
        StringBuilder upper = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }
}

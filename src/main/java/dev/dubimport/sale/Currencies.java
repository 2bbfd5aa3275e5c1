package dev.dubimport.sale;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The currencies of ISO 4217 that have minor units, the historical ones included: old invoices may be in them. Codes that are
 * no money to pay with (XXX, XAU, ...) have none. The list is that of the running Java.
 */
final class Currencies {
    /** By the code in capitals and, because every row asks, in small letters. */
    private static final Map<String, Currency> BY_CODE = Currency.getAvailableCurrencies().stream()
            .filter(currency -> isoDigitsOf(currency) >= 0)
            .flatMap(currency -> Stream.of(
                    Map.entry(currency.getCurrencyCode(), currency),
                    Map.entry(currency.getCurrencyCode().toLowerCase(Locale.ROOT), currency)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The service's own list, not ISO's: it counts these in whole units and all others in hundredths. */
    private static final Set<String> COUNTED_WHOLE = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF");

    private Currencies() {}

    /** The currency of that code, without regard to case. */
    static Optional<Currency> parse(String code) {
        Currency asWritten = BY_CODE.get(code);
        return Optional.ofNullable(asWritten != null ? asWritten : BY_CODE.get(upperCase(code)));
    }

    /** How many decimals the service counts: a minor unit, everywhere in this program, is the service's and not ISO's. */
    static int digitsOf(Currency currency) {
        return COUNTED_WHOLE.contains(currency.getCurrencyCode()) ? 0 : 2;
    }

    /** How many decimals ISO 4217 gives: for most currencies, not for all, as many as the service counts. */
    static int isoDigitsOf(Currency currency) {
        return currency.getDefaultFractionDigits();
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

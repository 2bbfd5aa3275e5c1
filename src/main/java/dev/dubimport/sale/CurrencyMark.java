package dev.dubimport.sale;

import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;

/**
 * A currency in the cell of an amount, by its code or its sign: {@code 12.50 EUR}, {@code € 12.50}. It never says which
 * currency an amount is in, since many share a sign; it only must not say another than the row does.
 */
enum CurrencyMark {
    REAL("R$", "BRL"),
    DOLLAR("$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP"),
    EURO("€", "EUR"),
    POUND("£", "GBP EGP GIP"),
    YEN("¥", "JPY CNY"),
    RUPEE("₹", "INR"),
    WON("₩", "KRW"),
    LIRA("₺", "TRY"),
    SHEKEL("₪", "ILS"),
    ZLOTY("zł", "PLN"),
    KRONA("kr", "SEK NOK DKK ISK"),
    KORUNA("Kč", "CZK"),
    FRANC("Fr.", "CHF");

    private final String sign;
    private final String codes;

    /** @param codes the currencies that have this sign, by code, with blanks between them */
    CurrencyMark(String sign, String codes) {
        this.sign = sign;
        this.codes = codes;
    }

    /**
     * An amount and the currency that stands before or behind it.
     *
     * @param rest the text without it and without the blanks around
     * @param mark as it is written; empty where there is none
     */
    record Split(String rest, String mark) {
        /** Whether that currency may be meant; a text without one says nothing. */
        boolean agreesWith(Currency currency) {
            return mark.isEmpty()
                    || mark.equalsIgnoreCase(currency.getCurrencyCode())
                    || Arrays.stream(values())
                            .anyMatch(
                                    each -> each.sign.equals(mark) && each.codes.contains(currency.getCurrencyCode()));
        }
    }

    static Split split(String text) {
        return code(text).or(() -> sign(text)).orElseGet(() -> new Split(text, ""));
    }

    private static Optional<Split> sign(String text) {
        return Arrays.stream(values())
                .filter(mark -> text.startsWith(mark.sign) || text.endsWith(mark.sign))
                .findFirst()
                .map(mark -> without(text, mark.sign.length(), text.startsWith(mark.sign)));
    }

    private static Optional<Split> code(String text) {
        if (text.length() <= 3) {
            return Optional.empty();
        }
        if (Currencies.parse(text.substring(0, 3)).isPresent()) {
            return Optional.of(without(text, 3, true));
        }
        return Currencies.parse(text.substring(text.length() - 3)).map(code -> without(text, 3, false));
    }

    private static Split without(String text, int length, boolean before) {
        int cut = before ? length : text.length() - length;
        String mark = before ? text.substring(0, cut) : text.substring(cut);
        return new Split(Blanks.strip(before ? text.substring(cut) : text.substring(0, cut)), mark);
    }
}

package dev.dubimport.truth;

import java.util.List;
import java.util.Locale;

/** Currencies as ISO 4217 has them, and their signs. */
enum Coin {
    USD(2, "$"),
    EUR(2, "€"),
    GBP(2, "£"),
    CHF(2, "Fr."),
    SEK(2, "kr"),
    PLN(2, "zł"),
    BRL(2, "R$"),
    INR(2, "₹"),
    JPY(0, "¥"),
    KRW(0, "₩");

    static final List<Coin> ALL = List.of(values());

    private final int decimals;
    private final String sign;

    Coin(int decimals, String sign) {
        this.decimals = decimals;
        this.sign = sign;
    }

    int decimals() {
        return decimals;
    }

    String sign() {
        return sign;
    }

    /** The code as people type it. */
    String typed(Die die) {
        String lower = name().toLowerCase(Locale.ROOT);
        return die.anyOf(List.of(name(), lower, name().charAt(0) + lower.substring(1)));
    }
}

package dev.dubimport.truth;

import java.util.List;
import java.util.Locale;

/** Currencies with the decimals that the service counts, those of ISO 4217, and their signs. */
enum Coin {
    USD(2, 2, "$"),
    EUR(2, 2, "€"),
    GBP(2, 2, "£"),
    CHF(2, 2, "Fr."),
    SEK(2, 2, "kr"),
    PLN(2, 2, "zł"),
    BRL(2, 2, "R$"),
    INR(2, 2, "₹"),
    JPY(0, 0, "¥"),
    KRW(0, 0, "₩"),
    CLP(0, 0, "$"),
    VND(0, 0, "VND"),
    ISK(2, 0, "kr"),
    UYI(2, 0, "UYI"),
    MGA(0, 2, "MGA"),
    KWD(2, 3, "KWD"),
    BHD(2, 3, "BHD"),
    TND(2, 3, "TND"),
    CLF(2, 4, "CLF");

    static final List<Coin> ALL = List.of(values());

    /** What a minor unit of these is nobody can tell. */
    static final List<Coin> DISPUTED =
            ALL.stream().filter(coin -> coin.decimals != coin.isoDecimals).toList();

    static final List<Coin> UNDISPUTED =
            ALL.stream().filter(coin -> coin.decimals == coin.isoDecimals).toList();

    static final List<Coin> WITHOUT_THOUSANDTHS =
            ALL.stream().filter(coin -> !coin.hasThousandths()).toList();

    private final int decimals;
    private final int isoDecimals;
    private final String sign;

    Coin(int decimals, int isoDecimals, String sign) {
        this.decimals = decimals;
        this.isoDecimals = isoDecimals;
        this.sign = sign;
    }

    /** The service's. */
    int decimals() {
        return decimals;
    }

    /** By ISO 4217. */
    boolean hasThousandths() {
        return isoDecimals == 3;
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

package dev.dubimport.sandbox;

import java.util.List;

/** How many sales, and their sum in US cents; a currency without a rate counts as if it were dollars, as in the live service. */
record Total(long sales, long usCents) {
    static final Total NONE = new Total(0, 0);

    static Total of(List<RecordedSale> sales) {
        long usCents = 0;
        for (RecordedSale sale : sales) {
            usCents += usCents(sale);
        }
        return new Total(sales.size(), usCents);
    }

    Total plus(RecordedSale sale) {
        return new Total(sales + 1, usCents + usCents(sale));
    }

    private static long usCents(RecordedSale sale) {
        return new Money(sale.amount(), sale.currency()).converted().amount();
    }
}

package dev.dubimport.csv;

import dev.dubimport.sale.ExchangeRates;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.SaleDate;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the sales of a file into US dollars of their own day, and puts into their metadata how that came about. */
record Conversion(ExchangeRates rates, String amountColumn, String dateColumn) {

    Verdict of(Verdict verdict, Optional<SaleDate> day) {
        if (!(verdict instanceof Verdict.Valid valid)) {
            return verdict;
        }
        Sale sale = valid.sale();
        if (!rates.areNeededFor(sale.amount())) {
            return verdict;
        }
        if (day.isEmpty()) {
            return invalid(
                    sale,
                    new Violation(
                            dateColumn,
                            "date_missing",
                            "",
                            "missing; the exchange rate is that of the sale's day",
                            "give the day, or import without --fx-rates"));
        }
        ExchangeRates.Reading reading = rates.convert(sale.amount(), day.get().day());
        return reading.violation(amountColumn, sale.amount())
                .map(violation -> invalid(sale, violation))
                .orElseGet(() -> reading.conversion()
                        .map(conversion -> converted(sale, conversion))
                        .orElse(verdict));
    }

    private Verdict converted(Sale sale, ExchangeRates.Conversion conversion) {
        Money original = conversion.original();
        Map<String, String> evidence = Map.of(
                "originalAmount", amount(original),
                "originalCurrency", original.currency().getCurrencyCode(),
                "exchangeRate", conversion.rate().toPlainString(),
                "exchangeRateDate", conversion.rateDate().toString());
        SortedMap<String, String> members = members(sale.metadata());
        for (Map.Entry<String, String> each : evidence.entrySet()) {
            if (members.put(each.getKey(), JsonText.string(each.getValue())) != null) {
                return invalid(
                        sale,
                        new Violation(
                                "metadata." + each.getKey(),
                                "metadata_key_twice",
                                "",
                                "the key is needed for how the amount was converted",
                                "give yours another name"));
            }
        }
        Metadata metadata = new Metadata(JsonText.object(members));
        if (metadata.json().length() > Metadata.MOST_CHARACTERS) {
            return invalid(
                    sale,
                    new Violation(
                            "metadata",
                            "metadata_too_long",
                            "",
                            "too long once they tell how the amount was converted",
                            "put fewer or shorter columns into the metadata"));
        }
        return new Verdict.Valid(sale.with(conversion.converted(), metadata), Optional.of(original));
    }

    private static Verdict invalid(Sale sale, Violation violation) {
        return new Verdict.Invalid(List.of(violation), Optional.of(sale.amount()));
    }

    private static String amount(Money money) {
        return Money.majorUnits(money.minorUnits(), money.currency()).toPlainString();
    }

    private static SortedMap<String, String> members(Metadata metadata) {
        try {
            return metadata.isEmpty() ? new TreeMap<>() : JsonText.members(metadata.json());
        } catch (JsonText.Refused e) {
            throw new IllegalStateException("metadata that were read cannot be read", e);
        }
    }
}

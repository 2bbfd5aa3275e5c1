package dev.dubimport.sale;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a euro cost in other currencies, by banking day, and what an amount therefore was in US dollars. Immutable.
 *
 * <p>A sale takes the rates of the last banking day on or before its own, at most 7 days back. Between that and the file's
 * last day nothing is guessed: an old file never converts a later sale.
 */
public final class ExchangeRates {
    private static final Currency DOLLAR = Currency.getInstance("USD");
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int MOST_DAYS_BACK = 7;
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final MathContext SHOWN = new MathContext(10, RoundingMode.HALF_EVEN);

    /** Rates are kept as billionths: seven thousand days of forty currencies take 2.2 MB so. */
    private static final int DECIMALS = 9;

    private static final long ONE = 1_000_000_000;
    private static final long NO_RATE = 0;

    private static final Flaw TOO_LARGE = new Flaw(
            "too_large",
            "in US dollars more than the service can store, " + Money.MOST_MINOR_UNITS + " minor units",
            "split the sale, each part with an invoice id of its own");
    private static final Flaw NOTHING_LEFT = new Flaw(
            "converts_to_nothing",
            "no cent is left of it in US dollars",
            "leave the row out: a sale of 0 is not recorded");

    private final List<Currency> currencies;
    private final NavigableMap<LocalDate, long[]> days;

    private ExchangeRates(List<Currency> currencies, NavigableMap<LocalDate, long[]> days) {
        this.currencies = currencies;
        this.days = days;
    }

    /** Takes up rates day by day, in any order. */
    public static final class Builder {
        private final List<Currency> currencies;
        private final NavigableMap<LocalDate, long[]> days = new TreeMap<>();

        /** For days that have rates of some or all of these currencies; the euro is none of them. */
        public Builder(Collection<Currency> currencies) {
            this.currencies = currencies.stream()
                    .sorted(Comparator.comparing(Currency::getCurrencyCode))
                    .toList();
        }

        /**
         * Takes up the rates of one day.
         *
         * @param perEuro units of a currency for one euro: above 0, with at most 9 digits on each side of the point; a currency
         *     without a rate on that day is absent
         */
        public Builder add(LocalDate day, Map<Currency, BigDecimal> perEuro) {
            long[] rates = new long[currencies.size()];
            perEuro.forEach((currency, rate) -> rates[currencies.indexOf(currency)] = billionths(rate));
            if (days.putIfAbsent(day, rates) != null) {
                throw new IllegalArgumentException("there already are rates of " + day);
            }
            return this;
        }

        public ExchangeRates build() {
            if (days.isEmpty()) {
                throw new IllegalStateException("no rates");
            }
            return new ExchangeRates(currencies, new TreeMap<>(days));
        }

        private static long billionths(BigDecimal rate) {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("not a rate: " + rate);
            }
            return rate.movePointRight(DECIMALS).longValueExact();
        }
    }

    /**
     * An amount in US dollars, and how it came about.
     *
     * @param converted from the exact quotient, rounded once to whole cents, half to even
     * @param rate US dollars for one unit of the original currency, to 10 significant digits; print it with {@code toPlainString}
     * @param rateDate the banking day that the rate is of
     */
    public record Conversion(Money converted, Money original, BigDecimal rate, LocalDate rateDate) {}

    /** What an amount comes to: a conversion, what is in its way, or neither where it is in US dollars already. */
    public static final class Reading {
        private static final Reading NOT_NEEDED = new Reading(Optional.empty(), Optional.empty());

        private final Optional<Conversion> conversion;
        private final Optional<Flaw> flaw;

        private Reading(Optional<Conversion> conversion, Optional<Flaw> flaw) {
            this.conversion = conversion;
            this.flaw = flaw;
        }

        static Reading flawed(Flaw flaw) {
            return new Reading(Optional.empty(), Optional.of(flaw));
        }

        public Optional<Conversion> conversion() {
            return conversion;
        }

        /** Why there is no conversion of the amount in that column. */
        public Optional<Violation> violation(String column, Money amount) {
            return flaw.map(known -> known.in(column, "amount", amount.toString()));
        }

        Optional<Flaw> flaw() {
            return flaw;
        }
    }

    /** Whether an amount is not in US dollars already, so that the day of the sale matters. */
    public boolean areNeededFor(Money original) {
        return !original.currency().equals(DOLLAR);
    }

    /**
     * Converts an amount to US dollars.
     *
     * @param day of the sale
     */
    public Reading convert(Money original, LocalDate day) {
        if (!areNeededFor(original)) {
            return Reading.NOT_NEEDED;
        }
        if (day.isBefore(days.firstKey())) {
            return Reading.flawed(new Flaw(
                    "before_rates",
                    "of " + day + ", before the exchange rates begin on " + days.firstKey(),
                    "give rates that reach back to that day"));
        }
        if (isBeyondRates(day)) {
            return Reading.flawed(new Flaw(
                    "after_rates",
                    "of " + day + ", after the exchange rates end on " + days.lastKey(),
                    "fetch a newer file of rates"));
        }
        return bankingDay(original.currency(), day)
                .map(rates -> convert(original, rates))
                .orElseGet(() -> Reading.flawed(noRate(original.currency(), day)));
    }

    /** 64 hexadecimal digits, the same for the same rates, in whatever order and with whatever else the file has them. */
    public String digest() {
        MessageDigest sha256 = Sha256.digest();
        days.forEach((day, rates) -> {
            StringBuilder line = new StringBuilder(day.toString());
            for (int i = 0; i < rates.length; i++) {
                if (rates[i] != NO_RATE) {
                    line.append(' ').append(currencies.get(i)).append(rates[i]);
                }
            }
            sha256.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Only over a weekend is it sure that the last day of the file has the last rates there are. */
    private boolean isBeyondRates(LocalDate day) {
        LocalDate last = days.lastKey();
        return day.isAfter(last)
                && !last.plusDays(1)
                        .datesUntil(day.plusDays(1))
                        .allMatch(between -> WEEKEND.contains(between.getDayOfWeek()));
    }

    private Optional<Map.Entry<LocalDate, long[]>> bankingDay(Currency currency, LocalDate day) {
        return days.subMap(day.minusDays(MOST_DAYS_BACK), true, day, true).descendingMap().entrySet().stream()
                .filter(rates -> perEuro(rates.getValue(), currency) != NO_RATE)
                .filter(rates -> perEuro(rates.getValue(), DOLLAR) != NO_RATE)
                .findFirst();
    }

    private Reading convert(Money original, Map.Entry<LocalDate, long[]> rates) {
        BigDecimal dollars = BigDecimal.valueOf(perEuro(rates.getValue(), DOLLAR), DECIMALS);
        BigDecimal units = BigDecimal.valueOf(perEuro(rates.getValue(), original.currency()), DECIMALS);
        BigDecimal cents = Money.majorUnits(original.minorUnits(), original.currency())
                .multiply(dollars)
                .movePointRight(2)
                .divide(units, 0, RoundingMode.HALF_EVEN);
        if (cents.compareTo(BigDecimal.valueOf(Money.MOST_MINOR_UNITS)) > 0) {
            return Reading.flawed(TOO_LARGE);
        }
        if (cents.signum() == 0 && original.minorUnits() != 0) {
            return Reading.flawed(NOTHING_LEFT);
        }
        BigDecimal rate = dollars.divide(units, MathContext.DECIMAL128).round(SHOWN);
        return new Reading(
                Optional.of(new Conversion(new Money(cents.longValue(), DOLLAR), original, rate, rates.getKey())),
                Optional.empty());
    }

    private Flaw noRate(Currency currency, LocalDate day) {
        return currency.equals(EURO) || currencies.contains(currency)
                ? new Flaw(
                        "no_rate",
                        "no exchange rate of " + currency + " on " + day + " or in the " + MOST_DAYS_BACK
                                + " days before",
                        "give the amount in US dollars, or rates that have that day")
                : new Flaw(
                        "no_rate",
                        "no exchange rates of " + currency,
                        "give the amount in US dollars, or rates that have that currency");
    }

    private long perEuro(long[] rates, Currency currency) {
        if (currency.equals(EURO)) {
            return ONE;
        }
        int column = currencies.indexOf(currency);
        return column < 0 ? NO_RATE : rates[column];
    }
}

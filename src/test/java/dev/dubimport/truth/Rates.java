package dev.dubimport.truth;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rates that were made up, and what amounts come to by them. Everything is computed in whole numbers.
 *
 * @param days what a euro cost on each banking day
 * @param text of the file that has them
 */
record Rates(TreeMap<LocalDate, Map<Coin, BigDecimal>> days, Set<Coin> coins, String text) {
    private static final int MOST_DAYS_BACK = 7;
    private static final int DIGITS_SHOWN = 10;

    /** What a euro costs more or less, in hundred-thousandths. */
    private static final Map<Coin, Integer> USUAL = Map.of(
            Coin.USD, 108_000,
            Coin.GBP, 85_000,
            Coin.CHF, 95_000,
            Coin.SEK, 1_130_000,
            Coin.PLN, 430_000,
            Coin.INR, 9_000_000,
            Coin.JPY, 16_000_000,
            Coin.KRW, 145_000_000,
            Coin.ISK, 15_000_000);

    /**
     * What an amount comes to.
     *
     * @param flaw why it comes to nothing: the code; empty where it was converted, and where it is in dollars already
     * @param evidence what the metadata then tell of it
     */
    record Conversion(Optional<String> flaw, String money, Map<String, String> evidence) {}

    static Rates drawn(Die die, Optional<Coin> needed) {
        Set<Coin> coins = new LinkedHashSet<>(List.of(Coin.USD));
        needed.filter(coin -> coin != Coin.EUR).ifPresent(coins::add);
        USUAL.keySet().stream().sorted().filter(coin -> die.percent(60)).forEach(coins::add);
        TreeMap<LocalDate, Map<Coin, BigDecimal>> days = new TreeMap<>();
        LocalDate first = LocalDate.of(2024, 1, 1).plusDays(die.below(500));
        int span = die.between(20, 60);
        for (LocalDate day = first; day.isBefore(first.plusDays(span)); day = day.plusDays(1)) {
            boolean holiday = die.percent(10) && !days.isEmpty();
            if (!isWeekend(day) && !holiday) {
                days.put(day, ratesOfADay(coins, die));
            }
        }
        return new Rates(days, coins, text(days, die.shuffled(List.copyOf(coins)), die));
    }

    boolean knows(Coin coin) {
        return coin == Coin.EUR || coins.contains(coin);
    }

    /** Of the time that the file covers, days without rates included. */
    LocalDate anyDay(Die die) {
        int span = (int) (days.lastKey().toEpochDay() - days.firstKey().toEpochDay());
        return days.firstKey().plusDays(die.below(span + 1));
    }

    /** Before or after, or just within. */
    LocalDate dayAtTheEnds(Die die) {
        return die.percent(50)
                ? days.firstKey().minusDays(die.below(4))
                : days.lastKey().plusDays(die.below(5));
    }

    Conversion of(BigInteger minorUnits, Coin coin, Optional<LocalDate> day) {
        if (coin == Coin.USD) {
            return new Conversion(Optional.empty(), minorUnits + " USD", Map.of());
        }
        if (day.isEmpty()) {
            return flawed("date_missing");
        }
        if (day.get().isBefore(days.firstKey())) {
            return flawed("amount_before_rates");
        }
        if (isAfterTheRates(day.get())) {
            return flawed("amount_after_rates");
        }
        for (int back = 0; back <= MOST_DAYS_BACK; back++) {
            LocalDate earlier = day.get().minusDays(back);
            Map<Coin, BigDecimal> rates = days.getOrDefault(earlier, Map.of());
            Optional<BigDecimal> units =
                    coin == Coin.EUR ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(rates.get(coin));
            if (units.isPresent() && rates.containsKey(Coin.USD)) {
                return converted(minorUnits, coin, rates.get(Coin.USD), units.get(), earlier);
            }
        }
        return flawed("amount_no_rate");
    }

    /** The file ends on a working day; over the weekend that follows there can be no other rates. */
    private boolean isAfterTheRates(LocalDate day) {
        LocalDate last = days.lastKey();
        int covered = last.getDayOfWeek() == DayOfWeek.FRIDAY ? 2 : 0;
        return day.isAfter(last.plusDays(covered));
    }

    private static Conversion converted(
            BigInteger minorUnits, Coin coin, BigDecimal dollars, BigDecimal units, LocalDate day) {
        BigInteger above = dollars.unscaledValue().multiply(BigInteger.TEN.pow(units.scale()));
        BigInteger below = units.unscaledValue().multiply(BigInteger.TEN.pow(dollars.scale()));
        BigInteger cents = nearest(
                minorUnits.multiply(BigInteger.valueOf(100)).multiply(above),
                below.multiply(BigInteger.TEN.pow(coin.decimals())));
        if (cents.compareTo(Numerals.MOST) > 0) {
            return flawed("amount_too_large");
        }
        if (cents.signum() == 0) {
            return flawed("amount_converts_to_nothing");
        }
        return new Conversion(
                Optional.empty(),
                cents + " USD",
                Map.of(
                        "originalAmount", new BigDecimal(minorUnits, coin.decimals()).toPlainString(),
                        "originalCurrency", coin.name(),
                        "exchangeRate", shown(above, below),
                        "exchangeRateDate", day.toString()));
    }

    /** Ten significant digits; fewer where these say it exactly. */
    private static String shown(BigInteger above, BigInteger below) {
        int decimals = 0;
        BigInteger least = BigInteger.TEN.pow(DIGITS_SHOWN - 1);
        while (above.multiply(BigInteger.TEN.pow(decimals)).compareTo(below.multiply(least)) < 0) {
            decimals++;
        }
        BigInteger scaled = above.multiply(BigInteger.TEN.pow(decimals));
        BigInteger digits = nearest(scaled, below);
        if (digits.toString().length() > DIGITS_SHOWN) {
            digits = digits.divide(BigInteger.TEN);
            decimals--;
        }
        String shown = new BigDecimal(digits, decimals).toPlainString();
        boolean exact = scaled.mod(below).signum() == 0;
        return exact && shown.contains(".") ? shown.replaceAll("0+$", "").replaceAll("[.]$", "") : shown;
    }

    /** Half to even. */
    private static BigInteger nearest(BigInteger above, BigInteger below) {
        BigInteger[] whole = above.divideAndRemainder(below);
        int half = whole[1].shiftLeft(1).compareTo(below);
        return half > 0 || (half == 0 && whole[0].testBit(0)) ? whole[0].add(BigInteger.ONE) : whole[0];
    }

    private static Conversion flawed(String code) {
        return new Conversion(Optional.of(code), "", Map.of());
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Map<Coin, BigDecimal> ratesOfADay(Set<Coin> coins, Die die) {
        Map<Coin, BigDecimal> rates = new EnumMap<>(Coin.class);
        for (Coin coin : coins) {
            if (die.percent(coin == Coin.USD ? 97 : 88)) {
                rates.put(coin, rate(USUAL.getOrDefault(coin, 500_000), die));
            }
        }
        return rates;
    }

    private static BigDecimal rate(int usual, Die die) {
        long around = die.between(usual * 9L, usual * 11L) / 10;
        return switch (die.below(4)) {
            case 0 -> new BigDecimal(BigInteger.valueOf(usual / 1000 + 1), 2);
            case 1 -> new BigDecimal(BigInteger.valueOf(around * 10_000 + die.below(10_000)), 9);
            default -> new BigDecimal(BigInteger.valueOf(around), 5);
        };
    }

    /** As the bank has it: the newest day first, a comma at the end of each line, a column that is no currency. */
    private static String text(TreeMap<LocalDate, Map<Coin, BigDecimal>> days, List<Coin> coins, Die die) {
        boolean odd = die.percent(30);
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder("Date,");
        coins.forEach(coin -> header.append(coin).append(','));
        lines.add(header.append(odd ? "XYZ," : "").toString());
        for (Map.Entry<LocalDate, Map<Coin, BigDecimal>> day :
                days.descendingMap().entrySet()) {
            StringBuilder line = new StringBuilder(day.getKey().toString()).append(',');
            for (Coin coin : coins) {
                BigDecimal rate = day.getValue().get(coin);
                line.append(rate == null ? "N/A" : rate.toPlainString()).append(die.percent(5) ? " ," : ",");
            }
            lines.add(line.append(odd ? "7.5," : "").toString());
        }
        return String.join(die.anyOf(List.of("\n", "\r\n")), lines) + "\n";
    }
}

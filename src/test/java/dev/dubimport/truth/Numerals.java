package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a file writes amounts. Each is made from the minor units that it comes to, digit by digit; what rounds to them is drawn
 * from around them, so that nothing is ever rounded here.
 *
 * @param major whether {@code 12.50} is written, or {@code 1250}
 */
record Numerals(boolean major, Marks marks, Optional<Rounding> rounding) {
    static final BigInteger MOST = BigInteger.valueOf(4_294_967_295L);

    /** A thousandth of a minor unit, so many of which are written with decimals beyond those of the currency. */
    private static final BigInteger FINE = BigInteger.valueOf(1000);

    private static final int FINE_DECIMALS = 3;

    /** The decimals of a minor unit at which the noise of binary fractions stands. */
    private static final int NOISE_DECIMALS = 15;

    enum Marks {
        PLAIN(""),
        POINT("point"),
        COMMA("comma");

        private final String word;

        Marks(String word) {
            this.word = word;
        }

        char decimalMark() {
            return this == COMMA ? ',' : '.';
        }

        List<String> thousands(Letters letters) {
            return letters.among(this == COMMA ? "." : ",", " ", "'", "\u00a0", "\u2009", "\u202f", "\u2019");
        }
    }

    /** Which thousandths below and above a number of minor units round to it. */
    enum Rounding {
        HALF_UP("half-up", -500, 499),
        HALF_EVEN("half-even", -499, 499),
        DOWN("down", 0, 999),
        UP("up", -999, 0);

        private final String word;
        private final int least;
        private final int most;

        Rounding(String word, int least, int most) {
            this.word = word;
            this.least = least;
            this.most = most;
        }

        int roundsTo(BigInteger minorUnits, Die die) {
            int half = this == HALF_EVEN && !minorUnits.testBit(0) ? 1 : 0;
            return die.percent(30) ? die.anyOf(List.of(least - half, most + half)) : die.between(least, most);
        }

        /** None of them below: there is no amount below nothing. */
        int roundsToNothing(Die die) {
            return die.between(0, this == HALF_EVEN ? most + 1 : most);
        }
    }

    static final Numerals MINOR = new Numerals(false, Marks.PLAIN, Optional.empty());

    static Numerals drawn(Die die) {
        boolean major = die.percent(60);
        return new Numerals(
                major,
                die.anyOf(List.of(Marks.values())),
                major && die.percent(40) ? Optional.of(die.anyOf(List.of(Rounding.values()))) : Optional.empty());
    }

    /** Whether what is finer than a minor unit is a mistake. */
    boolean isExact() {
        return major && rounding.isEmpty();
    }

    /** What the mapping says of it. */
    List<String> yaml() {
        List<String> lines = new ArrayList<>();
        lines.add("amounts: " + (major ? "major" : "minor"));
        if (marks != Marks.PLAIN) {
            lines.add("decimals: " + marks.word);
        }
        rounding.ifPresent(known -> lines.add("rounding: " + known.word));
        return lines;
    }

    /** An amount that comes to those minor units, with the currency in the cell now and then. */
    String written(BigInteger minorUnits, Coin coin, Die die, Letters letters) {
        String number = number(minorUnits, coin, die, letters);
        if (marks == Marks.PLAIN || die.percent(70)) {
            return number;
        }
        boolean signed = die.percent(50) && letters.has(coin.sign());
        return beside(number, signed ? coin.sign() : coin.typed(die), die);
    }

    /** The currency's code or sign before or behind. */
    static String beside(String number, String mark, Die die) {
        String blank = die.anyOf(List.of("", " "));
        return die.percent(50) ? mark + blank + number : number + blank + mark;
    }

    String number(BigInteger minorUnits, Coin coin, Die die, Letters letters) {
        if (!major) {
            return notated(minorUnits, 0, die, letters);
        }
        int percent = die.below(100);
        if (percent < 10) {
            BigInteger noise =
                    BigInteger.valueOf(die.anyOf(List.of(-1, 1)) * (10L * die.below(99) + die.between(1, 9)));
            BigInteger noisy =
                    minorUnits.multiply(BigInteger.TEN.pow(NOISE_DECIMALS)).add(noise);
            return notated(noisy, coin.decimals() + NOISE_DECIMALS, die, letters);
        }
        if (percent < 60 && rounding.isPresent()) {
            return fine(minorUnits, rounding.get().roundsTo(minorUnits, die), coin, die, letters);
        }
        return exact(minorUnits, coin, die, letters);
    }

    /** An amount that comes to nothing. */
    String nothing(Coin coin, Die die, Letters letters) {
        if (rounding.isPresent() && die.percent(40)) {
            return fine(BigInteger.ZERO, rounding.get().roundsToNothing(die), coin, die, letters);
        }
        return (die.percent(10) ? "-" : "") + exact(BigInteger.ZERO, coin, die, letters);
    }

    /** Without anything to round, and without noise. */
    String exact(BigInteger minorUnits, Coin coin, Die die, Letters letters) {
        String number = notated(minorUnits, major ? coin.decimals() : 0, die, letters);
        boolean hasHundredths = number.length() > 2 && number.charAt(number.length() - 3) == marks.decimalMark();
        return hasHundredths && coin.hasThousandths() && die.percent(50) ? number + "0" : number;
    }

    /** So many thousandths of a minor unit beside those minor units. */
    String fine(BigInteger minorUnits, int thousandths, Coin coin, Die die, Letters letters) {
        BigInteger fine = minorUnits.multiply(FINE).add(BigInteger.valueOf(thousandths));
        return notated(fine, coin.decimals() + FINE_DECIMALS, die, letters);
    }

    private String notated(BigInteger digits, int decimals, Die die, Letters letters) {
        String all = "0".repeat(Math.max(0, decimals + 1 - digits.toString().length())) + digits;
        String whole = all.substring(0, all.length() - decimals);
        String fraction = all.substring(all.length() - decimals);
        if (die.percent(30)) {
            fraction = fraction.replaceAll("0+$", "");
        } else if (major && die.percent(10)) {
            fraction += "00";
        }
        if (fraction.isEmpty()) {
            return grouped(whole, die, letters) + (major && die.percent(5) ? marks.decimalMark() : "");
        }
        String before = whole.equals("0") && die.percent(20) ? "" : grouped(whole, die, letters);
        return before + marks.decimalMark() + fraction;
    }

    private String grouped(String whole, Die die, Letters letters) {
        if (marks == Marks.PLAIN || whole.length() <= 3 || die.percent(40)) {
            return die.percent(5) ? "00" + whole : whole;
        }
        StringBuilder grouped = new StringBuilder(whole);
        String mark = die.anyOf(marks.thousands(letters));
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            grouped.insert(at, mark);
        }
        return grouped.toString();
    }
}

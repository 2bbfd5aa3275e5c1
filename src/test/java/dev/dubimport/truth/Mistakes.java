package dev.dubimport.truth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What stands in the cell of a mistake. */
final class Mistakes {
    private Mistakes() {}

    static String empty(Desk desk, Deal deal) {
        return "";
    }

    static String blank(Desk desk, Deal deal) {
        return desk.letters().blank();
    }

    static String withControl(Desk desk, Deal deal) {
        return "a" + oneOf(desk, "\u0007", "\t", "\n", "\u0085", "\u001b", "\u007f") + "b";
    }

    static String neutralised(Desk desk, Deal deal) {
        return "'" + oneOf(desk, "=1+1", "-5", "@x", "+49", "''=x", " =x", "＝x");
    }

    static Optional<Integer> keyColumn(Sheet sheet) {
        return IntStream.range(0, sheet.columns().size())
                .filter(index -> sheet.columns().get(index).key().isPresent())
                .boxed()
                .findFirst();
    }

    /** The JSON gives a key that has a column of its own, whose cell the author fills. */
    static String keyTwice(Desk desk, Deal deal) {
        return "{" + Json.quoted(deal.keys().firstKey()) + ":null}";
    }

    static BigInteger excess(Desk desk) {
        return BigInteger.valueOf(desk.die().percent(50) ? 1 : desk.die().between(1L, 1_000_000_000_000L));
    }

    static String number(Desk desk, Deal deal, BigInteger minorUnits) {
        return desk.numerals().exact(minorUnits, deal.coin(), desk.die(), desk.letters());
    }

    static String decimalMark(Desk desk) {
        return Character.toString(desk.numerals().marks().decimalMark());
    }

    static String negative(Desk desk, Deal deal) {
        String number = desk.numerals().number(deal.minorUnits(), deal.coin(), desk.die(), desk.letters());
        if (desk.numerals().marks() == Numerals.Marks.PLAIN) {
            return "-" + number;
        }
        return desk.die().anyOf(List.of("-" + number, number + "-", "(" + number + ")", "( " + number + ")"));
    }

    static String inOtherCurrency(Desk desk, Deal deal) {
        Coin other = desk.die()
                .anyOf(Coin.ALL.stream().filter(coin -> coin != deal.coin()).toList());
        String number = desk.numerals().number(deal.minorUnits(), deal.coin(), desk.die(), desk.letters());
        return Numerals.beside(number, other.typed(desk.die()), desk.die());
    }

    static String noNumber(Desk desk, Deal deal) {
        String inAny =
                oneOf(desk, "12.5O", "1e5", "free", "--5", "1.2.3", "1/2", "+5", "1_000", "٣", "０", ".", "12 50", "$");
        return desk.die().percent(50)
                ? inAny
                : switch (desk.numerals().marks()) {
                    case PLAIN -> oneOf(desk, "1,234.50", "12,50", "$12", "1 234", "5-", "(5)", "12 USD");
                    case POINT -> oneOf(desk, "1.234,50", "1,23", "1,234 567", "1,234,56", ",5", "1234,567");
                    case COMMA -> oneOf(desk, "1,234.50", "12.50", "1.234 567", "1.234.56", ".5", "1234.567");
                };
    }

    static String oneOf(Desk desk, String... texts) {
        return desk.die().anyOf(Arrays.stream(texts).filter(desk.letters()::has).toList());
    }

    static String fine(Desk desk, Deal deal) {
        return desk.numerals()
                .fine(
                        deal.minorUnits(),
                        // With a 0 at its end, what is finer than a whole yen could be thousands.
                        10 * desk.die().below(100) + desk.die().between(1, 9),
                        deal.coin(),
                        desk.die(),
                        desk.letters());
    }

    /** Thousands, as a European writes them. */
    static String thousandsOrNot(Desk desk, Deal deal) {
        return desk.die().between(1, 999) + "." + desk.die().below(10)
                + desk.die().below(10) + "0";
    }

    static String noSuchDay(Desk desk, Deal deal) {
        List<String> days = new ArrayList<>(List.of(
                "2026-02-30",
                "2025-02-29",
                "2100-02-29",
                "2026-13-01",
                "2026-00-10 10:00",
                "2026/4/31",
                "31.04.2026",
                "00.01.2026",
                "1.13.2026 9:06 PM",
                "32 Jan 2026",
                "Feb 30, 2026",
                "31/04/2026",
                "30-02-2026"));
        Calendar.Order order = order(desk);
        if (order == Calendar.Order.DAY_FIRST) {
            days.addAll(List.of("04/30/2026", "12-13-2026"));
        }
        if (order == Calendar.Order.MONTH_FIRST) {
            days.addAll(List.of("30/04/2026", "13-12-2026"));
        }
        return desk.die().anyOf(days);
    }

    static String noDate(Desk desk, Deal deal) {
        return oneOf(
                desk,
                "yesterday",
                "2026-04-05 evening",
                "20260405",
                "2026-W14",
                "5 Avr 2026",
                "2026-04",
                "05/04",
                "2026-04-05T21",
                "2026/04-05",
                "2026-04-05T21:06 CET",
                "2026-04-05T21:06:21+19:00",
                "2026.04.05",
                "2026-04-05x",
                "-",
                "2026-04-05\u0007",
                "２０２６-04-05");
    }

    static String noSuchTime(Desk desk, Deal deal) {
        List<String> times = new ArrayList<>(List.of(
                "2026-04-05T24:00",
                "2026-04-05 25:00",
                "2026-04-05 21:60",
                "5.4.2026, 13:06 PM",
                "Apr 5, 2026 0:06 AM",
                "2026-04-05 21:06:60Z"));
        Optional<Zone> zone = desk.sheet().terms().calendar().flatMap(Calendar::zone);
        if (zone.equals(Optional.of(Zone.BERLIN))) {
            times.addAll(List.of("2024-03-31 02:30", "30.3.2025 2:00", "2026-03-29T02:59:59.999"));
        }
        if (zone.equals(Optional.of(Zone.NEW_YORK))) {
            times.addAll(List.of("2024-03-10 02:30", "Mar 9, 2025 2:00 AM"));
        }
        return desk.die().anyOf(times);
    }

    private static Calendar.Order order(Desk desk) {
        return desk.sheet().terms().calendar().map(Calendar::order).orElse(Calendar.Order.UNSAID);
    }
}

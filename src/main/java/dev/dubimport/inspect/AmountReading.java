package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Notation;
import dev.dubimport.sale.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the amounts of a column are to be read. Only a cell that can be read in one way decides anything; where all can be read
 * in two, it stays open, because the wrong one is wrong by a hundred or a thousand.
 */
final class AmountReading {
    private static final String UNIT = "amounts";
    private static final String DECIMALS = "decimals";
    private static final int FEW = 5;

    private final ColumnProfile column;
    private final ColumnProfile.Numbers numbers;

    AmountReading(ColumnProfile column) {
        this.column = column;
        this.numbers = column.numbers();
    }

    /** Writes what is known of the decimal mark into a proposal. */
    void decimals(Proposal proposal) {
        if (!numbers.onlyPoint().isNone() && !numbers.onlyComma().isNone()) {
            proposal.leaveOpen(new Undecided(
                    DECIMALS,
                    "some amounts can be read with a decimal point only (" + first(numbers.onlyPoint())
                            + "), others with a comma only (" + first(numbers.onlyComma()) + ")",
                    List.of(
                            new Choice(
                                    "point",
                                    rows(numbers.onlyComma()) + " then cannot be read, and are reported as invalid"),
                            new Choice(
                                    "comma",
                                    rows(numbers.onlyPoint()) + " then cannot be read, and are reported as invalid")),
                    "Two ways of writing in one column: export the file again, or split it."));
        } else if (!numbers.onlyComma().isNone()) {
            proposal.add(
                    DECIMALS, "comma", Confidence.CERTAIN, first(numbers.onlyComma()) + " can be read in no other way");
        } else if (!numbers.onlyPoint().isNone() && !numbers.eitherWay().isNone()) {
            proposal.add(
                    DECIMALS, "point", Confidence.CERTAIN, first(numbers.onlyPoint()) + " can be read in no other way");
        } else if (!numbers.onlyPoint().isNone()) {
            pointIfNeeded(proposal, "", Confidence.CERTAIN);
        } else if (!numbers.eitherWay().isNone()) {
            openDecimals(proposal);
        } else {
            pointIfNeeded(proposal, "; no amount has decimals", Confidence.LIKELY);
        }
    }

    /**
     * Writes what is known of the unit into a proposal.
     *
     * @param currencies codes of the currencies that amounts are in; none where that is not known
     */
    void unit(Proposal proposal, Set<String> currencies) {
        if (haveDecimals()) {
            proposal.add(UNIT, "major", Confidence.CERTAIN, first(numbers.fractions()) + " has decimals");
        } else if (!currencies.isEmpty() && currencies.stream().allMatch(AmountReading::isCountedWhole)) {
            proposal.add(
                    UNIT,
                    "major",
                    Confidence.CERTAIN,
                    String.join(", ", currencies) + " has no smaller unit: major and minor are the same");
        } else if (!numbers.eitherWay().isNone()) {
            proposal.add(
                    UNIT,
                    "major",
                    Confidence.LIKELY,
                    first(numbers.eitherWay()) + " has a point or comma in it: nobody writes cents so");
        } else if (!numbers.marked().isNone()) {
            proposal.add(
                    UNIT,
                    "major",
                    Confidence.LIKELY,
                    "a currency stands beside the number: " + first(numbers.marked()));
        } else {
            openUnit(proposal);
        }
    }

    /** Where one amount in many has them, that one may be the mistake. */
    private boolean haveDecimals() {
        return FEW * numbers.fractions().count() >= column.filled();
    }

    private void pointIfNeeded(Proposal proposal, String more, Confidence confidence) {
        if (!numbers.notPlain().isNone()) {
            proposal.add(
                    DECIMALS,
                    "point",
                    confidence,
                    first(numbers.notPlain()) + " is more than digits and a decimal point" + more);
        }
    }

    private void openDecimals(Proposal proposal) {
        String cell = numbers.eitherWay().first().text();
        proposal.leaveOpen(new Undecided(
                DECIMALS,
                "each of the " + rows(numbers.eitherWay()) + " with a point or comma can be read in two ways, such as "
                        + first(numbers.eitherWay()),
                List.of(
                        new Choice("point", quoted(cell) + " is " + reading(cell, Notation.POINT)),
                        new Choice("comma", quoted(cell) + " is " + reading(cell, Notation.COMMA))),
                "Look up one of these sales where you know what was paid."));
    }

    private void openUnit(Proposal proposal) {
        ColumnProfile.Tally whole = numbers.whole();
        BigDecimal number = numberIn(whole.first().text());
        Choice minor = new Choice(
                "minor", quoted(whole.first().text()) + " is " + grouped(number.movePointLeft(2)) + " (cents)");
        Choice major = new Choice("major", quoted(whole.first().text()) + " is " + grouped(number.setScale(2)));
        proposal.leaveOpen(new Undecided(
                UNIT,
                (numbers.fractions().isNone() ? "no amount" : "hardly any amount (" + first(numbers.fractions()) + ")")
                        + " in \"" + Shown.shortened(column.name())
                        + "\" has decimals: cents, or whole units of money",
                List.of(minor, major),
                "Look up " + place(whole.first()) + " where you know what was paid: the two differ by a hundred."));
    }

    private static boolean isCountedWhole(String code) {
        return Money.majorUnits(1, Currency.getInstance(code)).scale() == 0;
    }

    private static BigDecimal numberIn(String cell) {
        return AmountFormat.number(cell, Notation.POINT)
                .or(() -> AmountFormat.number(cell, Notation.COMMA))
                .map(number -> number.setScale(0, RoundingMode.DOWN))
                .orElse(BigDecimal.ZERO);
    }

    private static String reading(String cell, Notation notation) {
        return AmountFormat.number(cell, notation).map(AmountReading::grouped).orElse("no number");
    }

    private static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    private static String rows(ColumnProfile.Tally tally) {
        return String.format(Locale.ROOT, "%,d", tally.count()) + (tally.count() == 1 ? " amount" : " amounts");
    }

    private static String first(ColumnProfile.Tally tally) {
        return quoted(tally.first().text()) + " on line " + tally.first().line();
    }

    private static String place(ColumnProfile.Cell cell) {
        return cell.line() == 0 ? "one of the sales" : "the sale on line " + cell.line();
    }

    private static String quoted(String cell) {
        return "\"" + Shown.shortened(cell, 30) + "\"";
    }

    /**
     * The currency that stands beside nearly all amounts.
     *
     * @param code as the mapping has it: {@code eur}
     * @param reason what stands where, and which amounts are others
     */
    record Beside(String code, String reason) {}

    /** Empty where no currency stands beside nearly all amounts, or none that is known by its sign. */
    Optional<Beside> currency() {
        Map<String, Long> codes = new LinkedHashMap<>();
        numbers.marks().forEach((mark, tally) -> codes.merge(code(mark), tally.count(), Long::sum));
        return codes.entrySet().stream()
                .filter(each -> !each.getKey().isEmpty() && 10 * each.getValue() >= 8 * column.filled())
                .findFirst()
                .map(each -> new Beside(each.getKey(), reason(each.getKey(), each.getValue())));
    }

    private String reason(String code, long count) {
        if (count == column.filled()) {
            return "it stands beside every amount";
        }
        Stream<ColumnProfile.Tally> others = numbers.marks().entrySet().stream()
                .filter(mark -> !code(mark.getKey()).equals(code))
                .map(Map.Entry::getValue);
        String odd = Stream.concat(others, Stream.of(numbers.unmarked()))
                .flatMap(tally -> tally.cells().stream())
                .sorted(Comparator.comparingLong(ColumnProfile.Cell::line))
                .limit(FEW)
                .map(cell -> quoted(cell.text()) + " on line " + cell.line())
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "it stands beside %,d of %,d amounts", count, column.filled())
                + (odd.isEmpty() ? "" : ", but not beside " + odd);
    }

    /** What a mark means that stands for one currency only; empty for the others, {@code $} among them. */
    private static String code(String mark) {
        return switch (mark) {
            case "€" -> "eur";
            case "R$" -> "brl";
            case "₹" -> "inr";
            case "₩" -> "krw";
            case "₺" -> "try";
            case "₪" -> "ils";
            case "zł" -> "pln";
            case "Kč" -> "czk";
            default ->
                mark.length() == 3 && mark.chars().allMatch(Character::isLetter) ? mark.toLowerCase(Locale.ROOT) : "";
        };
    }
}

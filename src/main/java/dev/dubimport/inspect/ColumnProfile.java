package dev.dubimport.inspect;

import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.Notation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in one column, counted while its cells go by. What most of its first cells are not is no longer looked for, and
 * what is remembered is bounded, so that neither time nor memory run away with a long file.
 */
final class ColumnProfile {
    static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private static final int JUDGED_AFTER = 1_000;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_VALUES = 20;
    private static final int MOST_EXAMPLES = 2;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final int index;
    private final String name;
    private final Set<String> remembered = new HashSet<>();
    private final Set<String> currencies = new TreeSet<>();
    private final Numbers numbers = new Numbers();
    private final Dates dates = new Dates();
    private final Map<Mark, Long> marks = new EnumMap<>(Mark.class);
    private final List<String> samples = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final Map<String, Long> values = new LinkedHashMap<>();
    private long filled;

    private enum Mark {
        EMAIL,
        CURRENCY
    }

    /** A cell and where it stands. */
    record Cell(long line, String text) {}

    ColumnProfile(int index, String name) {
        this.index = index;
        this.name = name;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    long filled() {
        return filled;
    }

    Numbers numbers() {
        return numbers;
    }

    Dates dates() {
        return dates;
    }

    /** The first two cells. */
    List<String> samples() {
        return samples;
    }

    /** The first two of the cells that stand twice among the first ten thousand. */
    List<String> repeated() {
        return repeated;
    }

    /** How many rows have each value, an empty one too; those that come after the first twenty are not counted. */
    Map<String, Long> values() {
        return values;
    }

    /** The codes of the currencies that were seen, in capitals; at most twenty. */
    Set<String> currencies() {
        return currencies;
    }

    /** No value stands twice among the first ten thousand. */
    boolean isUnique() {
        return filled > 0 && repeated.isEmpty();
    }

    boolean areNumbers() {
        return mostly(numbers.readable);
    }

    boolean areDates() {
        return mostly(dates.readable);
    }

    boolean areEmails() {
        return mostly(count(Mark.EMAIL));
    }

    boolean areCurrencies() {
        return mostly(count(Mark.CURRENCY));
    }

    /** @param cell without the blanks around it */
    void see(long line, String cell) {
        if (values.size() < MOST_VALUES || values.containsKey(cell)) {
            values.merge(cell, 1L, Long::sum);
        }
        if (cell.isEmpty()) {
            return;
        }
        filled++;
        addTo(samples, cell);
        if (remembered.size() < MOST_REMEMBERED && !remembered.add(cell)) {
            addTo(repeated, cell);
        }
        if (isOpen(count(Mark.EMAIL)) && EMAIL.matcher(cell).matches()) {
            marks.merge(Mark.EMAIL, 1L, Long::sum);
        }
        if (isOpen(count(Mark.CURRENCY)) && CURRENCIES.contains(cell.toUpperCase(Locale.ROOT))) {
            marks.merge(Mark.CURRENCY, 1L, Long::sum);
            if (currencies.size() < MOST_VALUES) {
                currencies.add(cell.toUpperCase(Locale.ROOT));
            }
        }
        if (isOpen(numbers.readable)) {
            numbers.see(line, cell);
        }
        if (isOpen(dates.readable)) {
            dates.see(line, cell);
        }
    }

    private static void addTo(List<String> examples, String cell) {
        if (examples.size() < MOST_EXAMPLES && !examples.contains(cell)) {
            examples.add(cell);
        }
    }

    private long count(Mark mark) {
        return marks.getOrDefault(mark, 0L);
    }

    private boolean isOpen(long hits) {
        return filled < JUDGED_AFTER || 2 * hits >= filled;
    }

    private boolean mostly(long hits) {
        return filled > 0 && 10 * hits >= 8 * filled;
    }

    /** How numbers are written. */
    static final class Numbers {
        private long readable;
        private final Tally onlyPoint = new Tally();
        private final Tally onlyComma = new Tally();
        private final Tally eitherWay = new Tally();
        private final Tally notPlain = new Tally();
        private final Tally fractions = new Tally();
        private final Tally whole = new Tally();
        private final Tally marked = new Tally();
        private final Tally unmarked = new Tally();
        private final Map<String, Tally> marks = new LinkedHashMap<>();

        /** Can be read with a decimal point only. */
        Tally onlyPoint() {
            return onlyPoint;
        }

        Tally onlyComma() {
            return onlyComma;
        }

        /** Can be read with a point and with a comma, as different numbers: {@code 1.234}. */
        Tally eitherWay() {
            return eitherWay;
        }

        /** Have more than digits and a point. */
        Tally notPlain() {
            return notPlain;
        }

        /** Have decimals, whichever way they are read. */
        Tally fractions() {
            return fractions;
        }

        /** Have none. */
        Tally whole() {
            return whole;
        }

        /** Have a currency beside the number. */
        Tally marked() {
            return marked;
        }

        /** Have none beside them. */
        Tally unmarked() {
            return unmarked;
        }

        /** What those currencies are, as they are written; a few at most. */
        Map<String, Tally> marks() {
            return marks;
        }

        private void see(long line, String cell) {
            Optional<BigDecimal> withPoint = AmountFormat.number(cell, Notation.POINT);
            Optional<BigDecimal> withComma = AmountFormat.number(cell, Notation.COMMA);
            if (withPoint.isEmpty() && withComma.isEmpty()) {
                return;
            }
            readable++;
            if (AmountFormat.number(cell, Notation.PLAIN).isEmpty()) {
                notPlain.see(line, cell);
            }
            if (withComma.isEmpty()) {
                onlyPoint.see(line, cell);
            } else if (withPoint.isEmpty()) {
                onlyComma.see(line, cell);
            } else if (withPoint.get().compareTo(withComma.get()) != 0) {
                eitherWay.see(line, cell);
            }
            boolean isFraction =
                    Stream.of(withPoint, withComma).flatMap(Optional::stream).allMatch(number -> number.scale() > 0);
            (isFraction ? fractions : whole).see(line, cell);
            String mark = AmountFormat.currencyIn(cell);
            if (mark.isEmpty()) {
                unmarked.see(line, cell);
                return;
            }
            marked.see(line, cell);
            if (marks.size() < MOST_VALUES || marks.containsKey(mark)) {
                marks.computeIfAbsent(mark, key -> new Tally()).see(line, cell);
            }
        }
    }

    /** How dates are written. */
    static final class Dates {
        private long readable;
        private final Tally onlyDayFirst = new Tally();
        private final Tally onlyMonthFirst = new Tally();
        private final Tally eitherWay = new Tally();

        /** Can be read with the day first only: {@code 25/04/2026}. */
        Tally onlyDayFirst() {
            return onlyDayFirst;
        }

        Tally onlyMonthFirst() {
            return onlyMonthFirst;
        }

        /** Can be read either way, as different days or the same. */
        Tally eitherWay() {
            return eitherWay;
        }

        private void see(long line, String cell) {
            if (!hasDigit(cell)) {
                return;
            }
            Set<DateFormat.Order> orders = DateFormat.ordersThatRead(cell);
            if (orders.isEmpty()) {
                return;
            }
            readable++;
            if (orders.contains(DateFormat.Order.UNSAID)) {
                return;
            }
            if (orders.size() == 2) {
                eitherWay.see(line, cell);
            } else if (orders.contains(DateFormat.Order.DAY_FIRST)) {
                onlyDayFirst.see(line, cell);
            } else {
                onlyMonthFirst.see(line, cell);
            }
        }

        private static boolean hasDigit(String cell) {
            return cell.chars().anyMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** How many cells of a kind there are, and the first of them. */
    static final class Tally {
        private static final int MOST_CELLS = 3;

        private long count;
        private final List<Cell> cells = new ArrayList<>();

        long count() {
            return count;
        }

        boolean isNone() {
            return count == 0;
        }

        Cell first() {
            return cells.isEmpty() ? new Cell(0, "") : cells.get(0);
        }

        /** The first few. */
        List<Cell> cells() {
            return cells;
        }

        private void see(long line, String text) {
            if (cells.size() < MOST_CELLS) {
                cells.add(new Cell(line, text));
            }
            count++;
        }
    }
}

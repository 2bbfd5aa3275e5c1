package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.ExchangeRates;
import dev.dubimport.sale.Shown;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The euro reference rates as the European Central Bank publishes them, {@code eurofxref-hist.csv}: a line for each banking
 * day, a column for each currency, and in it how much of it one euro cost.
 */
public final class RatesFile {
    private static final String DATE = "Date";
    private static final String NO_RATE = "N/A";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.]\\d+)?");
    private static final Pattern RATE = Pattern.compile("\\d{1,9}(?:[.]\\d{1,9})?");
    private static final String TAKE_IT_WHOLE = "take eurofxref-hist.csv as the European Central Bank has it";
    private static final int MOST_PROBLEMS = 20;

    private record RateColumn(int index, Currency currency) {}

    private final Source source;
    private final Problems problems;
    private final Map<LocalDate, Long> lines = new HashMap<>();
    private int problemCount;

    private RatesFile(Source source) {
        this.source = source;
        this.problems = new Problems(source);
    }

    /**
     * Reads all rates. Columns of what is no currency to this Java are left out.
     *
     * @throws UnusableFile if it cannot be read or anything in it is not a rate; the message names every mistake, or the first
     *     twenty
     */
    public static ExchangeRates read(Path file) {
        List<Source> sources = Source.in(file);
        if (sources.size() > 1) {
            throw Problems.only(file, "holds " + sources.size() + " files; " + TAKE_IT_WHOLE);
        }
        return new RatesFile(sources.get(0)).read();
    }

    private ExchangeRates read() {
        try (Records records = new Records(source, Dialect.STANDARD)) {
            Records.Parsed first = records.next().orElseThrow(() -> Problems.only(source, "empty; " + TAKE_IT_WHOLE));
            int width = first.cells().size();
            List<RateColumn> columns = columns(first);
            ExchangeRates.Builder rates = new ExchangeRates.Builder(
                    columns.stream().map(RateColumn::currency).toList());
            Optional<Records.Parsed> row = records.next();
            while (row.isPresent() && problemCount < MOST_PROBLEMS) {
                readRow(row.get(), width, columns, rates);
                row = records.next();
            }
            if (lines.isEmpty() && problemCount == 0) {
                problems.add("no days below the header; " + TAKE_IT_WHOLE);
            }
            problems.throwIfAny();
            return rates.build();
        }
    }

    private List<RateColumn> columns(Records.Parsed first) {
        first.malformed().ifPresent(violation -> problems.add(first.line(), "header " + violation.message()));
        Header header = Header.of(first.cells());
        header.check(problems);
        if (header.indexOf(DATE).orElse(-1) != 0) {
            problems.add(first.line(), "header: the first column is not \"" + DATE + "\"; " + TAKE_IT_WHOLE);
        }
        if (header.indexOf("USD").isEmpty()) {
            problems.add(first.line(), "header: no column \"USD\", what a euro cost in US dollars; " + TAKE_IT_WHOLE);
        }
        if (header.indexOf("EUR").isPresent()) {
            problems.add(first.line(), "header: a column \"EUR\", so these are no rates per euro; " + TAKE_IT_WHOLE);
        }
        problems.throwIfAny();
        return Currency.getAvailableCurrencies().stream()
                .flatMap(currency -> header.indexOf(currency.getCurrencyCode()).stream()
                        .mapToObj(index -> new RateColumn(index, currency)))
                .sorted(Comparator.comparingInt(RateColumn::index))
                .toList();
    }

    private void readRow(Records.Parsed row, int width, List<RateColumn> columns, ExchangeRates.Builder rates) {
        if (row.malformed().isPresent()) {
            add(row.line(), row.malformed().get().message());
            return;
        }
        List<String> cells = row.cells().stream().map(Blanks::strip).toList();
        if (cells.equals(List.of(""))) {
            return;
        }
        if (cells.size() != width) {
            add(row.line(), "row: " + cells.size() + " cells where the header has " + width + "; " + TAKE_IT_WHOLE);
            return;
        }
        Optional<LocalDate> day = day(row.line(), cells.get(0));
        Map<Currency, BigDecimal> perEuro = new HashMap<>();
        for (RateColumn column : columns) {
            rate(row.line(), column, cells.get(column.index())).ifPresent(rate -> perEuro.put(column.currency(), rate));
        }
        day.ifPresent(known -> rates.add(known, perEuro));
    }

    /** Empty where there is none, or one that stands in the file already. */
    private Optional<LocalDate> day(long line, String cell) {
        Optional<LocalDate> day = parse(cell);
        if (day.isEmpty()) {
            add(line, DATE + " \"" + Shown.shortened(cell) + "\": not a day such as 2026-04-02; " + TAKE_IT_WHOLE);
            return day;
        }
        Long earlier = lines.putIfAbsent(day.get(), line);
        if (earlier != null) {
            add(line, DATE + " \"" + cell + "\": line " + earlier + " is of that day too; remove one of the two");
            return Optional.empty();
        }
        return day;
    }

    private static Optional<LocalDate> parse(String cell) {
        try {
            return Optional.of(LocalDate.parse(cell));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> rate(long line, RateColumn column, String cell) {
        if (cell.equals(NO_RATE)) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(cell).matches()) {
            return refused(line, column, cell, "not a number; write a rate such as 1.0823, or N/A where there is none");
        }
        if (cell.startsWith("-") || new BigDecimal(cell).signum() == 0) {
            return refused(line, column, cell, "not above 0; write N/A where there is no rate");
        }
        if (!RATE.matcher(cell).matches()) {
            return refused(line, column, cell, "more than 9 digits on one side of the point; round it");
        }
        return Optional.of(new BigDecimal(cell));
    }

    private Optional<BigDecimal> refused(long line, RateColumn column, String cell, String ruleAndMend) {
        add(line, column.currency() + " \"" + Shown.shortened(cell) + "\": " + ruleAndMend);
        return Optional.empty();
    }

    private void add(long line, String problem) {
        problems.add(line, problem);
        problemCount++;
    }
}

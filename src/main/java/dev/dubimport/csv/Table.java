package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CSV file as it lies there: columns and cells, before anybody has said what they mean. Which character stands between the cells
 * shows in the first records: it is the one with which the most of them are as wide as each other. The header is the first of them
 * that has about as many names as any has cells, for a title has one or two. Immutable.
 */
public final class Table {
    private static final int SAMPLE = 50;
    private static final int FEWEST_NAMES = 2;
    private static final int PERCENT_OF_MOST = 70;

    private final Source source;
    private final Dialect dialect;
    private final Preamble preamble;
    private final long headerLine;
    private final Header header;

    /**
     * One record.
     *
     * @param number the physical line on which it starts; the first line of the file is 1
     * @param cells what was written; of a record with broken quotes the whole line, as one cell
     * @param isMalformed whether its quotes are broken
     */
    public record Line(long number, List<String> cells, boolean isMalformed) {}

    private record Candidate(Dialect dialect, List<Line> sample, int width, long alike) {
        private static Candidate of(Source source, Dialect dialect) {
            List<Line> sample = Table.sample(source, dialect);
            Map<Integer, Long> records = new HashMap<>();
            sample.forEach(line -> records.merge(line.cells().size(), 1L, Long::sum));
            int width = records.entrySet().stream()
                    .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(0);
            return new Candidate(dialect, sample, width, width > 1 ? records.getOrDefault(width, 0L) : 0);
        }

        int headerAt() {
            List<Line> first = sample.stream().limit(HeaderReading.MOST_RECORDS).toList();
            long most = first.stream().mapToLong(Candidate::filled).max().orElse(0);
            for (int i = 0; i < first.size(); i++) {
                long filled = filled(first.get(i));
                if (filled >= FEWEST_NAMES && 100 * filled >= PERCENT_OF_MOST * most) {
                    return i;
                }
            }
            return 0;
        }

        private static long filled(Line line) {
            return line.cells().stream()
                    .filter(cell -> !Blanks.strip(cell).isEmpty())
                    .count();
        }
    }

    private Table(Source source, Dialect dialect, Preamble preamble, long headerLine, Header header) {
        this.source = source;
        this.dialect = dialect;
        this.preamble = preamble;
        this.headerLine = headerLine;
        this.header = header;
    }

    /** What becomes of the bytes of a file. */
    public interface BytesReading<T> {
        T of(InputStream bytes) throws IOException;
    }

    /**
     * Reads the bytes of a file from the top.
     *
     * @throws UnusableFile if it cannot be read
     */
    public static <T> T read(Source source, BytesReading<T> reading) {
        try (InputStream bytes = source.open()) {
            return reading.of(bytes);
        } catch (IOException e) {
            throw source.unusable(e);
        }
    }

    /**
     * Opens a file.
     *
     * @param encoding of a file without a byte order mark
     * @throws UnusableFile if it cannot be read, is no text in that encoding, or has a header that no mapping could mend
     */
    public static Table open(Source source, Charset encoding) {
        Candidate best = Dialect.candidatesFor(source, encoding).stream()
                .map(dialect -> Candidate.of(source, dialect))
                .max(Comparator.comparingLong(Candidate::alike).thenComparingInt(Candidate::width))
                .orElseThrow();
        if (best.sample.isEmpty()) {
            throw Problems.only(source, "empty; the first line names the columns");
        }
        int above = best.headerAt();
        Line headerLine = best.sample.get(above);
        Table table = new Table(
                source,
                best.dialect,
                Preamble.of(above, headerLine.number(), source, best.dialect),
                headerLine.number(),
                Header.of(headerLine.cells()));
        Problems problems = new Problems(source);
        table.header.check(problems);
        problems.throwIfAny();
        return table;
    }

    /**
     * The file below the header that a mapping fits.
     *
     * @throws UnusableFile if it cannot be read any more
     */
    public static Table of(SalesFile file) {
        Preamble preamble = file.preamble();
        try (Records records = new Records(file.source(), file.dialect())) {
            for (int i = 0; i < preamble.records(); i++) {
                records.next();
            }
            long headerLine = records.next().map(Records.Parsed::line).orElse(1L);
            return new Table(file.source(), file.dialect(), preamble, headerLine, file.columns());
        }
    }

    /** The delimiter for a message: {@code comma}. */
    public String delimiterName() {
        return dialect.delimiterName();
    }

    /** Whether a {@code sep=} line names the delimiter. */
    public boolean namesDelimiter() {
        return dialect.named();
    }

    /** The line on which the header stands. */
    public long headerLine() {
        return headerLine;
    }

    /** What stands above the header, if anything does, as {@link SalesFile#preambleNote} says it. */
    public Optional<String> preambleNote() {
        return preamble.note();
    }

    /** The names of the columns, in their order, stripped; a column without a name is an empty one. */
    public List<String> header() {
        return header.names();
    }

    /** The records below the header, from the top. */
    public Lines lines() {
        return new Lines(this);
    }

    private static List<Line> sample(Source source, Dialect dialect) {
        List<Line> sample = new ArrayList<>();
        try (Records records = new Records(source, dialect)) {
            Optional<Line> next = records.next().map(Table::line);
            while (next.isPresent() && sample.size() < SAMPLE) {
                sample.add(next.get());
                next = records.next().map(Table::line);
            }
        }
        return sample;
    }

    private static Line line(Records.Parsed parsed) {
        return new Line(parsed.line(), parsed.cells(), parsed.malformed().isPresent());
    }

    /** One reading of the records. Memory does not grow with the file. Not safe for use by several threads. */
    public static final class Lines implements AutoCloseable {
        private final Records records;
        private final Header header;

        private Lines(Table table) {
            this.header = table.header;
            this.records = new Records(table.source, table.dialect);
            for (int i = 0; i <= table.preamble.records(); i++) {
                records.next();
            }
        }

        /** The next record; lines of blanks are none. Empty at the end of the file. */
        public Optional<Line> next() {
            Optional<Line> next = records.next().map(Table::line);
            while (next.filter(Lines::isBlank).isPresent()) {
                next = records.next().map(Table::line);
            }
            return next.map(line ->
                    line.isMalformed() ? line : new Line(line.number(), header.originalCells(line.cells()), false));
        }

        @Override
        public void close() {
            records.close();
        }

        private static boolean isBlank(Line line) {
            return !line.isMalformed()
                    && line.cells().size() == 1
                    && Blanks.strip(line.cells().get(0)).isEmpty();
        }
    }
}

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
 * shows in the first records: it is the one with which the most of them are as wide as each other. Immutable.
 */
public final class Table {
    private static final int SAMPLE = 50;

    private final Source source;
    private final Dialect dialect;
    private final int recordsAbove;
    private final Line headerLine;
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
            for (int i = 0; i < sample.size(); i++) {
                if (sample.get(i).cells().size() == width) {
                    return i;
                }
            }
            return 0;
        }
    }

    private Table(Source source, Candidate candidate) {
        this.source = source;
        this.dialect = candidate.dialect;
        this.recordsAbove = candidate.headerAt();
        this.headerLine = candidate.sample.get(recordsAbove);
        this.header = Header.of(headerLine.cells());
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
        Table table = new Table(source, best);
        Problems problems = new Problems(source);
        table.header.check(problems);
        problems.throwIfAny();
        return table;
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
        return headerLine.number();
    }

    /** The names of the columns, in their order, stripped. */
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
            for (int i = 0; i <= table.recordsAbove; i++) {
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

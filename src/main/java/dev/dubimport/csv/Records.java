package dev.dubimport.csv;

import dev.dubimport.sale.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a file with the line on which each starts.
 *
 * <p>The parser gives up at its first mistake in quoting, so it is fed through a {@link Replay}: the physical line on which
 * the broken record starts becomes a malformed record, and a new parser goes on with the line after it. One stray quote
 * then costs one row, however much text the parser had swallowed in search of the closing quote.
 */
final class Records implements AutoCloseable {
    /** The code of a row that cannot be split into cells. */
    static final String MALFORMED = "row_malformed";

    /**
     * One record as it is written.
     *
     * @param cells what is between the delimiters; of a malformed record the whole line, as one cell
     */
    record Parsed(long line, List<String> cells, Optional<Violation> malformed) {}

    private final Dialect dialect;
    private final FileText text;
    private final Replay replay;
    private CSVParser parser;
    private Iterator<CSVRecord> records;
    private long passedLines;

    Records(Source source, Dialect dialect) {
        this.dialect = dialect;
        this.text = new FileText(source, dialect.charset());
        this.replay = new Replay(text);
        this.parser = newParser();
        this.records = parser.iterator();
        if (dialect.named()) {
            passName();
        }
    }

    private void passName() {
        try {
            next();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The next record; the line that names the delimiter is none. */
    Optional<Parsed> next() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            // The record gives its array away: nobody else holds it.
            List<String> cells =
                    Collections.unmodifiableList(Arrays.asList(records.next().values()));
            long lines = parser.getCurrentLineNumber() - passedLines;
            passedLines += lines;
            return Optional.of(new Parsed(replay.pass(lines), cells, Optional.empty()));
        } catch (UncheckedIOException e) {
            return Optional.of(malformed());
        }
    }

    /** How many characters the records so far had, what stands between them included. */
    long characters() {
        return replay.passedCharacters();
    }

    /** See {@link FileText#sha256}. */
    String sha256() {
        return text.sha256();
    }

    @Override
    public void close() {
        replay.close();
    }

    private Parsed malformed() {
        long stoppedOn = replay.line() + parser.getCurrentLineNumber() - passedLines - 1;
        boolean closed = !replay.isExhausted();
        long line = replay.nextLine();
        String written = replay.takeLine();
        parser = newParser();
        records = parser.iterator();
        passedLines = 0;
        return new Parsed(line, List.of(written), Optional.of(violation(written, closed, stoppedOn - line)));
    }

    private static Violation violation(String written, boolean closed, long linesOn) {
        if (closed && linesOn > 0) {
            return new Violation(
                    "row",
                    MALFORMED,
                    written,
                    "a quote opened here is closed " + linesOn + (linesOn == 1 ? " line" : " lines")
                            + " on, with text behind it; the lines between are read as rows of their own",
                    "close it where its cell ends, or double it (\"\") where it belongs to the text");
        }
        if (closed) {
            return new Violation(
                    "row",
                    MALFORMED,
                    written,
                    "text after a closing quote",
                    "double the quotes inside a quoted cell (\"\")");
        }
        return new Violation(
                "row",
                MALFORMED,
                written,
                "a quote opened here is never closed",
                "close it, or double it (\"\") where it belongs to the text");
    }

    private CSVParser newParser() {
        try {
            return CSVParser.builder()
                    .setReader(replay)
                    .setFormat(dialect.format())
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

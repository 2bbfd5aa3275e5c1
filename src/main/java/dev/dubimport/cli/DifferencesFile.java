package dev.dubimport.cli;

import dev.dubimport.csv.CsvLine;
import dev.dubimport.reconcile.Difference;
import dev.dubimport.reconcile.Recorded;
import dev.dubimport.reconcile.Sold;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** All differences as CSV for a spreadsheet; it stands in its place only when it is whole. */
final class DifferencesFile implements AutoCloseable {
    private static final String HEADER = CsvLine.of(List.of(
            "standing",
            "invoice id",
            "file",
            "line",
            "customer",
            "sold",
            "sold currency",
            "recorded",
            "recorded currency",
            "recorded customer",
            "recorded at",
            "times",
            "event id",
            "reason",
            "next"));

    private final Optional<Path> target;
    private final Optional<Path> draft;
    private final Writer writer;

    private DifferencesFile(Optional<Path> target, Optional<Path> draft, Writer writer) {
        this.target = target;
        this.draft = draft;
        this.writer = writer;
    }

    /**
     * Begins one, or nothing where none is wanted.
     *
     * @throws WrongUsage if another file stands in its place, or it cannot be written there
     */
    static DifferencesFile create(Optional<Path> wanted) {
        if (wanted.isEmpty()) {
            return new DifferencesFile(wanted, Optional.empty(), Writer.nullWriter());
        }
        Path target = wanted.get().toAbsolutePath();
        try {
            if (Files.exists(target) && !isOurs(target)) {
                throw new WrongUsage("--differences " + target
                        + ": is there already, and is none of our files of differences; name another place");
            }
            Path draft = Files.createTempFile(target.getParent(), "differences", ".csv");
            Writer writer = Files.newBufferedWriter(draft);
            writer.write(HEADER);
            return new DifferencesFile(Optional.of(target), Optional.of(draft), writer);
        } catch (IOException e) {
            throw new WrongUsage(
                    "--differences " + target + ": cannot be written (" + e + "); name a folder that is there");
        }
    }

    void add(Difference difference) {
        Optional<Sold> sold = difference.sold();
        Optional<Money> amount = sold.flatMap(Sold::amount);
        Optional<Recorded> recorded = difference.recorded();
        try {
            writer.write(CsvLine.of(List.of(
                    difference.standing().word(),
                    Shown.escaped(difference.invoiceId()),
                    sold.map(Sold::file).orElse(""),
                    sold.map(from -> Long.toString(from.line())).orElse(""),
                    sold.map(Sold::customer).map(Shown::escaped).orElse(""),
                    amount.map(money -> Numbers.plainAmount(
                                    money.minorUnits(), money.currency().getCurrencyCode()))
                            .orElse(""),
                    amount.map(money -> money.currency().getCurrencyCode()).orElse(""),
                    recorded.map(event -> Numbers.plainAmount(event.minorUnits(), event.currency()))
                            .orElse(""),
                    recorded.map(Recorded::currency).orElse(""),
                    recorded.map(Recorded::customer).map(Shown::escaped).orElse(""),
                    recorded.map(event -> event.at().toString()).orElse(""),
                    recorded.map(event -> Long.toString(event.times())).orElse(""),
                    recorded.map(Recorded::eventId).orElse(""),
                    difference.reason(),
                    difference.next())));
        } catch (IOException e) {
            throw new UncheckedIOException("the differences cannot be written", e);
        }
    }

    /** All are written. */
    void publish() {
        try {
            writer.close();
            if (draft.isPresent() && target.isPresent()) {
                Files.move(draft.get(), target.get(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the differences cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
            if (draft.isPresent()) {
                Files.deleteIfExists(draft.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the draft of the differences cannot be removed", e);
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            char[] start = new char[HEADER.length()];
            int count = reader.read(start);
            return count == start.length && new String(start).equals(HEADER);
        }
    }
}

package dev.dubimport.model;

import dev.dubimport.job.PlayedJob;
import dev.dubimport.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What many histories are played on, one after the other: a database, a folder and a clock. */
final class Stage implements AutoCloseable {
    final Storage storage = new Storage();
    final WallClock clock = new WallClock();
    final JdbcTemplate jdbc = new JdbcTemplate(storage);
    final Ledger ledger;
    final PlayedJob job;
    final Path file;
    private int histories;

    Stage(Path folder) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(storage);
        this.ledger = Ledger.open(storage, transactions, clock);
        this.job = new PlayedJob(storage, transactions, ledger, clock);
        this.file = folder.resolve("sales.csv");
    }

    /** A name that no other history had. */
    String nextWorkspace() {
        return "history-" + ++histories;
    }

    void write(List<RowPlan> rows) {
        StringBuilder csv = new StringBuilder(RowPlan.HEADER);
        rows.forEach(row -> csv.append(row.csv()));
        try {
            Files.writeString(file, csv, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}

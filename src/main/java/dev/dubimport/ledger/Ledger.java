package dev.dubimport.ledger;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of one database: destinations, their books, runs and reject records. */
public final class Ledger {
    private static final String RUN_COLUMNS =
            "select r.id, d.base_url, d.workspace, r.file, r.sha256, r.recipe, r.started_millis"
                    + " from run r join destination d on d.id = r.destination_id";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    private Ledger(JdbcTemplate jdbc, TransactionTemplate ownTransaction, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.clock = clock;
    }

    /** Opens the ledger in that database, and makes its tables where there are none. */
    public static Ledger open(DataSource database, PlatformTransactionManager transactions, Clock clock) {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("dev/dubimport/ledger/schema.sql")), database);
        TransactionTemplate ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Ledger(new JdbcTemplate(database), ownTransaction, clock);
    }

    /** The books of that destination, new ones if it was never heard of. */
    public Books books(Destination destination) {
        return new Books(idOf(destination), jdbc, ownTransaction, clock);
    }

    public List<Destination> destinations() {
        return jdbc.query(
                "select base_url, workspace from destination order by id",
                (row, number) -> new Destination(URI.create(row.getString(1)), row.getString(2)));
    }

    /** Begins a run: from now on it can be found, and gone on with. */
    public Run begin(Destination destination, Path file, String sha256, String recipe) {
        long destinationId = idOf(destination);
        Instant now = clock.instant();
        long id = Objects.requireNonNull(ownTransaction.execute(status -> {
            Long next =
                    Objects.requireNonNull(jdbc.queryForObject("select coalesce(max(id), 0) + 1 from run", Long.class));
            jdbc.update(
                    "insert into run (id, destination_id, file, sha256, recipe, started_millis)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    next,
                    destinationId,
                    file.toString(),
                    sha256,
                    recipe,
                    now.toEpochMilli());
            return next;
        }));
        return new Run(id, destination, file, sha256, recipe, now);
    }

    /** The latest run of that file to that destination. */
    public Optional<Run> lastRun(Destination destination, Path file) {
        return findId(destination)
                .flatMap(id -> jdbc
                        .query(
                                RUN_COLUMNS + " where r.destination_id = ? and r.file = ? order by r.id desc limit 1",
                                (row, number) -> run(row),
                                id,
                                file.toString())
                        .stream()
                        .findFirst());
    }

    /** The latest runs, the newest first, at most so many. */
    public List<Run> lastRuns(int most) {
        return jdbc.query(RUN_COLUMNS + " order by r.id desc limit ?", (row, number) -> run(row), most);
    }

    /**
     * Adds reject records of a run, in the transaction of the caller: they stand or fall with the position in the file. Those
     * from that line on were left by an attempt at the same rows, and are replaced.
     */
    public void reject(long run, long fromLine, List<Reject> rejects) {
        jdbc.update("delete from reject where run_id = ? and line >= ?", run, fromLine);
        if (rejects.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "insert into reject (run_id, line, outcome, code, message, cells) values (?, ?, ?, ?, ?, ?)",
                rejects.stream()
                        .map(reject -> new Object[] {
                            reject.row().run(),
                            reject.row().line(),
                            reject.finding().outcome().name(),
                            reject.finding().code(),
                            reject.finding().message(),
                            Cells.write(reject.cells())
                        })
                        .toList());
    }

    /** Hands over all reject records of a run, in the order of the file, one by one. */
    public void rejects(long run, Consumer<Reject> reader) {
        jdbc.query(
                "select line, outcome, code, message, cells from reject where run_id = ? order by line",
                row -> {
                    reader.accept(new Reject(
                            new RowKey(run, row.getLong(1)),
                            new Finding(Outcome.valueOf(row.getString(2)), row.getString(3), row.getString(4)),
                            Cells.read(row.getString(5))));
                },
                run);
    }

    /** Why rows of that run were not recorded, the most frequent reason first. */
    public List<Reason> reasons(long run) {
        return jdbc.query(
                "select g.outcome, g.code, g.rejects, g.first_line, r.message from"
                        + " (select outcome, code, count(*) as rejects, min(line) as first_line"
                        + " from reject where run_id = ? group by outcome, code) g"
                        + " join reject r on r.run_id = ? and r.line = g.first_line"
                        + " order by g.rejects desc, g.first_line",
                (row, number) -> new Reason(
                        Outcome.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getString(5)),
                run,
                run);
    }

    private long idOf(Destination destination) {
        Optional<Long> known = findId(destination);
        if (known.isPresent()) {
            return known.get();
        }
        ownTransaction.executeWithoutResult(status -> jdbc.update(
                "insert into destination (id, base_url, workspace)"
                        + " select coalesce(max(id), 0) + 1, cast(? as varchar), cast(? as varchar) from destination",
                destination.baseUrl().toString(),
                destination.workspace()));
        return findId(destination).orElseThrow();
    }

    private Optional<Long> findId(Destination destination) {
        return jdbc
                .query(
                        "select id from destination where base_url = ? and workspace = ?",
                        (row, number) -> row.getLong(1),
                        destination.baseUrl().toString(),
                        destination.workspace())
                .stream()
                .findFirst();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getLong(1),
                new Destination(URI.create(row.getString(2)), row.getString(3)),
                Path.of(row.getString(4)),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }
}

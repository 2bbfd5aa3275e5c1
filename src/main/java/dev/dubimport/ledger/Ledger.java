package dev.dubimport.ledger;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of one database: destinations, their books, runs and reject records. */
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String RUN_COLUMNS =
            "select r.id, d.base_url, d.workspace, r.file, r.sha256, r.recipe, r.started_millis"
                    + " from run r join destination d on d.id = r.destination_id";

    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final Vendor vendor;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final Tidemark tidemark;

    private Ledger(
            JdbcTemplate jdbc, Vendor vendor, TransactionTemplate ownTransaction, Clock clock, Tidemark tidemark) {
        this.jdbc = jdbc;
        this.vendor = vendor;
        this.ownTransaction = ownTransaction;
        this.clock = clock;
        this.tidemark = tidemark;
    }

    /** Opens a ledger that no tidemark is kept of. */
    public static Ledger open(DataSource database, PlatformTransactionManager transactions, Clock clock) {
        return open(database, transactions, clock, Tidemark.NONE);
    }

    /**
     * Opens the ledger in that database, and makes its tables where there are none.
     *
     * @throws NewerLedger if they were made by a newer program
     */
    public static Ledger open(
            DataSource database, PlatformTransactionManager transactions, Clock clock, Tidemark tidemark) {
        Vendor vendor = Vendor.of(database);
        Schema.migrate(database, vendor);
        TransactionTemplate ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        return new Ledger(jdbc, vendor, ownTransaction, clock, tidemark);
    }

    /** The books of that destination, new ones if it was never heard of. */
    public Books books(Destination destination) {
        return new Books(idOf(destination), jdbc, vendor, ownTransaction, patience(), clock, tidemark);
    }

    /** What that destination said about customers. */
    public Customers customers(Destination destination) {
        return new Customers(idOf(destination), jdbc, ownTransaction, clock);
    }

    /** A scheduler's memory of that destination, written while the turn is held. */
    public Diary diary(Destination destination, Turn turn) {
        return new Diary(idOf(destination), jdbc, ownTransaction, turn, clock);
    }

    /** The runs of that destination that the job repository may forget. */
    public PastRuns pastRuns(Destination destination) {
        return new PastRuns(idOf(destination), jdbc, ownTransaction);
    }

    /** What stayed of a run that the job repository has forgotten; empty where it has not. */
    public Optional<PastRun> pastRun(long id) {
        return PastRuns.of(id, jdbc);
    }

    /**
     * The right to send to that destination, not yet taken. The lock of the folder gives it where the ledger is a file; on a
     * shared database it is a lease.
     *
     * @param ttl how long the lease of a process that died keeps others waiting
     */
    public Turn turn(Destination destination, Duration ttl) {
        return switch (vendor) {
            case H2 -> Turn.UNDISPUTED;
            case POSTGRESQL ->
                new Lease(new LeaseRow(idOf(destination), jdbc, ttl), ttl, patience(), System::nanoTime, clock);
        };
    }

    public List<Destination> destinations() {
        return jdbc.query(
                "select base_url, workspace from destination order by id",
                (row, number) -> new Destination(URI.create(row.getString(1)), row.getString(2)));
    }

    /** Begins a run: from now on it can be found, and gone on with. */
    public Run begin(Destination destination, String file, String sha256, String recipe) {
        long destinationId = idOf(destination);
        Instant now = clock.instant();
        long id = Objects.requireNonNull(ownTransaction.execute(status -> {
            long next = next("run_number");
            jdbc.update(
                    "insert into run (id, destination_id, file, sha256, recipe, started_millis)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    next,
                    destinationId,
                    file,
                    sha256,
                    recipe,
                    now.toEpochMilli());
            return next;
        }));
        return new Run(id, destination, file, sha256, recipe, now);
    }

    /** The latest run of that file to that destination. */
    public Optional<Run> lastRun(Destination destination, String file) {
        return findId(destination)
                .flatMap(id -> jdbc
                        .query(
                                RUN_COLUMNS + " where r.destination_id = ? and r.file = ? order by r.id desc limit 1",
                                (row, number) -> run(row),
                                id,
                                file)
                        .stream()
                        .findFirst());
    }

    /** The run of that number. */
    public Optional<Run> run(long id) {
        return jdbc.query(RUN_COLUMNS + " where r.id = ?", (row, number) -> run(row), id).stream()
                .findFirst();
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
        // PostgreSQL hands out rows bit by bit within a transaction only.
        ownTransaction.executeWithoutResult(status -> jdbc.query(
                "select line, outcome, code, message, cells from reject where run_id = ? order by line",
                row -> {
                    reader.accept(reject(run, row));
                },
                run));
    }

    /** The reject records of a run behind that line, in the order of the file, at most so many. */
    public List<Reject> rejects(long run, long behindLine, int most) {
        return jdbc.query(
                "select line, outcome, code, message, cells from reject where run_id = ? and line > ?"
                        + " order by line limit ?",
                (row, number) -> reject(run, row),
                run,
                behindLine,
                most);
    }

    /** Why rows of that run were not recorded or are no sales, the most frequent reason first. */
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

    /**
     * All that is known of one invoice id, at all destinations. Rejected rows are found by their cells, for which all reject
     * records are read.
     */
    public Story story(String invoiceId) {
        List<Story.Chapter> chapters = new ArrayList<>();
        for (Destination destination : destinations()) {
            Trail trail = new Trail(idOf(destination), jdbc);
            Optional.ofNullable(books(destination).find(List.of(invoiceId)).get(invoiceId))
                    .ifPresent(entry -> chapters.add(new Story.Chapter(
                            destination, entry, trail.formers(invoiceId), trail.attempts(invoiceId))));
        }
        return new Story(invoiceId, chapters, rejected(invoiceId));
    }

    private List<Story.Rejected> rejected(String invoiceId) {
        List<Story.Rejected> rejected = new ArrayList<>();
        ownTransaction.executeWithoutResult(status -> jdbc.query(
                "select run_id, line, outcome, code, message, cells from reject where cells like ? escape '!'"
                        + " order by run_id, line",
                row -> {
                    if (rejected.size() < Story.MOST_REJECTED
                            && Cells.read(row.getString(6)).stream()
                                    .anyMatch(cell -> Blanks.strip(cell).equals(invoiceId))) {
                        rejected.add(new Story.Rejected(
                                run(row.getLong(1)).orElseThrow(),
                                row.getLong(2),
                                new Finding(Outcome.valueOf(row.getString(3)), row.getString(4), row.getString(5))));
                    }
                },
                "%" + Cells.inside(invoiceId).replaceAll("[!%_]", "!$0") + "%"));
        return rejected;
    }

    /** Counts all that is there: it reads every entry once. */
    public Statistics statistics() {
        Map<Long, Destination> destinations = new LinkedHashMap<>();
        jdbc.query("select id, base_url, workspace from destination order by id", row -> {
            destinations.put(row.getLong(1), new Destination(URI.create(row.getString(2)), row.getString(3)));
        });
        return new Stocktaking(jdbc, vendor).take(destinations);
    }

    /** How many entries were adopted, at all destinations. */
    public long adopted() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from entry where adopted", Long.class));
    }

    private static Patience patience() {
        return new Patience(LockSupport::parkNanos, System::nanoTime);
    }

    private long idOf(Destination destination) {
        Optional<Long> known = findId(destination);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            ownTransaction.executeWithoutResult(status -> jdbc.update(
                    "insert into destination (id, base_url, workspace) values (?, ?, ?)",
                    next("destination_number"),
                    destination.baseUrl().toString(),
                    destination.workspace()));
        } catch (DuplicateKeyException e) {
            LOG.debug("another process was faster to write {}", destination);
        }
        return findId(destination).orElseThrow();
    }

    private long next(String sequence) {
        return Objects.requireNonNull(jdbc.queryForObject("select nextval('" + sequence + "')", Long.class));
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

    private static Reject reject(long run, ResultSet row) throws SQLException {
        return new Reject(
                new RowKey(run, row.getLong(1)),
                new Finding(Outcome.valueOf(row.getString(2)), row.getString(3), row.getString(4)),
                Cells.read(row.getString(5)));
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getLong(1),
                new Destination(URI.create(row.getString(2)), row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }
}

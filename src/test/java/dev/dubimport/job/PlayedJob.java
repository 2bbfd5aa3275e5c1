package dev.dubimport.job;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Dub;
import dev.dubimport.dub.Flight;
import dev.dubimport.ledger.Books;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.ledger.Reject;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Turn;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.SaleRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real reader, writer and ledger, in a loop that stands in for Spring Batch's: chunks in transactions, the context saved with
 * each. What the job repository keeps of a run is kept beside the ledger, in the same database.
 */
public final class PlayedJob {
    private static final JacksonExecutionContextStringSerializer SERIALIZER =
            new JacksonExecutionContextStringSerializer();

    private static final String RECIPE = "played";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Ledger ledger;
    private final Clock clock;

    /** What a run needs of the world it is played in. */
    public interface World {
        /** Lets so many nanoseconds pass, fewer where the condition comes to hold. */
        void sleep(long nanos, BooleanSupplier sooner);

        void await(BooleanSupplier condition);

        long nanoTime();

        /** Hears how the run can be told to stop. */
        void stopsBy(Runnable stop);

        Duration notResentBefore();
    }

    /** How far a run has come, as the database tells. */
    public record Result(boolean completed, ControlTotals totals, List<Reject> rejects) {}

    public PlayedJob(DataSource database, PlatformTransactionManager transactions, Ledger ledger, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(transactions);
        this.ledger = ledger;
        this.clock = clock;
        jdbc.execute("create table if not exists played_job"
                + " (run_id bigint primary key, context varchar not null, completed boolean not null)");
    }

    /** Goes on with the unfinished run of the file, or begins a new one; as {@link Importer#run}. */
    public Result run(Path file, Destination destination, Dub dub, int rowsPerChunk, int groupSize, World world) {
        SalesFile sales = SalesFile.open(Source.in(file).get(0), Mapping.NONE, SaleRules.MissingInvoiceId.INVALID);
        Survey survey = Survey.of(sales);
        Run run = ledger.lastRun(destination, file.toString())
                .filter(last -> last.isAbout(survey.sha256(), RECIPE) && !isCompleted(last))
                .orElseGet(() -> ledger.begin(destination, file.toString(), survey.sha256(), RECIPE));
        Books books = ledger.books(destination);
        StopSignal stop = new StopSignal(dub);
        world.stopsBy(stop::ask);
        Shipping shipping = new Shipping(
                books,
                dub,
                groupSize,
                stop,
                clock,
                world::nanoTime,
                world.notResentBefore(),
                pause -> world.sleep(pause.toNanos(), stop::isGiven),
                (flights, unanswered) -> world.await(
                        () -> flights.stream().mapToInt(Flight::unanswered).sum() <= unanswered));
        SalesWriter writer =
                new SalesWriter(run.id(), ledger, books, shipping, Turn.UNDISPUTED, stop, totals -> {}, clock, false);
        boolean completed = step(run, new RowReader(sales, survey), writer, rowsPerChunk);
        if (completed) {
            transaction.executeWithoutResult(
                    status -> jdbc.update("update played_job set completed = true where run_id = ?", run.id()));
        }
        List<Reject> rejects = new ArrayList<>();
        ledger.rejects(run.id(), rejects::add);
        return new Result(completed, Checkpoint.readFrom(context(run)).totals(), rejects);
    }

    /** Spring Batch's part. */
    private boolean step(Run run, RowReader reader, SalesWriter writer, int rowsPerChunk) {
        StepExecution step = new StepExecution(
                run.id(),
                ImportJob.STEP,
                new JobExecution(run.id(), new JobInstance(run.id(), ImportJob.NAME), new JobParameters()));
        ExecutionContext context = context(run);
        try {
            reader.open(context);
            writer.beforeStep(step);
            writer.open(context);
            boolean more = true;
            while (more && !step.isTerminateOnly()) {
                more = Boolean.TRUE.equals(
                        transaction.execute(status -> chunk(run, reader, writer, rowsPerChunk, context)));
            }
            return !step.isTerminateOnly();
        } finally {
            reader.close();
        }
    }

    /** Whether there may be more rows. */
    private boolean chunk(Run run, RowReader reader, SalesWriter writer, int rowsPerChunk, ExecutionContext context) {
        Chunk<AssessedRow> chunk = new Chunk<>();
        boolean more = true;
        while (more && chunk.size() < rowsPerChunk) {
            AssessedRow row = reader.read();
            more = row != null;
            if (row != null) {
                chunk.add(row);
            }
        }
        if (!chunk.isEmpty()) {
            writer.write(chunk);
        }
        writer.update(context);
        save(run, context);
        return more;
    }

    private boolean isCompleted(Run run) {
        return jdbc.queryForList("select completed from played_job where run_id = ?", Boolean.class, run.id())
                .contains(true);
    }

    private ExecutionContext context(Run run) {
        List<String> saved =
                jdbc.queryForList("select context from played_job where run_id = ?", String.class, run.id());
        if (saved.isEmpty()) {
            return new ExecutionContext();
        }
        try {
            return new ExecutionContext(
                    SERIALIZER.deserialize(new ByteArrayInputStream(saved.get(0).getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(Run run, ExecutionContext context) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            SERIALIZER.serialize(context.toMap(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.update(
                "merge into played_job (run_id, context, completed) values (?, ?, false)",
                run.id(),
                text.toString(StandardCharsets.UTF_8));
    }
}

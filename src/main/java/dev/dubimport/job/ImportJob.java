package dev.dubimport.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job: one step of chunks. The framework's skip and retry stay out of it: they would write rows again, and so send them
 * again. Bad rows and refused sales are outcomes here, and sales are retried one by one inside the client.
 */
final class ImportJob {
    static final String NAME = "import";
    static final String STEP = "sales";

    /** Rows that are read, asked about in the ledger and saved together. */
    private static final int ROWS_PER_CHUNK = 1_000;

    private ImportJob() {}

    /** A run is an instance of the job, so that going on with a run is a restart in the framework's terms. */
    static JobParameters parametersOf(long run) {
        return new JobParametersBuilder().addLong("run", run).toJobParameters();
    }

    static Job of(
            JobRepository repository, PlatformTransactionManager transactions, RowReader reader, SalesWriter writer) {
        return new JobBuilder(NAME, repository)
                .start(new StepBuilder(STEP, repository)
                        .<AssessedRow, AssessedRow>chunk(ROWS_PER_CHUNK)
                        .transactionManager(transactions)
                        .reader(reader)
                        .writer(writer)
                        .listener(writer)
                        .build())
                .build();
    }
}

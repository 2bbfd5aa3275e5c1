package dev.dubimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dubimport.csv.Source;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.Outage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionSystemException;

class RunFailureTest {
    private final RuntimeException ofTheFramework =
            new OptimisticLockingFailureException("step execution of another version");
    private final RuntimeException away =
            new TransactionSystemException("commit", new SQLException("shutting down", "57P01"));

    @Test
    void anOutageIsToldWhateverTheFrameworkMadeOfIt() {
        assertThat(Outage.in(RunFailure.of(List.of(ofTheFramework, away)))).contains("shutting down");
        assertThat(Outage.in(RunFailure.of(List.of(away, ofTheFramework)))).contains("shutting down");
    }

    @Test
    void whatAPersonCanMendComesFirst() {
        Throwable unusable = catchThrowable(() -> Source.in(Path.of("no-such.csv")));

        assertThat(RunFailure.of(List.of(away, new IllegalStateException(unusable))))
                .isSameAs(unusable)
                .isInstanceOf(UnusableFile.class);
    }

    @Test
    void noFailureIsLost() {
        RuntimeException failure = RunFailure.of(List.of(ofTheFramework, away));

        assertThat(failure).hasCause(away);
        assertThat(failure.getSuppressed()).containsExactly(ofTheFramework);
    }
}

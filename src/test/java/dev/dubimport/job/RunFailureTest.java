package dev.dubimport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.Outage;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionSystemException;

class RunFailureTest {
    private static final RuntimeException OF_THE_FRAMEWORK =
            new OptimisticLockingFailureException("step execution of another version");
    private static final RuntimeException AWAY =
            new TransactionSystemException("commit", new SQLException("shutting down", "57P01"));

    @Test
    void anOutageIsToldWhateverTheFrameworkMadeOfIt() {
        assertThat(Outage.in(RunFailure.of(List.of(OF_THE_FRAMEWORK, AWAY)))).contains("shutting down");
        assertThat(Outage.in(RunFailure.of(List.of(AWAY, OF_THE_FRAMEWORK)))).contains("shutting down");
    }

    @Test
    void whatAPersonCanMendComesFirst() {
        Throwable unusable =
                catchThrowable(() -> SalesFile.open(Path.of("no-such.csv"), Mapping.NONE, MissingInvoiceId.INVALID));

        assertThat(RunFailure.of(List.of(AWAY, new IllegalStateException(unusable))))
                .isSameAs(unusable)
                .isInstanceOf(UnusableFile.class);
    }

    @Test
    void noFailureIsLost() {
        RuntimeException failure = RunFailure.of(List.of(OF_THE_FRAMEWORK, AWAY));

        assertThat(failure).hasCause(AWAY);
        assertThat(failure.getSuppressed()).containsExactly(OF_THE_FRAMEWORK);
    }
}

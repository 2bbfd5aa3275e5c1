package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill between two of the writes that begin a run, each committed by itself: the ledger's run, the framework's instance, its
 * execution, its step.
 */
class HalfBegunRunTest {
    @TempDir
    Path folder;

    @Test
    void aRunOfWhichOnlyTheInstanceWasWrittenIsGoneOnWith() throws SQLException {
        isGoneOnWithWithout(
                "delete from BATCH_STEP_EXECUTION_CONTEXT",
                "delete from BATCH_STEP_EXECUTION",
                "delete from BATCH_JOB_EXECUTION_CONTEXT",
                "delete from BATCH_JOB_EXECUTION_PARAMS",
                "delete from BATCH_JOB_EXECUTION");
    }

    @Test
    void aRunOfWhichNoStepWasWrittenIsGoneOnWith() throws SQLException {
        isGoneOnWithWithout(
                "delete from BATCH_STEP_EXECUTION_CONTEXT",
                "delete from BATCH_STEP_EXECUTION",
                "update BATCH_JOB_EXECUTION set STATUS = 'STARTING', END_TIME = null, EXIT_CODE = 'UNKNOWN'");
    }

    @Test
    void aRunWhoseStepHasNoContextYetIsGoneOnWith() throws SQLException {
        isGoneOnWithWithout(
                "delete from BATCH_STEP_EXECUTION_CONTEXT",
                "update BATCH_STEP_EXECUTION set STATUS = 'STARTED', END_TIME = null, EXIT_CODE = 'EXECUTING'",
                "update BATCH_JOB_EXECUTION set STATUS = 'STARTED', END_TIME = null, EXIT_CODE = 'UNKNOWN'");
    }

    private void isGoneOnWithWithout(String... statements) throws SQLException {
        try (Session session = new Session(folder)) {
            Path file = session.file("sales.csv", """
                    externalId,amount,paymentProcessor,invoiceId
                    cus_1,100,stripe,INV-1
                    cus_2,200,stripe,INV-2
                    """);
            assertThat(session.importing(file).exitCode()).isZero();
            asIfKilled(session, statements);

            Session.Said second = session.importing(file);

            assertThat(second.err()).contains("Going on with run 1").doesNotContain("fault of its own");
            assertThat(second.out()).containsPattern("recorded +2 ").containsPattern("read +2 ");
            assertThat(second.exitCode()).isZero();
            assertThat(session.recordings()).hasSize(2);
        }
    }

    private static void asIfKilled(Session session, String... statements) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:file:" + session.dataFolder().resolve("ledger"));
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

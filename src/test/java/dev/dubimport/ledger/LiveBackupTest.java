package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Backups of a ledger that somebody else has open. */
@Timeout(120)
class LiveBackupTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final int BACKUPS = 4;

    @TempDir
    Path temporary;

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean isEnough = new AtomicBoolean();
    private DataFolder folder;
    private HikariDataSource database;
    private Ledger ledger;
    private @Nullable Copyist copyist;

    @BeforeEach
    void open() {
        folder = DataFolder.open(temporary.resolve("data"));
        database = Database.h2(folder.databaseUrl()).pool();
        ledger = Ledger.open(
                database,
                new JdbcTransactionManager(database),
                Clock.systemUTC(),
                folder.ledgerFile().tidemark());
    }

    @AfterEach
    void close() {
        if (copyist != null) {
            copyist.close();
        }
        database.close();
        folder.close();
    }

    @Test
    void aCopyMadeWhileSalesAreClaimedIsTheLedgerAsItWasAtOneMoment() throws Exception {
        ExecutorService importing = Executors.newSingleThreadExecutor();
        copyist = Copyist.start(folder, database);
        try {
            Future<?> sales = importing.submit(this::claimAndSettle);
            for (int number = 1; number <= BACKUPS; number++) {
                long before = acknowledged.get();
                Path backup = temporary.resolve("backup-" + number + ".zip");

                Inspection inspection = backUp(backup, LiveBackup.PATIENCE);

                assertThat(inspection.entries()).isGreaterThanOrEqualTo(before);
                assertThat(acknowledged.get()).as("the import goes on").isGreaterThan(before);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                        .isEqualTo("rw-------");
                assertIsOneMoment(backup, inspection.entries());
            }
            isEnough.set(true);
            sales.get();
        } finally {
            isEnough.set(true);
            importing.shutdown();
        }
        assertThat(requests()).isEmpty();
    }

    /** One sale after the other is claimed, and the one before it settled: nothing may be missing in between. */
    private void assertIsOneMoment(Path backup, long entries) {
        Path other = temporary.resolve("restored-" + backup.getFileName());
        try (DataFolder restored = DataFolder.open(other)) {
            restored.ledgerFile().restore(backup, false, Instant.now());
            assertThat(restored.ledgerFile().inspect(Instant.now()).isSound()).isTrue();
            try (HikariDataSource copy = Database.h2(restored.databaseUrl()).pool()) {
                JdbcTemplate jdbc = new JdbcTemplate(copy);
                assertThat(jdbc.queryForObject("select max(line) from entry", Long.class))
                        .isEqualTo(entries);
                assertThat(jdbc.queryForObject("select claims from run", Long.class))
                        .isEqualTo(entries);
                assertThat(jdbc.queryForList("select line from entry where outcome is null", Long.class))
                        .as("claimed and not settled: at most the last")
                        .isSubsetOf(entries);
            }
        }
    }

    private void claimAndSettle() {
        long run = ledger.begin(ACME, "/sales.csv", "0".repeat(64), "recipe").id();
        Books books = ledger.books(ACME);
        for (long line = 1; !isEnough.get(); line++) {
            Sale sale = Sales.paidInvoice("INV-" + line);
            Instant claimed = books.claim(List.of(
                    new Claim(sale, sale.fingerprint(), new RowKey(run, line), Optional.empty(), Claim.Doubt.NONE)));
            acknowledged.set(line);
            books.settle(
                    claimed, List.of(new Settlement("INV-" + line, Outcome.RECORDED, Optional.empty(), List.of())));
        }
    }

    @Test
    void aProcessThatDoesNotAnswerIsToldOfAndLeavesNoFile() throws IOException {
        Path backup = temporary.resolve("backup.zip");

        assertThatThrownBy(() -> backUp(backup, Duration.ofMillis(300)))
                .isInstanceOf(FolderInUse.class)
                .hasMessageContaining("is using the data folder")
                .hasMessageContaining("It was asked to copy the ledger, and did not within 0 s");

        assertThat(backup).doesNotExist();
        assertThat(requests()).isEmpty();
    }

    @Test
    void aLedgerWhoseProcessEndsMeanwhileIsBackedUpWithoutIt() throws Exception {
        ExecutorService importing = Executors.newSingleThreadExecutor();
        Future<?> ending = importing.submit(() -> {
            while (requests().isEmpty()) {
                Thread.onSpinWait();
            }
            database.close();
            folder.close();
            return null;
        });

        Inspection inspection = backUp(temporary.resolve("backup.zip"), LiveBackup.PATIENCE);

        ending.get();
        importing.shutdown();
        assertThat(inspection.isSound()).isTrue();
        assertThat(temporary.resolve("backup.zip")).exists();
        assertThat(requests()).isEmpty();
        open();
    }

    @Test
    void aCopyThatCannotBeMadeIsToldAtOnce() throws IOException {
        Path backup = temporary.resolve("backup.zip");
        // A database in memory has no file to copy.
        try (HikariDataSource memory = TestDatabase.H2.fresh()) {
            copyist = Copyist.start(folder, memory);
            assertThatThrownBy(() -> backUp(backup, LiveBackup.PATIENCE))
                    .isInstanceOf(UnusableLedger.class)
                    .hasMessageContaining("cannot be copied while another process uses it")
                    .hasMessageContaining("not persistent");
        }

        assertThat(backup).doesNotExist();
        assertThat(requests()).isEmpty();
    }

    @Test
    void whatDiedWhileItWaitedIsSweptAway() throws IOException {
        for (String kind : List.of("wanted", "part", "zip", "failed")) {
            Files.createFile(folder.path().resolve("copy-" + new UUID(0, 0) + "." + kind));
        }
        copyist = Copyist.start(folder, database);

        // It looks at the requests in the order of their names.
        backUp(temporary.resolve("backup.zip"), LiveBackup.PATIENCE);

        assertThat(requests()).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNeverReplaced() throws IOException {
        Path backup = Files.writeString(temporary.resolve("backup.zip"), "the only copy");

        assertThatThrownBy(() -> backUp(backup, LiveBackup.PATIENCE))
                .isInstanceOf(UnusableLedger.class)
                .hasMessageContaining("is there already");

        assertThat(backup).hasContent("the only copy");
    }

    private Inspection backUp(Path target, Duration patience) {
        return new LiveBackup(folder.path(), patience).write(target, Instant.now());
    }

    private List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("copy-.*|ledger-unpacked-.*"))
                    .toList();
        }
    }
}

package dev.dubimport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A ledger that is begun anew, because the old one is lost, and adopts what the service has recorded. */
class LedgerFileTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path temporary;

    private DataFolder folder;
    private LedgerFile file;

    @BeforeEach
    void open() {
        folder = DataFolder.open(temporary.resolve("data"));
        file = folder.ledgerFile();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void aLedgerThatIsLostOnPurposeIsBegunAnewAndUsableOnceItHasAdopted() throws IOException {
        claimASale();
        Files.delete(file.file());
        assertThatThrownBy(file::ensureKept).isInstanceOf(UnusableLedger.class).hasMessageContaining("is gone");

        assertThat(file.beginAnew(NOW)).isEmpty();
        withLedger(ledger -> {
            ledger.books(ACME).adopt(List.of(adoption("4711")));
            file.endAnew(ledger.adopted());
        });

        assertThatCode(file::ensureKept).doesNotThrowAnyException();
        Inspection inspection = file.inspect(NOW);
        assertThat(inspection.isSound()).as(inspection.firstProblem()).isTrue();
        assertThat(inspection.entries()).isEqualTo(1);
    }

    @Test
    void whatWasThereIsPutAside() throws IOException {
        claimASale();
        byte[] ledger = Files.readAllBytes(file.file());
        byte[] tidemark = Files.readAllBytes(folder.path().resolve("ledger.tidemark"));

        Optional<Path> aside = file.beginAnew(NOW);

        assertThat(aside).contains(folder.path().resolve("ledger-replaced-20261124-120000.mv.db"));
        assertThat(aside.orElseThrow()).hasBinaryContent(ledger);
        assertThat(folder.path().resolve("ledger-replaced-20261124-120000.tidemark"))
                .hasBinaryContent(tidemark);
        assertThat(file.exists()).isFalse();
    }

    @Test
    void whatWasPutAsideIsNeverReplaced() throws IOException {
        claimASale();
        file.beginAnew(NOW);
        Path aside = folder.path().resolve("ledger-replaced-20261124-120000.mv.db");
        byte[] first = Files.readAllBytes(aside);
        claimASale();

        assertThatThrownBy(() -> file.beginAnew(NOW))
                .isInstanceOf(UnusableLedger.class)
                .hasMessageContaining("cannot be put aside")
                .hasMessageContaining("no ledger was deleted");

        assertThat(aside).hasBinaryContent(first);
        assertThat(file.exists()).isTrue();
    }

    @Test
    void aLedgerThatWasBegunAnewAndNeverMadeIsNotTakenForOneThatNeverWas() {
        file.beginAnew(NOW);

        assertThatThrownBy(file::ensureKept)
                .isInstanceOf(UnusableLedger.class)
                .hasMessageContaining("was begun anew, and adopting what the service has recorded was interrupted");
    }

    @Test
    void aLedgerThatHasNotAdoptedToTheEndIsRefused() {
        file.beginAnew(NOW);
        withLedger(ledger -> ledger.books(ACME).adopt(List.of(adoption("4711"))));

        assertThatThrownBy(file::ensureKept)
                .isInstanceOf(UnusableLedger.class)
                .hasMessageContaining("run dub-import ledger adopt --begin-anew again");
        assertThat(file.inspect(NOW).isSound()).isFalse();
    }

    @Test
    void adoptionThatDidNotEndIsBegunAgain() {
        file.beginAnew(NOW);
        withLedger(ledger -> ledger.books(ACME).adopt(List.of(adoption("4711"))));

        assertThat(file.beginAnew(NOW.plusSeconds(1))).isPresent();
        withLedger(ledger -> {
            assertThat(ledger.books(ACME).adopt(List.of(adoption("4711")))).isEqualTo(1);
            file.endAnew(ledger.adopted());
        });

        assertThatCode(file::ensureKept).doesNotThrowAnyException();
    }

    @Test
    void aLedgerThatLostAdoptedEntriesIsRefused() {
        file.beginAnew(NOW);
        withLedger(ledger -> {
            ledger.books(ACME).adopt(List.of(adoption("4711"), adoption("4712")));
            file.endAnew(ledger.adopted());
        });
        change("delete from entry where invoice_id = '4712'");

        assertThatThrownBy(file::ensureKept)
                .isInstanceOf(UnusableLedger.class)
                .hasMessageContaining("of 2 adopted entries it has 1");
    }

    @Test
    void theTidemarkOfImportsFollowsThatOfTheAdoption() {
        file.beginAnew(NOW);
        withLedger(ledger -> {
            ledger.books(ACME).adopt(List.of(adoption("4711")));
            file.endAnew(ledger.adopted());
        });
        claimASale();
        assertThatCode(file::ensureKept).doesNotThrowAnyException();

        change("update run set claims = 0");

        assertThatThrownBy(file::ensureKept)
                .hasMessageContaining("of the 1 times that run 1 had claimed sales it knows 0");
    }

    @Test
    void adoptedEntriesOutliveBackupAndRestore() {
        file.beginAnew(NOW);
        withLedger(ledger -> {
            ledger.books(ACME).adopt(List.of(adoption("4711")));
            file.endAnew(ledger.adopted());
        });
        Path backup = temporary.resolve("backup.zip");
        file.backUp(backup, NOW);

        file.restore(backup, true, NOW);

        assertThatCode(file::ensureKept).doesNotThrowAnyException();
        withLedger(ledger -> assertThat(ledger.books(ACME).find(List.of("4711")))
                .hasEntrySatisfying(
                        "4711", entry -> assertThat(entry.isAdopted()).isTrue()));
    }

    @Test
    void aBackupOfALedgerThatDidNotKeepAnswersYetIsRestored() {
        claimASale();
        change("alter table entry drop column recorded_minor_units, recorded_currency, adopted");
        change("drop table customer");
        change("drop table delivery, night, past_run, former_entry, attempt");
        change("delete from \"schema_history\" where \"version\" in ('5', '6', '7', '8', '9')");
        Path backup = temporary.resolve("backup.zip");
        file.backUp(backup, NOW);

        file.restore(backup, true, NOW);

        withLedger(
                ledger -> assertThat(ledger.books(ACME).find(List.of("first"))).hasSize(1));
    }

    private void claimASale() {
        withLedger(ledger -> {
            Sale sale = Sales.paidInvoice("first");
            long run =
                    ledger.begin(ACME, "/sales.csv", "0".repeat(64), "recipe").id();
            ledger.books(ACME)
                    .claim(List.of(new Claim(
                            sale, sale.fingerprint(), new RowKey(run, 2), Optional.empty(), Claim.Doubt.NONE)));
        });
    }

    private void withLedger(Consumer<Ledger> work) {
        try (HikariDataSource database = Database.h2(folder.databaseUrl()).pool()) {
            work.accept(Ledger.open(
                    database, new JdbcTransactionManager(database), Clock.fixed(NOW, ZoneOffset.UTC), file.tidemark()));
        }
    }

    private void change(String sql) {
        try (HikariDataSource database = Database.h2(folder.databaseUrl()).pool()) {
            new JdbcTemplate(database).execute(sql);
        }
    }

    private static Adoption adoption(String invoiceId) {
        return new Adoption(
                invoiceId, new Money(1_587, Currency.getInstance("USD")), Instant.parse("2025-04-01T00:00:00Z"));
    }
}

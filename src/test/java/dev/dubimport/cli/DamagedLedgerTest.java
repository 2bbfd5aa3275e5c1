package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is not what it was: never a silent fresh start, never a sale sent again, never made worse. */
class DamagedLedgerTest {
    private static final int SALES = 600;

    @TempDir
    Path folder;

    private Session session;
    private Path sales;
    private Path ledger;
    private byte[] whole = {};

    @BeforeEach
    void importOnce() throws IOException {
        session = new Session(folder);
        sales = session.file("sales.csv", sales());
        ledger = session.dataFolder().resolve("ledger.mv.db");
        assertThat(session.importing(sales).exitCode()).isZero();
        whole = Files.readAllBytes(ledger);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aLedgerThatIsGoneIsNotBegunAnew() throws IOException {
        Files.delete(ledger);

        Said said = session.importing(sales);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .contains("the ledger " + ledger + " is gone, and there was one")
                .contains("restore a backup (dub-import ledger restore FILE --replace)");
        assertThat(ledger).doesNotExist();
        assertNothingWasSentAgain();
    }

    @Test
    void aLedgerThatBeginsIsSaidSoOnce() throws IOException {
        try (Session fresh = new Session(Files.createDirectory(folder.resolve("fresh")))) {
            Said first = fresh.importing(sales);
            Said second = fresh.importing(sales);

            assertThat(first.err()).contains("A new ledger begins in " + fresh.dataFolder());
            assertThat(second.err()).doesNotContain("A new ledger begins");
        }
    }

    @Test
    void whereOnlyRejectsTellThatThereWasALedgerTheyAreBelieved() throws IOException {
        session.importing(session.file("bad.csv", "externalId,amount,paymentProcessor,invoiceId\n,1,x,\n"));
        Files.delete(ledger);
        Files.delete(session.dataFolder().resolve("ledger.tidemark"));

        Said said = session.importing(sales);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("is gone, and there was one");
        assertNothingWasSentAgain();
    }

    @Test
    void rejectsOfARehearsalAreNoLedger() throws IOException {
        try (Session fresh = new Session(Files.createDirectory(folder.resolve("fresh")))) {
            Path bad = fresh.file("bad.csv", "externalId,amount,paymentProcessor,invoiceId\n,1,x,\n");
            fresh.run(
                    "import",
                    bad.toString(),
                    "--sandbox",
                    "--data-dir",
                    fresh.dataFolder().toString());
            assertThat(fresh.dataFolder().resolve("rejects")).isNotEmptyDirectory();

            assertThat(fresh.importing(sales).exitCode()).isZero();
        }
    }

    @Test
    void aTruncatedLedgerIsRefusedAtEveryLength() throws IOException {
        int[] lengths = {0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, 8_193};
        for (int length : lengths) {
            assertRefused(Arrays.copyOf(whole, length), "cut to " + length);
        }
        assertNothingWasSentAgain();
    }

    /** H2 leaves room at the end of its file, and writes old data there when it closes: what is cut may be nothing of worth. */
    @Test
    void aLedgerThatLacksItsEndIsRefusedOrLacksNothing() throws IOException {
        for (int cut :
                new int[] {1, 128, 4_095, 4_096, 8_192, 20_000, 40_000, 80_000, whole.length / 2, whole.length * 3 / 4
                }) {
            Files.write(ledger, Arrays.copyOf(whole, whole.length - cut));

            Said said = session.importing(sales);

            assertThat(said.exitCode()).as(said.err()).isIn(0, 2);
            assertNothingWasSentAgain();
        }
    }

    @Test
    void garbageIsRefused() throws IOException {
        byte[] garbage = new byte[whole.length];
        new Random(3).nextBytes(garbage);

        assertRefused(garbage, "garbage");
        assertRefused(new byte[whole.length], "zeros");
        byte[] headless = whole.clone();
        Arrays.fill(headless, 0, 8_192, (byte) 0);
        assertRefused(headless, "both headers gone");
        assertRefused("not a database".getBytes(StandardCharsets.US_ASCII), "text");
    }

    /** H2 checks no data: a bit in a place where nothing is, or in an amount, passes; see decision 14. */
    @Test
    void fortyFlippedBitsAreMostlyFoundByVerifyWhichLeavesTheFileAsItIs() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 25; round++) {
            byte[] flipped = whole.clone();
            for (int bit = 0; bit < 40; bit++) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(ledger, flipped);

            Said said = session.run(
                    "ledger", "verify", "--data-dir", session.dataFolder().toString());

            assertThat(Files.readAllBytes(ledger)).isEqualTo(flipped);
            refused += said.exitCode() == 1 ? 1 : 0;
        }
        assertThat(refused).as("seed " + seed).isGreaterThan(12);
    }

    @Test
    void aLedgerOfEarlierIsRefused() throws IOException {
        Path more = session.file("more.csv", "externalId,amount,paymentProcessor,invoiceId\ncus_1,5,stripe,MORE-1\n");
        session.importing(more);
        Files.write(ledger, whole);

        Said said = session.importing(more);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("is damaged or older than it was").contains("run 2");
        assertThat(session.recordings()).containsEntry("MORE-1", 1L);
    }

    @Test
    void aTidemarkThatCannotBeReadIsNotPassedOver() throws IOException {
        Files.writeString(session.dataFolder().resolve("ledger.tidemark"), "?");

        Said said = session.importing(sales);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("ledger.tidemark cannot be read");
    }

    private void assertRefused(byte[] damaged, String how) throws IOException {
        Files.write(ledger, damaged);

        Said said = session.importing(sales);
        Said verified = session.run(
                "ledger", "verify", "--data-dir", session.dataFolder().toString());

        assertThat(said.exitCode()).as(how + said.out()).isEqualTo(2);
        assertThat(said.err())
                .as(how)
                .contains("the ledger " + ledger)
                .contains("dub-import ledger restore FILE --replace")
                .doesNotContain("\tat ");
        assertThat(verified.exitCode()).as(how).isEqualTo(1);
        assertThat(Files.readAllBytes(ledger)).as(how).isEqualTo(damaged);
    }

    private void assertNothingWasSentAgain() {
        assertThat(session.recordings().values()).containsOnly(1L);
        assertThat(session.calls()).isEqualTo(SALES);
    }

    private static String sales() {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        Stream.iterate(1, sale -> sale <= SALES, sale -> sale + 1)
                .forEach(sale -> csv.append("cus_" + sale + ",1000,stripe,INV-" + sale + "\n"));
        return csv.toString();
    }
}

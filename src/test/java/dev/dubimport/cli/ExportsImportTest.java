package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.RecordedSale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exports of samples/, from the file to the service's books. */
class ExportsImportTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final String SHOPIFY =
            "Name,Email,Financial Status,Currency,Total,Refunded Amount,Paid at,Lineitem name\n";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void open() {
        session = new Session(folder);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({
        // export, mapping, exit code, rows, filtered, rejects, sales at the service
        "stripe-payments.csv, stripe-payments, 1, 9, 5, 1, 'ch_3Qa01=4900 usd, ch_3Qa02=120050 eur, ch_3Qa07=9800 jpy'",
        "stripe-payments-older.csv, samples/mappings/stripe-european.yml, 0, 3, 1, 0,"
                + " 'ch_1Na01=1250 eur, ch_1Na02=123450 eur'",
        "stripe-balance.csv, stripe-balance, 0, 5, 3, 0, 'ch_3Ra01=4900 usd, ch_3Ra02=12000 usd'",
        "shopify-orders.csv, shopify-orders, 1, 9, 6, 1, '#2001=5900 usd, #2002=12000 eur'",
        "polar-orders.csv, polar-orders, 1, 5, 2, 1, 'ACME-0001=2900 usd, ACME-0003=9900 usd'",
        "paddle-transactions.csv, paddle-transactions, 0, 5, 3, 0, 'txn_01aa=3451 usd, txn_01ab=3000 gbp'",
    })
    void everyKindOfExportIsRecordedAsItIsAndOnce(
            String export, String mapping, int exitCode, long rows, long filtered, long rejects, String sales) {
        Path file = SAMPLES.resolve("exports").resolve(export);

        Said first = session.importing(file, "--mapping", mapping);
        long calls = session.calls();
        Said second = session.importing(file, "--mapping", mapping);

        assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(exitCode);
        assertThat(second.exitCode()).isEqualTo(exitCode);
        assertThat(session.calls()).isEqualTo(calls);
        assertThat(count(first, "read")).isEqualTo(rows);
        assertThat(count(first, "filtered")).isEqualTo(filtered);
        assertThat(count(first, "invalid")).isEqualTo(rejects);
        assertThat(count(second, "skipped")).isEqualTo(count(first, "recorded"));
        assertThat(recorded()).isEqualTo(sales);
    }

    @Test
    void theDateAndThePaymentsOwnMetadataAreSent() {
        session.importing(SAMPLES.resolve("exports/stripe-payments.csv"), "--mapping", "stripe-payments");

        assertThat(session.sandbox().recorded().stream()
                        .filter(sale -> sale.invoiceId().equals("ch_3Qa01"))
                        .map(RecordedSale::metadataJson))
                .containsExactly("{\"dubCustomerExternalId\":\"user_501\",\"paidAt\":\"2025-09-01T08:15:09Z\","
                        + "\"plan\":\"pro\",\"stripeInvoiceId\":\"in_1Qa01\"}");
    }

    @Test
    void anOrderWhoseLinesLieInTwoChunksIsOneSaleAlsoWhenTheRunStopsBetweenThem() {
        StringBuilder text = new StringBuilder(SHOPIFY);
        for (int order = 1; order <= 600; order++) {
            String customer = order == 500 ? "guest-1" : "c" + order + "@example.com";
            text.append("#").append(order).append(",").append(customer).append(",paid,USD,10.00,0.00,2026-01-05,Mug\n");
            text.append("#").append(order).append(",").append(customer).append(",,,,,,Tea\n");
            // Rows 1000 and 1001, the end of a chunk and the beginning of the next, are lines of order 500.
            if (order == 499) {
                text.append("#499,c499@example.com,,,,,,Cup\n");
            }
        }
        Path file = session.file("orders.csv", text.toString());

        Said stopped = session.importing(file, "--mapping", "shopify-orders", "--max-rejects", "0");
        Said whole = session.importing(file, "--mapping", "shopify-orders");

        assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(ExitCode.STOPPED);
        assertThat(stopped.out()).contains("Stopped: more than 0 rows are not recorded (--max-rejects)");
        assertThat(whole.err()).contains("Going on with run 1 after row ");
        assertThat(whole.exitCode()).as(whole.out() + whole.err()).isEqualTo(ExitCode.SOME_NOT_RECORDED);
        assertThat(count(whole, "read")).isEqualTo(1201);
        assertThat(count(whole, "recorded")).isEqualTo(599);
        assertThat(count(whole, "filtered")).isEqualTo(601);
        assertThat(count(whole, "unattributed")).isEqualTo(1);
        assertThat(session.recordings())
                .hasSize(599)
                .allSatisfy((id, times) -> assertThat(times).isOne());
    }

    @Test
    void rejectsOfAnExportAreSuchAnExportAgain() throws IOException {
        Path rejects = folder.resolve("rejects.csv");
        Path file = SAMPLES.resolve("exports/shopify-orders.csv");
        session.importing(file, "--mapping", "shopify-orders", "--rejects", rejects.toString());
        String written = Files.readString(rejects);

        assertThat(written.lines()).hasSize(2);
        assertThat(written)
                .startsWith("Name,Email,Financial Status,")
                .contains("\n\"#2005\",ed@example.com,partially_refunded,");
        Path decided = session.file("decided.yml", "extends: shopify-orders\nrefunds: net\n");
        Said mended = session.importing(rejects, "--mapping", decided.toString());

        assertThat(mended.exitCode()).as(mended.out() + mended.err()).isZero();
        assertThat(recorded()).isEqualTo("#2001=5900 usd, #2002=12000 eur, #2005=4000 usd");
    }

    @Test
    void amountsAreSentInUsDollarsOfTheSalesDayAndTheTotalsShowBoth() {
        Path rates = session.file("eurofxref-hist.csv", """
                Date,USD,JPY,
                2025-09-04,1.20,160,
                2025-09-01,1.10,150,
                """);

        Said said = session.importing(
                SAMPLES.resolve("exports/stripe-payments.csv"),
                "--mapping",
                "stripe-payments",
                "--fx-rates",
                rates.toString(),
                "--json");

        assertThat(said.err())
                .contains("1,443.05 USD, of which converted from 1,200.50 EUR + 9,800 JPY")
                .contains("outcome        rows        USD    was EUR   was JPY")
                .contains("recorded          3   1,443.05   1,200.50     9,800");
        assertThat(said.out()).contains("\"convertedFrom\":{\"EUR\":120050,\"JPY\":9800}");
        assertThat(recorded()).isEqualTo("ch_3Qa01=4900 usd, ch_3Qa02=132055 usd, ch_3Qa07=7350 usd");
    }

    @Test
    void ratesWithoutADateAreRefusedBeforeAnythingIsSent() {
        Said said = session.importing(
                session.file("sales.csv", "externalId,amount,paymentProcessor,invoiceId\nc,1,custom,1\n"),
                "--fx-rates",
                "no-such.csv");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err())
                .contains("--fx-rates: the mapping does not say when a sale was made; name the column in it");
        assertThat(session.calls()).isZero();
    }

    @Test
    void moreInvalidRowsThanAllowedSendNothing() {
        Path file = session.file(
                "sales.csv", "externalId,amount,paymentProcessor,invoiceId\nc,1,custom,1\n,1,custom,2\nc,x,custom,3\n");

        Said refused = session.importing(file, "--max-rejects", "1");
        Said allowed = session.importing(file, "--max-rejects", "2");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err())
                .contains("sales.csv: 2 rows invalid, and --max-rejects allows 1: nothing was sent;"
                        + " dub-import validate shows them");
        assertThat(allowed.exitCode()).isEqualTo(ExitCode.SOME_NOT_RECORDED);
        assertThat(session.recordings()).isEqualTo(Map.of("1", 1L));
    }

    @Test
    void aFileWithTooManyRejectsKeepsTheNextOneFromBeingSentAlsoWhenItIsRunAgain() {
        String header = "externalId,amount,paymentProcessor,invoiceId\n";
        Path first = session.file("a.csv", header + "guest-1,1,custom,1\nc,1,custom,2\n");
        Path second = session.file("b.csv", header + "c,1,custom,3\n");

        for (int run = 0; run < 2; run++) {
            Said said = session.importing(first, second.toString(), "--max-rejects", "0");

            assertThat(said.exitCode()).as(said.out() + said.err()).isEqualTo(ExitCode.STOPPED);
            assertThat(said.out() + said.err()).contains("topped").contains("more than 0 rows are not recorded");
        }
        assertThat(session.recordings()).doesNotContainKey("3");
    }

    @Test
    void aDerivedIdIsNotMadeOfWhatChangesFromRunToRun() {
        Path file = SAMPLES.resolve("exports/stripe-payments.csv");

        Said said = session.importing(
                file, "--mapping", "stripe-payments", "--missing-invoice-id", "derive", "--zone", "UTC");

        assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains("--zone changes that from one run to the next: a sale would be recorded twice");
    }

    @Test
    void aMappingOfOursCanBeShownAndKept() throws IOException {
        Said shown = session.run("mappings", "show", "polar-orders");
        Path copy = Files.writeString(folder.resolve("mine.yml"), shown.out());
        Said validated = session.run(
                "validate", SAMPLES.resolve("exports/polar-orders.csv").toString(), "--mapping", copy.toString());

        assertThat(validated.out()).contains("valid          2   128.00").contains("filtered       2    58.00");
        assertThat(session.run("mappings", "list").out().lines())
                .hasSize(6)
                .first()
                .asString()
                .startsWith("stripe-payments      the payments export of Stripe's dashboard");
        assertThat(session.run("mappings", "show", "polar").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static long count(Said said, String outcome) {
        return said.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(outcome + " "))
                .map(line -> Long.parseLong(line.split(" +", 3)[1].replace(",", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.out() + said.err()));
    }

    private String recorded() {
        return session.sandbox().recorded().stream()
                .collect(Collectors.toMap(
                        RecordedSale::invoiceId,
                        sale -> sale.amount() + " " + sale.currency(),
                        (one, other) -> one + " and again " + other,
                        TreeMap::new))
                .entrySet()
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}

package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exactly happened to one invoice, from the command line. */
class ExplainTest {
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";

    @TempDir
    Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder, SandboxSettings.DEFAULT.withUnknownCustomers("guest-*"));
    }

    @AfterEach
    void end() {
        session.close();
    }

    private Said explaining(String invoiceId, String... options) {
        return session.run(Stream.concat(
                        List.of(
                                "explain",
                                invoiceId,
                                "--data-dir",
                                session.dataFolder().toString())
                                .stream(),
                        List.of(options).stream())
                .toArray(String[]::new));
    }

    @Test
    void aRecordedSaleTellsItsRowAndItsTime() {
        session.importing(session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\nc2,200,stripe,A-2,eur\n"));

        Said said = explaining("A-2");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("Invoice A-2 at http://127.0.0.1:")
                .contains("  recorded, 2.00 EUR\n")
                .containsPattern(
                        "    20.*Z  claimed: line 3 of .*a\\.csv, 2.00 EUR: written into the ledger before it was"
                                + " sent \\(run 1\\)\n    20.*Z  recorded: written down for line 3 of .*a\\.csv: the service answered that it recorded 2.00 EUR"
                                + " \\(run 1\\)\n")
                .contains("  Next: nothing; imports skip it\n")
                .doesNotContain("Rows with it");
    }

    @Test
    void allRowsThatWereRejectedAreTold() {
        session.importing(session.file("a.csv", HEADER + "guest-1,1250,stripe,A-1,usd\n"));
        session.importing(session.file("b.csv", HEADER + "c9,1,stripe,A-10,usd\nc1,12x,stripe, A-1 ,usd\n"));

        Said said = explaining("A-1");

        assertThat(said.out())
                .contains("  unattributed, 12.50 USD\n")
                .contains("  Next: the next import of its row sends it again\n")
                .containsPattern("Z  unattributed: written down for line 2 of .*a\\.csv: accepted but not recorded: ")
                .containsPattern("run 2 \\(.*, line 3 of .*b\\.csv: invalid: amount \"12x\": not a number");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aSaleInDoubtSaysUntilWhenItIsSafelySentAgain() {
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        session.importing(session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\n"));

        assertThat(explaining("A-1").out())
                .contains("  in doubt, 12.50 USD: it was sent, perhaps, and whether it was recorded is not known\n")
                .contains("which is safe until ");
    }

    @Test
    void eachClaimAndEachCallOfASaleThatHadTroubleIsTold() {
        Path file = session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\n");
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.importing(file);

        assertThat(events(explaining("A-1")))
                .containsExactly(
                        "claimed: line 2 (run 1)",
                        "called: the connection was lost before the answer (run 1)",
                        "called: the connection was lost before the answer (run 1)",
                        "called: the connection was lost before the answer (run 1)",
                        "in doubt: written down for line 2 (run 1)",
                        "claimed again: line 2 (run 2)",
                        "called: 200: recorded (run 2)",
                        "recorded: written down for line 2 (run 2)");
    }

    @Test
    void whatReconcileFoundIsTold() {
        Path file = session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\n");
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.reconciling(file);

        assertThat(events(explaining("A-1")))
                .endsWith(
                        "in doubt: written down for line 2 (run 1)",
                        "recorded: read back from the service, which has it");
    }

    /** Without times and paths. */
    private static List<String> events(Said said) {
        return said.out()
                .lines()
                .filter(line -> line.startsWith("    20"))
                .map(line -> line.replaceFirst("^    \\S+  ", "")
                        .replaceFirst(" of \\S*a\\.csv.*?(?= \\(run|$)", "")
                        .replaceFirst("before the answer: .* \\(run", "before the answer (run"))
                .toList();
    }

    @Test
    void anAdoptedSaleWasNotSentByThisLedger() {
        session.importingTo("another-machine", session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\n"));
        session.adopting("--new-workspace");

        assertThat(explaining("A-1").out())
                .contains("(workspace another-machine):\n  recorded, 12.50 USD\n")
                .contains("(workspace acme):\n  recorded, 12.50 USD: adopted, this ledger has it from the service\n");
    }

    @Test
    void anInvoiceThatNobodyKnowsIsNoSuccess() {
        session.importing(session.file("a.csv", HEADER + "c1,1250,stripe,A-1,usd\n"));

        Said said = explaining("A%");

        assertThat(said.out()).contains("Invoice A% is not in this ledger");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void programsAreToldTheSame() {
        session.importing(session.file("a.csv", HEADER + "guest-1,1250,stripe,A-1,usd\n"));

        assertThat(explaining("A-1", "--json").out())
                .startsWith("{\"invoiceId\":\"A-1\",\"sales\":[{\"baseUrl\":\"http://127.0.0.1:")
                .contains("\"workspace\":\"acme\",\"outcome\":\"unattributed\",\"adopted\":false,"
                        + "\"amount\":{\"minorUnits\":1250,\"currency\":\"USD\"}")
                .contains("\"events\":[{\"at\":\"", "\"what\":\"claimed\",\"detail\":\"line 2 of ")
                .contains("\"what\":\"unattributed\",\"detail\":\"written down for line 2 of ")
                .contains("\"rejected\":[{\"run\":1,");
    }
}

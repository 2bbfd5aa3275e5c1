package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales that may have been recorded, once the service has forgotten them. */
class InDoubtTest {
    private static final String SALES = """
            externalId,amount,paymentProcessor,invoiceId,currency
            cus_1,1250,stripe,INV-1,usd
            cus_2,980,stripe,=cmd|INV-2,gbp
            """;
    private static final Clock LATE = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));

    @TempDir
    Path folder;

    private Session session;
    private Path file;

    @BeforeEach
    void open() {
        session = new Session(folder);
        file = session.file("sales.csv", SALES);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aPersonMayHaveThemResentAndIsToldFirstWhatThatRisks() {
        arriveWithoutAnAnswer(Fault.NO_JSON);

        Said resent = session.at(LATE).importing(file, "--resend-in-doubt");

        assertThat(resent.exitCode()).as(resent.err()).isZero();
        assertThat(resent.err())
                .contains("sales.csv: 2 in doubt for too long (9.80 GBP + 12.50 USD) will be sent again")
                .contains("recorded a second time");
        assertThat(session.recordings()).isEqualTo(Map.of("INV-1", 2L, "=cmd|INV-2", 2L)); // the risk, taken
    }

    @Test
    void theDecisionHoldsForOneRunAndTheFirstAttemptIsKept() {
        Instant before = Instant.now();
        arriveWithoutAnAnswer(Fault.NO_JSON);
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        Said unanswered = session.at(LATE).importing(file, "--resend-in-doubt");
        session.sandbox().play(Faults.NONE);
        long calls = session.calls();

        Said soonAfter = session.importing(file);

        assertThat(unanswered.out()).containsPattern("in doubt +2 ");
        assertThat(soonAfter.out()).contains("in_doubt_too_long").contains("--resend-in-doubt");
        assertThat(session.calls()).isEqualTo(calls);
        assertThat(firstAttempt()).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void aRefusalOrAnUnknownCustomerDoesNotSayThatTheFirstAttemptWasNotRecorded() {
        Path guest = session.file("guest.csv", SALES.replace("cus_1", "guest-1"));
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        session.importing(guest);
        session.sandbox().play(Faults.NONE);
        session.sandbox().forgetInvoiceIds();

        Said resent = session.at(LATE).importing(guest, "--resend-in-doubt");
        Said later = session.importing(guest);

        assertThat(resent.out()).containsPattern("in doubt +1 ").containsPattern("unattributed +0 ");
        assertThat(later.out()).contains("in_doubt_too_long");
    }

    @Test
    void theOptionChangesNothingWhereNothingIsInDoubtForTooLong() {
        arriveWithoutAnAnswer(Fault.DROP_AFTER);

        Said said = session.importing(file, "--resend-in-doubt");

        assertThat(said.err()).contains("none of its sales is in doubt for too long");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void anotherWorkspaceHasDoubtsOfItsOwn() {
        arriveWithoutAnAnswer(Fault.NO_JSON);

        Said other =
                session.at(LATE).run(session.importArguments("other", file, "--new-workspace", "--resend-in-doubt"));

        assertThat(other.err()).contains("none of its sales is in doubt for too long");
        assertThat(status("--in-doubt").out()).contains("(workspace acme)").doesNotContain("(workspace other)");
    }

    @Test
    void statusListsThemAllWithWhatToDo() throws IOException {
        // No more than nine at once: from ten unanswered sales on it is the service that is at fault, and the run
        // waits.
        for (int first = 1; first <= 27; first += 9) {
            StringBuilder some = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
            for (int sale = first; sale < first + 9; sale++) {
                some.append("cus_1,100,stripe,M-").append(sale).append('\n');
            }
            file = session.file("from-" + first + ".csv", some.toString());
            arriveWithoutAnAnswer(Fault.NO_JSON);
            Files.delete(file);
        }

        Said early = status("--in-doubt");
        Said late = session.at(LATE).run(statusArguments("--in-doubt"));

        assertThat(early.out()).contains("M-1 ", "M-27 ", "no answer", ", resent until ");
        assertThat(early.out().lines().filter(line -> line.contains("(the file is gone)")))
                .hasSize(27);
        assertThat(late.out())
                .contains("too long ago: resent until ")
                .contains("import its file with\n--resend-in-doubt");
        assertThat(status().out()).contains("and 7 more");
    }

    @Test
    void statusExportsThemForASpreadsheet() {
        arriveWithoutAnAnswer(Fault.NO_JSON);

        Said said = status("--in-doubt", "--csv");

        List<String> lines = said.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "invoiceId,amount,currency,firstAttempt,lastAttempt,resentUntil,run,file,line,destination,state");
        assertThat(said.out())
                .contains("\r\nINV-1,12.50,USD,20")
                .contains("\r\n'=cmd|INV-2,9.80,GBP,20")
                .contains("sales.csv,2," + session.sandbox().baseUrl() + " (workspace acme),no answer\r\n");
    }

    @Test
    void csvGoesWithTheSalesInDoubtOnly() {
        assertThat(status("--csv").exitCode()).isEqualTo(2);
    }

    @Test
    void withoutALedgerTheCsvIsNotMixedWithWords() {
        Said said = status("--in-doubt", "--csv");

        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("Nothing was imported yet");
    }

    private void arriveWithoutAnAnswer(Fault fault) {
        session.sandbox().play(Faults.of(1, fault));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.sandbox().forgetInvoiceIds();
    }

    private Instant firstAttempt() {
        String row =
                status("--in-doubt", "--csv").out().lines().skip(1).findFirst().orElseThrow();
        return Instant.parse(List.of(row.split(",", -1)).get(3));
    }

    private Said status(String... options) {
        return session.run(statusArguments(options));
    }

    private String[] statusArguments(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "status";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = "--data-dir";
        arguments[options.length + 2] = session.dataFolder().toString();
        return arguments;
    }
}

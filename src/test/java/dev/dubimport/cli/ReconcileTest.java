package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.cli.Session.Said;
import dev.dubimport.sandbox.Fault;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, ledger and service compared, from the command line against a sandbox. */
class ReconcileTest {
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

    private Path sales(String name, String... rows) {
        return session.file(name, HEADER + String.join("\n", rows) + "\n");
    }

    /** A sale in dollars that somebody else has recorded just now. */
    private static RecordedSale recorded(String invoiceId, String customer, long cents) {
        return new RecordedSale(
                invoiceId, customer, cents, "usd", "stripe", "Purchase", Optional.empty(), "null", Instant.now());
    }

    private void isRecordedToo(RecordedSale sale) {
        session.sandbox().amend(events -> {
            List<RecordedSale> more = new ArrayList<>(events);
            more.add(sale);
            return more;
        });
    }

    @Test
    void whatWasImportedAgrees() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd", "c2,200,stripe,A-2,eur");
        session.importing(file);

        Said said = session.reconciling(file);

        assertThat(said.out()).contains("AGREES: 2 sales are recorded exactly as sold, and nothing else is.");
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    @Test
    void whatCameWithAnotherFileIsNoDifference() {
        Path first = sales("a.csv", "c1,100,stripe,A-1,usd");
        Path second = sales("b.csv", "c2,200,stripe,B-1,usd");
        session.importing(first);
        session.importing(second);

        Said said = session.reconciling(first);

        assertThat(said.out()).containsPattern("of another import +1 +USD +0.00 +2.00");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aSaleThatOnlyTheLedgerHasIsMissingWhateverFileItCameWith() {
        Path first = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(first);
        session.importing(sales("b.csv", "c2,200,stripe,B-1,usd"));
        session.sandbox()
                .amend(events -> events.stream()
                        .filter(sale -> !sale.invoiceId().equals("B-1"))
                        .toList());

        Said said = session.reconciling(first);

        assertThat(said.out())
                .contains("only in the ledger (1)")
                .contains("the ledger (run 2):2 B-1 recorded at ")
                .contains("not listed by the service");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void aRowThatCannotBeSentKeepsTheBooksFromAgreeing() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd", "c2,12x,stripe,A-2,usd");
        session.importing(file);

        Said said = session.reconciling(file);

        assertThat(said.out()).contains("cannot be sent (1)").contains("a.csv:3 A-2 amount \"12x\": not a number");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void whyASaleIsMissingIsSaid() {
        Path file = sales("a.csv", "guest-1,100,stripe,A-1,usd", "c2,200,stripe,A-2,usd");
        session.importing(file);
        Path more = sales("b.csv", "guest-1,100,stripe,A-1,usd", "c2,200,stripe,A-2,usd", "c3,300,stripe,A-3,usd");

        Said said = session.reconciling(more);

        assertThat(said.out())
                .contains("b.csv:2 A-1 unattributed: the service accepted it and recorded nothing")
                .contains("b.csv:4 A-3 not sent, as far as this ledger knows: it does not have this invoice id");
    }

    @Test
    void aSaleInDoubtThatTheServiceHasIsSettledAsRecorded() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        assertThat(session.importing(file).out()).containsPattern("in doubt +1 ");
        session.sandbox().play(Faults.NONE);

        Said said = session.reconciling(file);

        assertThat(said.out()).contains("Sales that were in doubt: 1 found recorded, 0 surely not recorded");
        assertThat(said.exitCode()).as(said.out()).isZero();
        assertThat(session.importing(file).out()).containsPattern("skipped +1 ");
        assertThat(session.recordings()).containsEntry("A-1", 1L);
    }

    @Test
    void aConvertedSaleInDoubtIsSettledByAnyDollarsAndNobodyCallsThatAgreement() {
        try (Session converting = new Session(folder, SandboxSettings.DEFAULT.withAnswersInUsd())) {
            Path file = converting.file("a.csv", HEADER + "c1,400,stripe,A-1,gbp\n");
            converting.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
            converting.importing(file);
            converting.sandbox().play(Faults.NONE);

            Said said = converting.reconciling(file);

            assertThat(said.out())
                    .contains("1 found recorded, 0 surely not recorded")
                    .contains("amount not comparable (1)");
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(converting.importing(file).out()).containsPattern("skipped +1 ");
        }
    }

    @Test
    void aSaleInDoubtWhoseInvoiceIdIsRecordedWithAnotherAmountIsNotSentBesideIt() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.sandbox().amend(events -> List.of(recorded("A-1", "c1", 999)));
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        Said said = session.importing(file, "--preflight", "--read-rate", "unlimited", "--resend-in-doubt");

        assertThat(said.out()).containsPattern("conflict +1 ");
        assertThat(session.recordings()).containsEntry("A-1", 1L);
    }

    @Test
    void whatReconcileSawRecordedIsNotSentByTheNextImport() {
        Path file = sales("a.csv", "guest-1,100,stripe,A-1,usd", "c2,200,stripe,A-2,usd");
        session.importing(file);
        isRecordedToo(recorded("A-1", "guest-1", 100));

        Said said = session.reconciling(file);

        assertThat(said.out())
                .contains("AGREES: 2 sales are")
                .contains("Recorded, and not in this ledger until now: 1; it has them from here on");
        assertThat(said.exitCode()).isZero();
        assertThat(session.importing(file).out()).containsPattern("skipped +2 ");
    }

    @Test
    void anAdoptedSaleThatStandsInNoFileIsNoAgreement() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(file);
        isRecordedToo(recorded("FOREIGN", "c9", 777_700));
        session.adopting();

        Said said = session.reconciling(file);

        assertThat(said.out()).contains("not in the files (1)").contains("from the service only (adopted)");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void aSoundLedgerIsNotBegunAnew() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(file);

        Said said = session.adopting("--begin-anew");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--begin-anew: the ledger in ").contains(" is sound");
        assertThat(session.importing(file).out()).containsPattern("skipped +1 ");
    }

    @Test
    void aSaleInDoubtForTooLongIsNotResentWhereTheServiceHidesSales() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.sandbox()
                .amend(events ->
                        events.stream().map(RecordedSale::withLinkDeleted).toList());
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        Said said = session.importing(file, "--preflight", "--read-rate", "unlimited", "--resend-in-doubt");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--resend-in-doubt: the service counts other than it lists (by 1)");
        assertThat(session.recordings()).containsEntry("A-1", 1L);
    }

    @Test
    void beforeASaleInDoubtIsCalledNotRecordedTheServiceHasHadTheTimeToListIt() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

        assertThat(session.reconciling(file).err()).contains("Waiting ");
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofHours(4)));
        assertThat(session.reconciling(file).err()).doesNotContain("Waiting ");
    }

    @Test
    void whatTheServiceCountsAndDoesNotListIsNoAgreement() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(file);
        isRecordedToo(recorded("B-1", "c2", 200).withLinkDeleted());

        Said said = session.reconciling(file);

        assertThat(said.out())
                .contains("DOES NOT AGREE: the service counts other than it lists; 0 differences; 1 sale is recorded")
                .contains("The service counts 2 sales and lists 1");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void aSaleInDoubtThatTheServiceDoesNotHaveIsSentByTheNextImport() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        assertThat(session.importing(file).out()).containsPattern("in doubt +1 ");
        session.sandbox().play(Faults.NONE);

        Said said = session.reconciling(file);

        assertThat(said.out()).contains("0 found recorded, 1 surely not recorded; the next import sends those");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(session.importing(file).out()).containsPattern("recorded +1 ");
        assertThat(session.reconciling(file).exitCode()).isZero();
    }

    @Test
    void aSaleInDoubtStaysSoWhereTheServiceCountsMoreThanItLists() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(sales("b.csv", "c2,200,stripe,B-1,usd"));
        session.sandbox()
                .amend(events ->
                        events.stream().map(RecordedSale::withLinkDeleted).toList());
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        session.importing(file);
        session.sandbox().play(Faults.NONE);

        Said said = session.reconciling(file);

        assertThat(said.out())
                .contains("in doubt: sent at ")
                .contains("which counts 1 more than it lists")
                .doesNotContain("surely not");
    }

    @Test
    void anInvoiceIdInTwoFilesCountsOnceAndOtherContentIsADifference() {
        Path both = folder.resolve("both");
        session.importing(sales("a.csv", "c1,100,stripe,A-1,usd"));
        both.toFile().mkdir();
        sales("both/a.csv", "c1,100,stripe,A-1,usd", "c9,900,stripe,A-9,usd");
        sales("both/b.csv", "c1,100,stripe,A-1,usd", "c9,901,stripe,A-9,usd");

        Said said = session.reconciling(both);

        assertThat(said.out())
                .contains("b.csv: 2 rows, 1 repeated")
                .contains("missing (1)")
                .contains("b.csv:3 A-9 an earlier one of the files has the same invoice id with other content");
    }

    @Test
    void theDifferencesAreAFileThatASpreadsheetRunsNothingOf() throws Exception {
        Path file = sales("a.csv", "=cmd(),100,stripe,=A-1,usd");
        Path differences = folder.resolve("differences.csv");

        Said said = session.reconciling(file, "--differences", differences.toString());
        Said again = session.reconciling(file, "--differences", differences.toString());

        assertThat(Files.readString(differences)).contains("missing,'=A-1,a.csv,2,'=cmd(),1.00,USD,");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(session.reconciling(file, "--differences", file.toString()).err())
                .contains("is there already, and is none of our files of differences");
    }

    @Test
    void aServiceThatCannotBeReadIsNoAgreement() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.importing(file);
        session.sandbox().revokeKey();

        Said said = session.reconciling(file);

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err()).contains("401").doesNotContain(SandboxSettings.DEFAULT_KEY);
        assertThat(said.out()).doesNotContain("AGREES");
        assertThat(folder.resolve("data").toFile().list((dir, name) -> name.startsWith("reconcile-")))
                .isEmpty();
    }

    @Test
    void aLookAheadTellsWhatCanBeAttributedAndImportsNothingThatIsThereAlready() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd", "guest-1,200,stripe,A-2,usd", "c3,300,stripe,A-3,usd");
        session.importingTo("another-machine", sales("b.csv", "c1,100,stripe,A-1,usd"));
        session.sandbox().forgetInvoiceIds();

        Said looked = session.importing(file, "--new-workspace", "--preflight", "--read-rate", "unlimited");

        assertThat(looked.out())
                .containsPattern("can be attributed +1, 3.00 USD")
                .containsPattern("cannot be attributed +1, 2.00 USD")
                .contains("Dub does not know 1 of 2 customers, such as \"guest-1\"")
                .containsPattern("recorded already +1, 1.00 USD")
                .containsPattern("skipped +1 +1.00");
        assertThat(session.recordings()).containsEntry("A-1", 1L).containsEntry("A-3", 1L);
    }

    @Test
    void aSaleInDoubtThatTheLookAheadSeesRecordedIsNotResent() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        assertThat(session.importing(file).out()).containsPattern("in doubt +1 ");
        session.sandbox().play(Faults.NONE);
        session.sandbox().forgetInvoiceIds();
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        Said said = session.importing(file, "--preflight", "--read-rate", "unlimited", "--resend-in-doubt");

        assertThat(session.recordings()).containsEntry("A-1", 1L);
        assertThat(said.err()).contains("none of its sales is in doubt for too long");
        assertThat(said.out())
                .containsPattern("in the ledger +1, 1.00 USD")
                .contains("1 sale that was in doubt is found recorded")
                .containsPattern("skipped +1 ");
        assertThat(said.exitCode()).isZero();
    }

    @Test
    void aSaleInDoubtThatIsNotListedStaysInDoubtAfterALookAhead() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.DROP_BEFORE));
        session.importing(file);
        session.sandbox().play(Faults.NONE);
        session.at(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));

        Said said = session.importing(file, "--preflight", "--read-rate", "unlimited");

        assertThat(said.out()).contains("in_doubt_too_long").doesNotContain("found recorded");
        assertThat(session.recordings()).isEmpty();
    }

    @Test
    void validatingAgainstTheServiceSettlesNothing() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");
        session.sandbox().play(Faults.of(1, Fault.NO_JSON));
        session.importing(file);
        session.sandbox().play(Faults.NONE);

        session.validatingRemotely(file);

        assertThat(session.reconciling(file).out()).contains("Sales that were in doubt: 1 found recorded");
    }

    @Test
    void aSaleThatStandsInTwoFilesCountsOnceInALookAhead() {
        Path both = folder.resolve("both");
        both.toFile().mkdir();
        session.importingTo("another-machine", sales("c.csv", "c4,400,stripe,A-4,usd"));
        sales("both/a.csv", "c1,100,stripe,A-1,usd", "guest-1,200,stripe,A-2,usd", "c4,400,stripe,A-4,usd");
        sales("both/b.csv", "c1,100,stripe,A-1,usd", "guest-1,200,stripe,A-2,usd", "c4,400,stripe,A-4,usd");

        Said said = session.validatingRemotely(both, "--new-workspace");

        assertThat(said.out())
                .containsPattern("can be attributed +1, 1.00 USD")
                .containsPattern("cannot be attributed +1, 2.00 USD")
                .containsPattern("recorded already +1, 4.00 USD");
    }

    @Test
    void anErrorBeginsOnALineOfItsOwnWhereAReadingWasShownInPlace() {
        try (Session revoked = new Session(folder, SandboxSettings.DEFAULT.withRevokeAfter(2)).onTerminal()) {
            Path file = revoked.file("a.csv", HEADER + "c1,100,stripe,A-1,usd\n");
            revoked.importing(file);

            Said said = revoked.reconciling(file);

            assertThat(said.err())
                    .containsPattern("Reading what is recorded: 1 sale +\\R+dub-import: GET /events, page 2");
            assertThat(said.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void validatingAgainstTheServiceSendsNothingAndWritesNothing() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd", "guest-1,200,stripe,A-2,usd");

        Said said = session.validatingRemotely(file);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).containsPattern("cannot be attributed +1, 2.00 USD");
        assertThat(session.recordings()).isEmpty();
    }

    @Test
    void anAdoptedSaleOfAnotherAmountIsAConflictAndNotSent() {
        session.importingTo("another-machine", sales("b.csv", "c1,100,stripe,A-1,usd"));
        session.sandbox().forgetInvoiceIds();
        Said adopted = session.adopting("--new-workspace");

        Said said = session.importing(sales("a.csv", "c1,101,stripe,A-1,usd"));

        assertThat(adopted.out()).contains("Adopted 1 sale ").contains("What it cannot know:");
        assertThat(said.out()).containsPattern("conflict +1 ");
        assertThat(session.recordings()).containsEntry("A-1", 1L);
    }

    @Test
    void anUnattributedSaleThatIsThereByNowIsAdopted() {
        Path file = sales("a.csv", "guest-1,100,stripe,A-1,usd");
        session.importing(file);
        isRecordedToo(recorded("A-1", "guest-1", 100));

        session.adopting();

        assertThat(session.importing(file).out()).containsPattern("skipped +1 ");
        Path mended = sales("mended.csv", "guest-1,101,stripe,A-1,usd");
        assertThat(session.importing(mended).out()).containsPattern("conflict +1 ");
    }

    @Test
    void whatAServiceWhoseClockIsAheadHasRecordedIsSeen() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        try (Session other = new Session(folder, SandboxSettings.DEFAULT.withClock(ahead))) {
            Path file = other.file("a.csv", HEADER + "c1,100,stripe,A-1,usd\n");
            other.sandbox().play(Faults.of(1, Fault.DROP_AFTER));
            other.importing(file);
            other.sandbox().play(Faults.NONE);

            Said said = other.reconciling(file);

            assertThat(said.out()).contains("1 found recorded, 0 surely not recorded.");
            assertThat(said.exitCode()).isZero();
        }
    }

    @Test
    void aSaleThatDiffersIsRepeatedByTheSameRowOfAnotherFile() {
        Path both = folder.resolve("both");
        both.toFile().mkdir();
        Path first = sales("both/a.csv", "c1,100,stripe,A-1,usd");
        sales("both/b.csv", "c1,100,stripe,A-1,usd");
        session.importing(first);
        session.sandbox()
                .amend(events ->
                        events.stream().map(sale -> sale.withMoney(999, "usd")).toList());

        Said said = session.reconciling(both);

        assertThat(said.out())
                .contains("DOES NOT AGREE: 1 difference;", "b.csv: 1 row, 1 repeated", "other amount (1)")
                .doesNotContain("cannot be sent");
    }

    @Test
    void anAdoptedSaleThatWasConvertedIsNoAgreement() {
        try (Session converting = new Session(folder, SandboxSettings.DEFAULT.withAnswersInUsd())) {
            Path file = converting.file("a.csv", HEADER + "c1,400,stripe,A-1,gbp\n");
            converting.importingTo("another-machine", file);
            converting.adopting("--new-workspace");

            Said said = converting.reconciling(file);

            assertThat(said.out()).contains("amount not comparable (1)", "1 GBP = 1.2500 USD");
            assertThat(said.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aReportAndItsDifferencesNeedTwoPlaces() {
        Path file = sales("a.csv", "c1,100,stripe,A-1,usd");

        Said said =
                session.reconciling(file, "--report", folder + "/same.out", "--differences", folder + "/x/../same.out");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("--report and --differences name the same file");
    }
}

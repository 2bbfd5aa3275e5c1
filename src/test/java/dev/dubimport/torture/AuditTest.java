package dev.dubimport.torture;

import static dev.dubimport.torture.Findings.Kind.LEDGER_DIFFERS;
import static dev.dubimport.torture.Findings.Kind.LOST;
import static dev.dubimport.torture.Findings.Kind.MISBEHAVED;
import static dev.dubimport.torture.Findings.Kind.NOT_ADDING_UP;
import static dev.dubimport.torture.Findings.Kind.TWICE;
import static dev.dubimport.torture.Findings.Kind.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sandbox.RecordedSale;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit must be able to fail: each thing that can go wrong is put in, and found. */
class AuditTest {
    private static final String KEY = "dub_torture_key";
    private static final String NONE = "{\"count\":0,\"withoutAmount\":0,\"amounts\":{}}";

    private final GeneratedRow first = row(GeneratedRow.Kind.SALE, "INV-1", "cus_1", 100);
    private final GeneratedRow second = row(GeneratedRow.Kind.SALE, "INV-2", "cus_2", 200);
    private final GeneratedRow guests = row(GeneratedRow.Kind.SALE, "INV-3", "guest-1", 300);
    private final GeneratedRow unreadable = row(GeneratedRow.Kind.WITHOUT_AMOUNT, "INV-4", "cus_4", 400);
    private final Audit audit = new Audit(
            List.of(new GeneratedFile(Path.of("/sales.csv"), List.of(first, second, guests, unreadable))), KEY);

    private final List<RecordedSale> books = List.of(recorded("INV-1", "cus_1", 100), recorded("INV-2", "cus_2", 200));
    private final List<LedgerEntry> ledger = List.of(
            entry("INV-1", 100, "RECORDED"), entry("INV-2", 200, "RECORDED"), entry("INV-3", 300, "UNATTRIBUTED"));

    @Test
    void whatIsRightIsRight() {
        audit.service(books);
        audit.ledger(ledger, books);
        audit.ended("start", ended(1, summary(2, "300", 1)), 1);
        audit.lastRun(ended(1, summary(2, "300", 1)), books);
        audit.unchanged(books, books);

        assertThat(audit.findings().lines()).isEmpty();
    }

    @Test
    void aSaleThatIsNotRecordedIsLost() {
        audit.service(books.subList(0, 1));

        assertThat(audit.findings().counts()).isEqualTo(Map.of(LOST, 1));
    }

    @Test
    void aSaleThatIsRecordedThreeTimesIsTwoTooMany() {
        audit.service(List.of(books.get(0), books.get(1), books.get(1), books.get(1)));

        assertThat(audit.findings().counts()).isEqualTo(Map.of(TWICE, 2));
    }

    @Test
    void aSaleThatIsRecordedAgainByALaterRunIsTwice() {
        audit.unchanged(books, List.of(books.get(0), books.get(1), books.get(0)));

        assertThat(audit.findings().counts()).isEqualTo(Map.of(TWICE, 1));
    }

    @Test
    void anotherAmountOrCustomerAndASaleThatStandsInNoFileAreWrong() {
        audit.service(List.of(
                recorded("INV-1", "cus_1", 101), recorded("INV-2", "cus_9", 200), recorded("INV-4", "cus_4", 400)));

        assertThat(audit.findings().counts()).isEqualTo(Map.of(WRONG, 3));
    }

    @Test
    void aLedgerThatKnowsMoreOrLessOrIsInDoubtDiffers() {
        audit.ledger(List.of(entry("INV-1", 100, "IN_DOUBT"), entry("INV-3", 300, "RECORDED")), books);
        assertThat(audit.findings().counts()).isEqualTo(Map.of(LEDGER_DIFFERS, 4));
    }

    @Test
    void aClaimThatNobodySettledDiffers() {
        audit.ledger(List.of(ledger.get(0), ledger.get(1), entry("INV-3", 300, "")), books);

        assertThat(audit.findings().counts()).isEqualTo(Map.of(LEDGER_DIFFERS, 1));
    }

    @Test
    void outcomesThatAreFewerThanTheRowsDoNotAddUp() {
        audit.ended("start", ended(1, summary(1, "300", 1)), 1);

        assertThat(audit.findings().counts()).isEqualTo(Map.of(NOT_ADDING_UP, 1));
    }

    @Test
    void moneyThatIsLessThanInTheFileDoesNotAddUp() {
        audit.ended("start", ended(1, summary(2, "299", 1)), 1);

        assertThat(audit.findings().counts()).isEqualTo(Map.of(NOT_ADDING_UP, 1));
    }

    @Test
    void aLastRunThatSkipsWhatTheServiceDoesNotHaveDoesNotAddUp() {
        audit.lastRun(ended(1, summary(2, "300", 1)), books.subList(0, 1));

        assertThat(audit.findings().count(NOT_ADDING_UP)).isPositive();
    }

    @Test
    void anExitCodeMustMeanWhatItSays() {
        audit.ended("start", ended(0, summary(2, "300", 1)), 1);
        audit.ended("start", ended(3, summary(2, "300", 1)), 1);
        audit.ended("start", ended(2, ""), 1);
        audit.ended("start", ended(1, ""), 1);

        assertThat(audit.findings().counts()).isEqualTo(Map.of(MISBEHAVED, 4));
    }

    @Test
    void tracesAndKeysAreFound() {
        audit.said(
                "start", new ImporterProcess.Ended(137, "", "java.lang.X: y\n\tat dev.dubimport.cli.X.y(X.java:1)\n"));
        audit.said("start", new ImporterProcess.Ended(137, "sent " + KEY, ""));

        assertThat(audit.findings().counts()).isEqualTo(Map.of(MISBEHAVED, 2));
    }

    private static GeneratedRow row(GeneratedRow.Kind kind, String invoiceId, String customer, long amount) {
        return new GeneratedRow(kind, invoiceId, customer, amount, "USD");
    }

    private static RecordedSale recorded(String invoiceId, String customer, long amount) {
        return new RecordedSale(
                invoiceId, customer, amount, "usd", "stripe", "Purchase", Optional.empty(), "null", Instant.EPOCH);
    }

    private static LedgerEntry entry(String invoiceId, long amount, String outcome) {
        return new LedgerEntry(invoiceId, amount, "USD", outcome);
    }

    private static ImporterProcess.Ended ended(int exitCode, String out) {
        return new ImporterProcess.Ended(exitCode, out, "");
    }

    /** A run that skipped so many sales of that sum, knew no customer of another, and found a row without an amount. */
    private static String summary(int skipped, String sum, int invalid) {
        return """
                {"run":1,"status":"completed","file":"/sales.csv",\
                "read":{"count":4,"withoutAmount":1,"amounts":{"USD":600}},\
                "recorded":%1$s,"duplicate":%1$s,"filtered":%1$s,"conflict":%1$s,"refused":%1$s,"failed":%1$s,"inDoubt":%1$s,\
                "skipped":{"count":%2$d,"withoutAmount":0,"amounts":{"USD":%3$s}},\
                "unattributed":{"count":1,"withoutAmount":0,"amounts":{"USD":300}},\
                "invalid":{"count":%4$d,"withoutAmount":%4$d,"amounts":{}}}
                """.formatted(NONE, skipped, sum, invalid);
    }
}

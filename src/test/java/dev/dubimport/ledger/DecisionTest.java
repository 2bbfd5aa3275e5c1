package dev.dubimport.ledger;

import static dev.dubimport.ledger.Sales.paidInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {
    private static final Instant SENT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SOON = SENT.plus(Duration.ofMinutes(1));
    private static final RowKey EARLIER_ROW = new RowKey(1, 17);
    private static final RowKey THIS_ROW = new RowKey(2, 17);

    private final Sale sale = paidInvoice("4711");

    @Test
    void aSaleThatTheLedgerDoesNotKnowIsSent() {
        assertThat(decide(Optional.empty(), SOON))
                .extracting(DecisionTest::mayBeRecorded)
                .isEqualTo(false);
    }

    @Test
    void aRecordedSaleIsSkipped() {
        assertThat(decide(entry(Outcome.RECORDED), SOON)).isEqualTo(new Decision.Stands(Finding.of(Outcome.SKIPPED)));
    }

    @Test
    void aRowThatThisRunRecordedBeforeItDiedKeepsItsOutcome() {
        Entry own = new Entry(
                "4711",
                sale.fingerprint(),
                sale.amount(),
                Optional.of(Outcome.RECORDED),
                Optional.empty(),
                false,
                2,
                17,
                SENT,
                SENT);

        assertThat(decide(Optional.of(own), SOON)).isEqualTo(new Decision.Stands(Finding.of(Outcome.RECORDED)));
    }

    @Test
    void anotherLineOfThisRunIsNotTheSameRow() {
        Entry other = new Entry(
                "4711",
                sale.fingerprint(),
                sale.amount(),
                Optional.of(Outcome.RECORDED),
                Optional.empty(),
                false,
                2,
                16,
                SENT,
                SENT);

        assertThat(decide(Optional.of(other), SOON)).isEqualTo(new Decision.Stands(Finding.of(Outcome.SKIPPED)));
    }

    @Test
    void aRecordedSaleWithAnotherAmountIsAConflictThatNamesBoth() {
        Finding conflict = stands(decide(entryOf(paidInvoice("4711", 1_350), Outcome.RECORDED), SOON));

        assertThat(conflict.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(conflict.message())
                .isEqualTo("this invoice id was already recorded with 13.50 GBP, here it is 12.50 GBP (run 1, line 17);"
                        + " if a mapping was changed since, import with the former one; otherwise correct it by hand, what is"
                        + " recorded cannot be changed here");
    }

    @Test
    void aRowWithTheAmountOfItsAdoptedEntryIsSkippedThoughNothingElseIsKnownOfIt() {
        assertThat(decide(adopted(1_250, "GBP"), SOON)).isEqualTo(new Decision.Stands(Finding.of(Outcome.SKIPPED)));
    }

    @Test
    void aRowWithAnotherAmountThanItsAdoptedEntryInTheSameCurrencyIsAConflictThatNamesBoth() {
        Finding conflict = stands(decide(adopted(1_350, "GBP"), SOON));

        assertThat(conflict.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(conflict.code()).isEqualTo("conflict_in_ledger");
        assertThat(conflict.message())
                .isEqualTo("this invoice id was adopted from the service, which has recorded it with 13.50 GBP, here it"
                        + " is 12.50 GBP; correct it by hand, what is recorded cannot be changed here");
    }

    @Test
    void aRowInAnotherCurrencyThanItsAdoptedEntryIsSkippedBecauseTheServiceConvertedIt() {
        assertThat(decide(adopted(1_587, "USD"), SOON)).isEqualTo(new Decision.Stands(Finding.of(Outcome.SKIPPED)));
    }

    @Test
    void whatTheServiceFoundInConflictIsNeverSentAgain() {
        assertThat(stands(decide(entry(Outcome.CONFLICT), SOON)).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNATTRIBUTED", "REFUSED", "FAILED"})
    void whatWasSurelyNotRecordedIsSentAgain(Outcome outcome) {
        assertThat(decide(entry(outcome), SENT.plus(Duration.ofDays(400))))
                .extracting(DecisionTest::mayBeRecorded)
                .isEqualTo(false);
    }

    @Test
    void aClaimWithoutAnOutcomeIsResentWhileTheServiceRemembersIt() {
        Instant lastMoment = SENT.plus(Decision.RESEND_WITHIN).minusMillis(1);

        assertThat(decide(claimed(), lastMoment))
                .extracting(DecisionTest::mayBeRecorded)
                .isEqualTo(true);
    }

    @Test
    void aClaimThatTheServiceHasForgottenIsLeftToAPerson() {
        Finding inDoubt = stands(decide(claimed(), SENT.plus(Decision.RESEND_WITHIN)));

        assertThat(inDoubt.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(inDoubt.message()).contains("sent on 2026-03-01T10:00:00Z without an answer");
    }

    @Test
    void anAttemptOfTheFutureIsLeftToAPerson() {
        Instant clockWasTenYearsAhead = SENT.minus(Duration.ofDays(3650));

        assertThat(stands(decide(claimed(), clockWasTenYearsAhead)).outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(decide(claimed(), SENT.minus(Duration.ofMinutes(4))))
                .extracting(DecisionTest::mayBeRecorded)
                .isEqualTo(true);
    }

    @Test
    void aSaleInDoubtIsJudgedLikeAClaim() {
        assertThat(decide(entry(Outcome.IN_DOUBT), SOON))
                .extracting(DecisionTest::mayBeRecorded)
                .isEqualTo(true);
        assertThat(stands(decide(entry(Outcome.IN_DOUBT), SENT.plus(Duration.ofDays(8))))
                        .outcome())
                .isEqualTo(Outcome.IN_DOUBT);
    }

    @Test
    void aSaleInDoubtIsNeverResentWithOtherContent() {
        Finding conflict = stands(decide(entryOf(paidInvoice("4711", 1_350), Outcome.IN_DOUBT), SOON));

        assertThat(conflict.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(conflict.message())
                .startsWith("this invoice id was already sent, without an answer, with 13.50 GBP");
    }

    @Test
    void aPersonMayHaveASaleResentThatTheServiceHasForgottenAndTheFirstAttemptStays() {
        Decision.Asks asks = asks(claimed(), SENT.plus(Decision.RESEND_WITHIN));

        Decision.Send resent = (Decision.Send) asks.answered(true);
        assertThat(resent.claim().doubt()).isEqualTo(Claim.Doubt.FORGOTTEN);
        assertThat(resent.claim().firstAttempt()).contains(SENT);
        assertThat(asks.answered(false)).isEqualTo(new Decision.Stands(asks.finding()));
        assertThat(asks.finding().message()).endsWith("import with --resend-in-doubt");
    }

    @Test
    void nobodyMayHaveASaleInDoubtResentWithOtherContent() {
        Decision decision = Decision.of(
                sale,
                sale.fingerprint(),
                THIS_ROW,
                entryOf(paidInvoice("4711", 1_350), Outcome.IN_DOUBT),
                SENT.plus(Duration.ofDays(30)));

        assertThat(stands(decision.answered(true)).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void whereTheServiceMayHaveForgottenOnlyARecordedSaleTakesTheDoubtAway() {
        Claim resent = asks(claimed(), SENT.plus(Duration.ofDays(30))).claim();

        assertThat(resent.outcomeOf(Outcome.UNATTRIBUTED)).isEqualTo(Outcome.IN_DOUBT);
        assertThat(resent.outcomeOf(Outcome.REFUSED)).isEqualTo(Outcome.IN_DOUBT);
        assertThat(resent.outcomeOf(Outcome.FAILED)).isEqualTo(Outcome.IN_DOUBT);
        assertThat(resent.outcomeOf(Outcome.RECORDED)).isEqualTo(Outcome.RECORDED);
    }

    private Decision.Asks asks(Optional<Entry> known, Instant now) {
        Decision decision = Decision.of(sale, sale.fingerprint(), THIS_ROW, known, now);
        assertThat(decision).isInstanceOf(Decision.Asks.class);
        return (Decision.Asks) decision;
    }

    private Decision decide(Optional<Entry> known, Instant now) {
        return Decision.of(sale, sale.fingerprint(), THIS_ROW, known, now).answered(false);
    }

    private Optional<Entry> claimed() {
        return Optional.of(new Entry(
                "4711",
                sale.fingerprint(),
                sale.amount(),
                Optional.empty(),
                Optional.empty(),
                false,
                EARLIER_ROW.run(),
                EARLIER_ROW.line(),
                SENT,
                SENT));
    }

    private Optional<Entry> entry(Outcome outcome) {
        return entryOf(sale, outcome);
    }

    private static Optional<Entry> entryOf(Sale sent, Outcome outcome) {
        return Optional.of(new Entry(
                sent.invoiceId(),
                sent.fingerprint(),
                sent.amount(),
                Optional.of(outcome),
                Optional.empty(),
                false,
                EARLIER_ROW.run(),
                EARLIER_ROW.line(),
                SENT,
                SENT));
    }

    private static Optional<Entry> adopted(long minorUnits, String currency) {
        Money recorded = new Money(minorUnits, Currency.getInstance(currency));
        return Optional.of(new Entry(
                "4711",
                new Fingerprint(0, 0),
                recorded,
                Optional.of(Outcome.RECORDED),
                Optional.of(recorded),
                true,
                0,
                0,
                SENT,
                SENT));
    }

    private static boolean mayBeRecorded(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Send.class);
        return ((Decision.Send) decision).claim().mayBeRecorded();
    }

    private static Finding stands(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Stands.class);
        return ((Decision.Stands) decision).finding();
    }
}

package dev.dubimport.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.PaymentProcessor;
import dev.dubimport.sale.Sale;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How one sale stands, by what file, ledger and service have of it. */
class ComparisonTest {
    private static final Instant SENT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Comparison COMPARISON = new Comparison(SENT.plusSeconds(60), 0);

    @ParameterizedTest
    @CsvSource({
        "usd, 1250, USD, 1250, c1, AGREES",
        "usd, 1250, USD, 1251, c1, OTHER_AMOUNT",
        "usd, 1250, EUR, 1250, c1, OTHER_CURRENCY",
        "usd, 1250, USD, 1250, c2, OTHER_CUSTOMER",
        "usd, 1250, USD, 1250, '', AGREES",
        "usd, 1250, USD, 1, c2, OTHER_AMOUNT",
        "gbp, 1250, GBP, 1250, c1, AGREES",
        "gbp, 1250, USD, 1600, c1, NOT_COMPARABLE",
        "gbp, 1250, USD, 1600, c2, OTHER_CUSTOMER",
        "gbp, 1250, JPY, 1600, c1, OTHER_CURRENCY"
    })
    void oneRecordingIsComparedWithTheFile(
            String currency, long sold, String there, long recorded, String customer, Standing standing) {
        Judgement judgement =
                COMPARISON.of(sale(sold, currency), Optional.empty(), List.of(event(recorded, there, customer)));

        assertThat(judgement.standing()).isEqualTo(standing);
    }

    @Test
    void whatWasConvertedIsComparedToTheCentWithWhatTheServiceAnswered() {
        Entry entry = entry(Outcome.RECORDED, money(1250, "GBP"), Optional.of(money(1600, "USD")), false);

        assertThat(COMPARISON.of(sale(1250, "gbp"), Optional.of(entry), List.of(event(1600, "USD", "c1"))))
                .isEqualTo(Judgement.AGREES);
        assertThat(COMPARISON.of(sale(1250, "gbp"), Optional.of(entry), List.of(event(1601, "USD", "c1"))))
                .isEqualTo(
                        new Judgement(
                                Standing.OTHER_AMOUNT,
                                "sold for 12.50 GBP, answered as 16.00 USD (1 GBP = 1.2800 USD), recorded as 16.01 USD",
                                "find out which is right; what is recorded cannot be changed by an import, only by hand in Dub"));
    }

    @Test
    void aFileThatChangedSinceItWasSentIsAnotherAmountThoughTheDollarsAreAsAnswered() {
        Entry entry = entry(Outcome.RECORDED, money(1250, "GBP"), Optional.of(money(1600, "USD")), false);

        Judgement judgement = COMPARISON.of(sale(1260, "gbp"), Optional.of(entry), List.of(event(1600, "USD", "c1")));

        assertThat(judgement.standing()).isEqualTo(Standing.OTHER_AMOUNT);
        assertThat(judgement.reason()).isEqualTo("sold for 12.60 GBP, sent as 12.50 GBP");
    }

    @Test
    void ofAnAdoptedSaleTheAmountThatWasSentIsNotKnown() {
        Entry entry = entry(Outcome.RECORDED, money(1600, "USD"), Optional.of(money(1600, "USD")), true);

        Judgement judgement = COMPARISON.of(sale(1250, "gbp"), Optional.of(entry), List.of(event(1600, "USD", "c1")));

        assertThat(judgement.standing()).isEqualTo(Standing.NOT_COMPARABLE);
        assertThat(judgement.reason())
                .isEqualTo("sold for 12.50 GBP, recorded as 16.00 USD (1 GBP = 1.2800 USD); the ledger has not what the"
                        + " service answered");
    }

    @Test
    void twoRecordingsAreOneTooManyWhateverTheySay() {
        List<SaleEvent> events = List.of(event(1250, "USD", "c1"), event(9, "EUR", "c2"));

        assertThat(COMPARISON.of(sale(1250, "usd"), Optional.empty(), events).standing())
                .isEqualTo(Standing.TWICE);
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDED, recorded at 2026-11-20T12:00:00Z as the ledger has it",
        "UNATTRIBUTED, unattributed: the service accepted it",
        "REFUSED, refused by the service",
        "FAILED, 'not recorded, after all attempts'",
        "CONFLICT, the service answered with another sale",
        "IN_DOUBT, in doubt: sent at 2026-11-20T12:00:00Z without an answer"
    })
    void whySomethingIsMissingIsWhatTheLedgerSays(Outcome outcome, String reason) {
        Entry entry = entry(outcome, money(1250, "USD"), Optional.empty(), false);

        Judgement judgement = COMPARISON.of(sale(1250, "usd"), Optional.of(entry), List.of());

        assertThat(judgement.standing()).isEqualTo(Standing.MISSING);
        assertThat(judgement.reason()).startsWith(reason);
    }

    @Test
    void whatWasSentJustNowIsNotYetMissing() {
        Entry entry = entry(Outcome.RECORDED, money(1250, "USD"), Optional.empty(), false);
        Comparison early = new Comparison(SENT.minusSeconds(1), 0);

        assertThat(early.of(sale(1250, "usd"), Optional.of(entry), List.of()).standing())
                .isEqualTo(Standing.NOT_YET_VISIBLE);
    }

    @Test
    void whatOnlyTheLedgerHasStandsByItself() {
        Entry entry = entry(Outcome.CONFLICT, money(1250, "USD"), Optional.empty(), false);

        Judgement judgement = COMPARISON.ofLedgerOnly(entry);

        assertThat(judgement.standing()).isEqualTo(Standing.LEDGER_ONLY);
        assertThat(judgement.reason()).startsWith("the service answered with another sale");
    }

    @Test
    void anAdoptedSaleThatStandsInNoFileProvesNothing() {
        Entry entry = entry(Outcome.RECORDED, money(0, "XXX"), Optional.of(money(0, "XXX")), true);

        Judgement judgement = COMPARISON.ofLeftOver(Optional.of(entry), List.of(event(9_000_000_000L, "USD", "c1")));

        assertThat(judgement.standing()).isEqualTo(Standing.STRANGER);
    }

    @Test
    void whatTheServiceCountsWithoutListingItIsSaidOfWhatIsMissing() {
        Entry entry = entry(Outcome.RECORDED, money(1250, "USD"), Optional.empty(), false);

        assertThat(new Comparison(SENT.plusSeconds(60), 3)
                        .of(sale(1250, "usd"), Optional.of(entry), List.of())
                        .reason())
                .contains("which counts 3 more than it lists");
    }

    @Test
    void whatIsLeftOverIsAStrangerUnlessTheLedgerMayHaveSentIt() {
        SaleEvent event = event(1250, "USD", "c1");

        assertThat(standing(Optional.empty(), event)).isEqualTo(Standing.STRANGER);
        assertThat(standing(Optional.of(entry(Outcome.FAILED, money(1250, "USD"), Optional.empty(), false)), event))
                .isEqualTo(Standing.STRANGER);
        assertThat(standing(Optional.of(entry(Outcome.RECORDED, money(1250, "USD"), Optional.empty(), false)), event))
                .isEqualTo(Standing.OF_ANOTHER_IMPORT);
        assertThat(standing(Optional.of(entry(Outcome.RECORDED, money(1251, "USD"), Optional.empty(), false)), event))
                .isEqualTo(Standing.OTHER_AMOUNT);
    }

    private static Standing standing(Optional<Entry> entry, SaleEvent event) {
        return COMPARISON.ofLeftOver(entry, List.of(event)).standing();
    }

    private static Sale sale(long minorUnits, String currency) {
        return new Sale(
                "INV-1",
                "c1",
                money(minorUnits, currency.toUpperCase(Locale.ROOT)),
                PaymentProcessor.STRIPE,
                "Purchase",
                Optional.empty(),
                Metadata.NONE);
    }

    private static SaleEvent event(long minorUnits, String currency, String customer) {
        return new SaleEvent("event_1", SENT, "INV-1", customer, minorUnits, currency, "stripe", "Purchase");
    }

    private static Money money(long minorUnits, String currency) {
        return new Money(minorUnits, Currency.getInstance(currency));
    }

    private static Entry entry(Outcome outcome, Money amount, Optional<Money> recorded, boolean isAdopted) {
        return new Entry(
                "INV-1", new Fingerprint(1, 2), amount, Optional.of(outcome), recorded, isAdopted, 1, 2, SENT, SENT);
    }
}

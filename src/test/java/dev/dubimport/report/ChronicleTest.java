package dev.dubimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.ledger.Attempt;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Entry;
import dev.dubimport.ledger.Former;
import dev.dubimport.ledger.RowKey;
import dev.dubimport.ledger.Run;
import dev.dubimport.ledger.Story;
import dev.dubimport.sale.Fingerprint;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a sale, in which order. */
class ChronicleTest {
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    private static final Money AMOUNT = new Money(4_900, Currency.getInstance("EUR"));
    private static final Money ANSWERED = new Money(5_300, Currency.getInstance("USD"));
    private static final Map<Long, Run> RUNS = Map.of(1L, run(1, at(0)), 2L, run(2, at(100)));

    private final Chronicle chronicle =
            new Chronicle(number -> Optional.ofNullable(RUNS.get(number)), run -> "sales-" + run.id() + ".csv");

    @Test
    void aSaleThatOneAnswerDecidedIsClaimedAndRecorded() {
        Entry entry = entry(Optional.of(Outcome.RECORDED), 1, at(1), at(2));

        assertThat(told(entry, List.of()))
                .containsExactly(
                        "00:01 claimed: line 7 of sales-1.csv, 49.00 EUR: written into the ledger before it was sent",
                        "00:02 recorded: written down for line 7 of sales-1.csv: the service answered that it recorded"
                                + " 53.00 USD (now)");
    }

    @Test
    void aClaimThatNobodySettledIsHowItStandsNow() {
        assertThat(told(entry(Optional.empty(), 1, at(1), at(1)), List.of()))
                .containsExactly(
                        "00:01 claimed: line 7 of sales-1.csv, 49.00 EUR: written into the ledger before it was"
                                + " sent; no answer was kept (now)");
    }

    @Test
    void callsStandBetweenTheirClaimAndItsOutcome() {
        Entry entry = entry(Optional.of(Outcome.RECORDED), 2, at(1), at(112));
        Former inDoubt = former(Optional.of(Outcome.IN_DOUBT), 1, at(1), at(5), at(110), Former.By.CLAIM);

        assertThat(told(
                        entry,
                        List.of(inDoubt),
                        call(1, at(1), "500"),
                        call(1, at(4), "nothing"),
                        call(2, at(111), "200")))
                .extracting(line -> line.replaceFirst(": .*", ""))
                .containsExactly(
                        "00:01 claimed",
                        "00:01 called",
                        "00:04 called",
                        "00:05 in doubt",
                        "01:50 claimed again",
                        "01:51 called",
                        "01:52 recorded");
    }

    @Test
    void whatTheServiceSurelyDoesNotHaveIsToldAsReadBack() {
        Entry entry = entry(Optional.of(Outcome.FAILED), 1, at(1), at(50));
        Former inDoubt = former(Optional.empty(), 1, at(1), at(1), at(50), Former.By.EVIDENCE);

        assertThat(told(entry, List.of(inDoubt)))
                .containsExactly(
                        "00:01 claimed: line 7 of sales-1.csv, 49.00 EUR: written into the ledger before it was sent; no"
                                + " answer was kept",
                        "00:50 failed: read back from the service, which surely does not have it (now)");
    }

    @Test
    void anAdoptedSaleStandsWhereTheServiceRecordedItWhateverWasTriedSince() {
        Entry adopted = new Entry(
                "4711",
                new Fingerprint(0, 0),
                ANSWERED,
                Optional.of(Outcome.RECORDED),
                Optional.of(ANSWERED),
                true,
                0,
                0,
                at(3),
                at(3));
        Former refused = former(Optional.of(Outcome.REFUSED), 1, at(5), at(6), at(60), Former.By.ADOPTION);

        assertThat(told(adopted, List.of(refused)))
                .extracting(line -> line.replaceFirst(": .*", ""))
                .containsExactly("00:03 recorded by the service", "00:05 claimed", "00:06 refused");
    }

    @Test
    void ofAnOlderLedgerTheFirstClaimIsKnownByItsTimeAlone() {
        assertThat(told(entry(Optional.empty(), 2, at(1), at(101)), List.of()))
                .containsExactly(
                        "00:01 first claimed: by an earlier run: written into the ledger before it was sent",
                        "01:41 claimed again: line 7 of sales-2.csv, 49.00 EUR: written into the ledger before it was"
                                + " sent; no answer was kept (now)");
    }

    private List<String> told(Entry entry, List<Former> formers, Attempt... attempts) {
        return chronicle.of(new Story.Chapter(ACME, entry, formers, Arrays.asList(attempts)), List.of()).stream()
                .map(event -> event.at().toString().substring(14, 19) + " " + event.what() + ": " + event.detail()
                        + (event.isEnd() ? " (now)" : ""))
                .toList();
    }

    private static Entry entry(Optional<Outcome> outcome, long run, Instant first, Instant last) {
        Optional<Money> recorded = outcome.filter(Outcome.RECORDED::equals).map(is -> ANSWERED);
        return new Entry("4711", new Fingerprint(1, 2), AMOUNT, outcome, recorded, false, run, 7, first, last);
    }

    private static Former former(
            Optional<Outcome> outcome, long run, Instant first, Instant last, Instant replaced, Former.By by) {
        return new Former(AMOUNT, outcome, new RowKey(run, 7), first, last, replaced, by);
    }

    private static Attempt call(long run, Instant at, String said) {
        return new Attempt(new RowKey(run, 7), at, said);
    }

    private static Run run(long id, Instant at) {
        return new Run(id, ACME, "/srv/sales-" + id + ".csv", "", "", at);
    }

    private static Instant at(int seconds) {
        return Instant.parse("2026-03-01T10:00:00Z").plusSeconds(seconds);
    }
}

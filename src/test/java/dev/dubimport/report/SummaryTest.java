package dev.dubimport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.ledger.Beyond;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Reason;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");

    @Test
    void aPersonReadsVerdictTotalsReasonsAndWhatToDo() {
        assertThat(SummaryText.of(mixed(true, ""))).isEqualTo("""
                        Run 7 completed in 3 min 20 s: sales.csv to https://api.dub.co (workspace acme)

                          outcome        rows     JPY        USD
                          recorded          2   9,800   1,234.50
                          skipped           0       0       0.00
                          duplicate         0       0       0.00
                          filtered          1       0       0.00
                          conflict          0       0       0.00
                          invalid           1       0       0.00
                          unattributed      0       0       0.00
                          refused           0       0       0.00
                          failed            0       0       0.00
                          in doubt          1       0      12.50
                          --------------------------------------
                          read              5   9,800   1,247.00
                          No amount can be read in 1 row: counted as rows, not as money.

                        No sales, by reason:
                          1 row filtered (zero), first on line 5: nothing was paid

                        Not recorded, by reason:
                          1 row invalid (amount_not_a_number), first on line 3: amount "12.5O": not a number
                          1 row in doubt (no_answer), first on line 4: no answer came

                        Rejects: /data/rejects/run-7-sales.csv

                        Next:
                          invalid: mend the rows in the rejects file and import that file with the same options, --mapping included.
                          in doubt: run the same command again soon; within 7 days the service still knows what it recorded; after that look the sale up in Dub, and see `dub-import status --in-doubt`.
                        """);
    }

    @Test
    void aStoppedRunSaysWhyAndWhereItGoesOn() {
        assertThat(SummaryText.of(mixed(false, "401 unauthorized: set DUB_API_KEY")))
                .startsWith(
                        "Run 7 stopped in 3 min 20 s: sales.csv to https://api.dub.co (workspace acme)\nStopped: 401 ")
                .endsWith("Next: run the same command again; it goes on after row 5.\nThe ledger has more than"
                        + " this table: beyond that row 1,186 recorded, 1 in doubt.\n");
    }

    @Test
    void aFinishedFileNeedsNothingMore() {
        RunSummary finished = new RunSummary(
                1,
                true,
                "/data/sales.csv",
                "sales.csv",
                ACME,
                totals(Outcome.RECORDED, 100, "USD"),
                List.of(),
                Path.of("/data/rejects.csv"),
                "",
                "",
                Beyond.NOTHING,
                Duration.ofMillis(310));

        assertThat(SummaryText.of(finished))
                .startsWith("Run 1 completed in 0.3 s")
                .doesNotContain("Rejects")
                .endsWith("Every sale of the file is recorded; nothing is left to do.\n");
    }

    @Test
    void whatIsNoSaleHasNoAmountToBeMissed() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(Outcome.FILTERED, Optional.empty());
        ControlTotals totals = tally.totals();

        assertThat(TotalsTable.of(Map.of("filtered", totals.of(Outcome.FILTERED)), totals.read()))
                .doesNotContain("No amount");
    }

    @Test
    void whatWasConvertedStandsThereInBothCurrencies() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(Outcome.RECORDED, Optional.of(new Money(11_000, USD)), Optional.of(new Money(10_000, EUR)));
        tally.count(Outcome.RECORDED, Optional.of(new Money(500, USD)));
        ControlTotals totals = tally.totals();

        assertThat(TotalsTable.of(Map.of("recorded", totals.of(Outcome.RECORDED)), totals.read()))
                .isEqualTo("""
                          outcome    rows      USD   was EUR
                          recorded      2   115.00    100.00
                          ----------------------------------
                          read          2   115.00    100.00
                        """);
    }

    @Test
    void aProgramReadsOneObjectWithMinorUnits() {
        assertThat(SummaryJson.of(mixed(true, "")))
                .isEqualTo("{\"run\":7,\"status\":\"completed\",\"file\":\"/data/sales.csv\","
                        + "\"destination\":{\"baseUrl\":\"https://api.dub.co\",\"workspace\":\"acme\"},"
                        + "\"read\":{\"count\":5,\"withoutAmount\":1,\"amounts\":{\"JPY\":9800,\"USD\":124700}},"
                        + "\"recorded\":{\"count\":2,\"withoutAmount\":0,\"amounts\":{\"JPY\":9800,\"USD\":123450}},"
                        + "\"skipped\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"duplicate\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"filtered\":{\"count\":1,\"withoutAmount\":0,\"amounts\":{\"USD\":0}},"
                        + "\"conflict\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"invalid\":{\"count\":1,\"withoutAmount\":1,\"amounts\":{}},"
                        + "\"unattributed\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"refused\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"failed\":{\"count\":0,\"withoutAmount\":0,\"amounts\":{}},"
                        + "\"inDoubt\":{\"count\":1,\"withoutAmount\":0,\"amounts\":{\"USD\":1250}},"
                        + "\"reasons\":[{\"outcome\":\"invalid\",\"code\":\"amount_not_a_number\",\"count\":1,"
                        + "\"firstLine\":3,\"message\":\"amount \\\"12.5O\\\": not a number\"},"
                        + "{\"outcome\":\"inDoubt\",\"code\":\"no_answer\",\"count\":1,\"firstLine\":4,"
                        + "\"message\":\"no answer came\"},"
                        + "{\"outcome\":\"filtered\",\"code\":\"zero\",\"count\":1,\"firstLine\":5,"
                        + "\"message\":\"nothing was paid\"}],"
                        + "\"rejects\":\"/data/rejects/run-7-sales.csv\"}");
    }

    @Test
    void moneyIsShownWithTheDigitsThatTheServiceCounts() {
        SortedMap<String, Long> sums = new TreeMap<>(Map.of("ISK", 100_000L, "KWD", 123_490L, "MGA", 1_200L));

        assertThat(Numbers.amounts(sums)).isEqualTo("1,000.00 ISK + 1,234.90 KWD + 1,200 MGA");
    }

    @Test
    void durationsAreAsFineAsTheyAreShort() {
        assertThat(Numbers.duration(Duration.ofMillis(449))).isEqualTo("0.4 s");
        assertThat(Numbers.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Numbers.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Numbers.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    private static RunSummary mixed(boolean completed, String stoppedBy) {
        ControlTotals totals = totals(Outcome.RECORDED, 123_450, "USD")
                .plus(totals(Outcome.RECORDED, 9_800, "JPY"))
                .plus(totals(Outcome.IN_DOUBT, 1_250, "USD"))
                .plus(totals(Outcome.FILTERED, 0, "USD"))
                .plus(unreadable());
        return new RunSummary(
                7,
                completed,
                "/data/sales.csv",
                "sales.csv",
                ACME,
                totals,
                List.of(
                        new Reason(Outcome.INVALID, "amount_not_a_number", 1, 3, "amount \"12.5O\": not a number"),
                        new Reason(Outcome.IN_DOUBT, "no_answer", 1, 4, "no answer came"),
                        new Reason(Outcome.FILTERED, "zero", 1, 5, "nothing was paid")),
                Path.of("/data/rejects/run-7-sales.csv"),
                "",
                stoppedBy,
                completed ? Beyond.NOTHING : new Beyond(1_186, 1),
                Duration.ofSeconds(200));
    }

    private static ControlTotals totals(Outcome outcome, long minorUnits, String currency) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(outcome, Optional.of(new Money(minorUnits, Currency.getInstance(currency))));
        return tally.totals();
    }

    private static ControlTotals unreadable() {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(Outcome.INVALID, Optional.empty());
        return tally.totals();
    }
}

package dev.dubimport.report;

import dev.dubimport.ledger.Beyond;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.Reason;
import dev.dubimport.reconcile.Difference;
import dev.dubimport.reconcile.ReconciledFile;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.reconcile.Recorded;
import dev.dubimport.reconcile.Sold;
import dev.dubimport.reconcile.Standing;
import dev.dubimport.reconcile.Totals;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs and reconciliations of every size; {@code main} writes their pages to {@code target/report-samples}. */
final class SamplePages {
    static final Destination ACME = new Destination(URI.create("https://api.dub.co"), "acme");
    static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final Instant AS_OF = Instant.parse("2026-11-24T18:00:00Z");
    static final Provenance PROVENANCE = new Provenance(
            "0.1.0",
            "dub-import reconcile online-retail.csv --mapping online-retail.yml --workspace acme --report report.html",
            "online-retail.yml",
            DIGEST,
            Instant.parse("2026-11-24T18:01:12Z"),
            Map.of("/sales/dirty.csv", DIGEST));

    /** Everything that a cell could try. */
    static final List<String> HOSTILE = List.of(
            "</script><script>document.title='ran'</script>",
            "\"><img src=x onerror=\"document.title='ran'\">",
            "' onfocus='document.title=1' autofocus='",
            "</style><style>body{display:none}</style>",
            "abc\u202Egnp.exe",
            "two\nlines\u0000and\u001b[31mred",
            "{{html}} {{{css}}} ${1+1}",
            "&lt;b&gt; &amp; <!-- ]]>",
            "X".repeat(500));

    private static final List<Standing> KINDS =
            List.of(Standing.MISSING, Standing.OTHER_AMOUNT, Standing.TWICE, Standing.UNSENDABLE, Standing.STRANGER);

    private SamplePages() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/report-samples"));
        for (Map.Entry<String, ReportPage> page : pages().entrySet()) {
            page.getValue().writeTo(folder.resolve(page.getKey() + ".html"));
        }
    }

    static Map<String, ReportPage> pages() {
        Map<String, ReportPage> pages = new LinkedHashMap<>();
        pages.put("agrees", ReportPage.of(agreeing(), PROVENANCE));
        pages.put("differences", ReportPage.of(differing(12), PROVENANCE));
        pages.put("many", ReportPage.of(differing(5_321), PROVENANCE));
        pages.put("currencies", ReportPage.of(sixCurrencies(), PROVENANCE));
        pages.put("hostile", ReportPage.of(hostile(), PROVENANCE));
        pages.put("run", ReportPage.of(List.of(mixedRun()), PROVENANCE));
        pages.put("runs", ReportPage.of(List.of(cleanRun(), stoppedRun()), PROVENANCE));
        pages.put("clean-run", ReportPage.of(List.of(cleanRun()), PROVENANCE));
        return pages;
    }

    /** Thirteen months sold in pounds and recorded in dollars. */
    static Reconciliation agreeing() {
        return differing(0);
    }

    /** The same, and so many of 18,528 sales are not as they should be. */
    static Reconciliation differing(int differences) {
        Map<Standing, Totals> standings = new EnumMap<>(Standing.class);
        long strangers = IntStream.range(0, differences)
                .filter(i -> kind(i) == Standing.STRANGER)
                .count();
        long agree = 18_528 - (differences - strangers);
        standings.put(Standing.AGREES, totals(agree, agree * 48_082 + 27, agree, agree * 60_514 + 11));
        standings.put(Standing.OF_ANOTHER_IMPORT, new Totals(40, new TreeMap<>(), 40, money("USD", 123_400)));
        List<Difference> all = new ArrayList<>();
        for (int i = 0; i < differences; i++) {
            Difference difference = difference(i);
            all.add(difference);
            standings.merge(difference.standing(), totals(difference), SamplePages::plus);
        }
        return new Reconciliation(
                ACME,
                AS_OF,
                List.of(new ReconciledFile("online-retail.csv", DIGEST, 19_494, 900, 66)),
                standings,
                months(differences),
                all.subList(0, Math.min(Reconciliation.MOST_KEPT, all.size())),
                tasks(all),
                new Reconciliation.Settled(
                        differences == 0 ? 0 : 3, differences == 0 ? 0 : 1, differences == 0 ? 0 : 2),
                new Reconciliation.Service(18_568, differences == 0 ? 18_568 : 18_570, 1_121_327_803));
    }

    private static List<Reconciliation.Task> tasks(List<Difference> differences) {
        return differences.stream()
                .collect(Collectors.groupingBy(
                        Difference::next,
                        LinkedHashMap::new,
                        Collectors.groupingBy(Difference::standing, TreeMap::new, Collectors.counting())))
                .entrySet()
                .stream()
                .map(task -> new Reconciliation.Task(task.getKey(), task.getValue()))
                .toList();
    }

    private static SortedMap<YearMonth, Totals> months(int differences) {
        long[] sales = {1_400, 987, 998, 1_321, 1_149, 1_555, 1_393, 1_331, 1_280, 1_755, 1_929, 2_657, 773};
        SortedMap<YearMonth, Totals> months = new TreeMap<>();
        for (int i = 0; i < sales.length; i++) {
            long recorded = sales[i] - (i == 4 ? Math.min(differences, 700) : 0) + (i == 9 && differences > 0 ? 2 : 0);
            months.put(
                    YearMonth.of(2010, 12).plusMonths(i),
                    totals(sales[i], sales[i] * 48_082, recorded, recorded * 60_514));
        }
        return months;
    }

    private static Standing kind(int i) {
        return KINDS.get(i % KINDS.size());
    }

    private static Difference difference(int i) {
        Standing standing = kind(i);
        Sold sold = new Sold(
                "online-retail.csv",
                17 + 31L * i,
                "1" + (2_345 + i),
                Optional.of(new Money(1_250 + 700L * (i % 97), Currency.getInstance("GBP"))));
        Recorded recorded = new Recorded(
                "ev_01KBA" + (9_000_000 + i),
                AS_OF.minus(Duration.ofHours(i)),
                "1" + (2_345 + i),
                1_600 + 700L * (i % 97),
                "USD",
                standing == Standing.TWICE ? 2 : 1);
        boolean isRecorded = standing != Standing.MISSING && standing != Standing.UNSENDABLE;
        return new Difference(
                standing,
                Integer.toString(536_365 + i),
                standing == Standing.STRANGER ? Optional.empty() : Optional.of(sold),
                isRecorded ? Optional.of(recorded) : Optional.empty(),
                switch (standing) {
                    case MISSING -> "the ledger says recorded on 20 Nov 2026, and the service does not list it";
                    case OTHER_AMOUNT ->
                        "sold for 12.50 GBP, recorded as 16.00 USD; the file would be sent as 15.80 USD";
                    case TWICE -> "recorded 2 times, on 20 and on 21 Nov 2026";
                    case UNSENDABLE -> "amount \"12.5O\": not a number; use digits and one decimal point";
                    default -> "recorded on 3 Nov 2026, and neither in the files nor in the ledger";
                },
                switch (standing) {
                    case MISSING -> "Look whether the link was deleted; if not, ask Dub's support with the invoice id.";
                    case OTHER_AMOUNT -> "Find out which amount is right; what is recorded can be changed only in Dub.";
                    case TWICE -> "Delete all but the first in Dub, and look at the partner's commission.";
                    case UNSENDABLE -> "Mend the row and import the file again.";
                    default -> "Find out who recorded it: Stripe's integration, or another program.";
                });
    }

    private static Totals totals(Difference difference) {
        SortedMap<String, Long> sold = new TreeMap<>();
        difference
                .sold()
                .flatMap(Sold::amount)
                .ifPresent(money -> sold.put(money.currency().getCurrencyCode(), money.minorUnits()));
        SortedMap<String, Long> recorded = new TreeMap<>();
        difference.recorded().ifPresent(sale -> recorded.put(sale.currency(), sale.minorUnits() * sale.times()));
        return new Totals(1, sold, difference.recorded().map(Recorded::times).orElse(0L), recorded);
    }

    private static Totals totals(long sales, long pence, long events, long cents) {
        return new Totals(sales, money("GBP", pence), events, money("USD", cents));
    }

    private static Totals plus(Totals one, Totals other) {
        return new Totals(
                one.sales() + other.sales(),
                Figures.sum(one.sold(), other.sold()),
                one.events() + other.events(),
                Figures.sum(one.recorded(), other.recorded()));
    }

    /** Recorded in the currencies in which they were sold, but for one sale in dinars and a currency that Java does not know. */
    static Reconciliation sixCurrencies() {
        SortedMap<String, Long> sold = new TreeMap<>(Map.of(
                "EUR", 123_456_789L, "GBP", 4_500L, "JPY", 9_800_000L, "KWD", 1_234L, "SEK", 1_000L, "USD", 5_900L));
        Map<Standing, Totals> standings = new EnumMap<>(Standing.class);
        standings.put(Standing.AGREES, new Totals(1_000, sold, 1_000, sold));
        standings.put(Standing.MISSING, new Totals(1, money("KWD", 4_900), 0, new TreeMap<>()));
        standings.put(Standing.STRANGER, new Totals(1, new TreeMap<>(), 1, money("QQQ", 777)));
        List<Difference> differences = List.of(
                new Difference(
                        Standing.MISSING,
                        "INV-1",
                        Optional.of(new Sold(
                                "rest.csv", 7, "cus_1", Optional.of(new Money(4_900, Currency.getInstance("KWD"))))),
                        Optional.empty(),
                        "not in the ledger: it was never sent",
                        "Import the file again."),
                new Difference(
                        Standing.STRANGER,
                        "",
                        Optional.empty(),
                        Optional.of(new Recorded("ev_1", AS_OF, "cus_2", 777, "QQQ", 1)),
                        "neither in the files nor in the ledger",
                        "Find out who recorded it."));
        return new Reconciliation(
                ACME,
                AS_OF,
                List.of(
                        new ReconciledFile("europe.csv", DIGEST, 900, 0, 0),
                        new ReconciledFile("rest.zip!/rest of the world.csv", DIGEST, 101, 0, 0)),
                standings,
                new TreeMap<>(),
                differences,
                tasks(differences),
                new Reconciliation.Settled(0, 0, 0),
                new Reconciliation.Service(1_001, 1_001, 140_000_000));
    }

    /** Hostile in every cell. */
    static Reconciliation hostile() {
        List<Difference> differences = HOSTILE.stream()
                .map(text -> new Difference(
                        Standing.OTHER_CUSTOMER,
                        text,
                        Optional.of(new Sold(text, 3, text, Optional.empty())),
                        Optional.of(new Recorded(text, AS_OF, text + "!", -5, text, 3)),
                        text,
                        text))
                .toList();
        long count = differences.size();
        return new Reconciliation(
                new Destination(URI.create("https://api.dub.co"), HOSTILE.get(1)),
                AS_OF,
                HOSTILE.stream()
                        .map(text -> new ReconciledFile(text, DIGEST, 1, 0, 0))
                        .toList(),
                Map.of(
                        Standing.OTHER_CUSTOMER,
                        new Totals(count, new TreeMap<>(), 3 * count, money(HOSTILE.get(0), 5))),
                new TreeMap<>(Map.of(
                        YearMonth.of(2026, 1), new Totals(count, money("USD", 1), count, money(HOSTILE.get(1), 5)))),
                differences,
                tasks(differences),
                new Reconciliation.Settled(0, 0, 0),
                new Reconciliation.Service(count, count, 5));
    }

    static RunSummary mixedRun() {
        ControlTotals totals = new ControlTotals(Map.of(
                Outcome.RECORDED, new ControlTotals.Line(2, 0, both(12_900, 4_900)),
                Outcome.DUPLICATE, new ControlTotals.Line(1, 0, money("USD", 4_900)),
                Outcome.FILTERED, new ControlTotals.Line(1, 1, new TreeMap<>()),
                Outcome.CONFLICT, new ControlTotals.Line(1, 0, money("USD", 5_900)),
                Outcome.INVALID, new ControlTotals.Line(8, 7, money("USD", 4_900)),
                Outcome.UNATTRIBUTED, new ControlTotals.Line(1, 0, money("USD", 1_900))));
        return run(
                2,
                true,
                "dirty.csv",
                totals,
                "",
                List.of(
                        new Reason(
                                Outcome.INVALID,
                                "amount_not_a_number",
                                8,
                                5,
                                "amount \"49,00\": not a number; use digits and one decimal point"),
                        new Reason(
                                Outcome.CONFLICT,
                                "conflict_in_file",
                                1,
                                4,
                                "line 2 has the same invoice id with other content; keep the one that is right"),
                        new Reason(
                                Outcome.UNATTRIBUTED,
                                "unattributed",
                                1,
                                12,
                                "accepted but not recorded: Dub knows no customer " + HOSTILE.get(0)),
                        new Reason(Outcome.FILTERED, "zero", 1, 9, "nothing was paid")));
    }

    static RunSummary cleanRun() {
        SortedMap<String, Long> original = money("GBP", 890_872_663);
        ControlTotals totals = new ControlTotals(Map.of(
                Outcome.RECORDED, new ControlTotals.Line(18_520, 0, money("USD", 1_121_327_803), original),
                Outcome.SKIPPED, new ControlTotals.Line(8, 0, money("USD", 12_803))));
        return run(7, true, "online-retail.csv", totals, "", List.of());
    }

    static RunSummary stoppedRun() {
        ControlTotals totals = new ControlTotals(Map.of(
                Outcome.RECORDED, new ControlTotals.Line(1_000, 0, money("USD", 5_000_000)),
                Outcome.IN_DOUBT, new ControlTotals.Line(3, 0, money("USD", 15_000))));
        return run(
                8,
                false,
                "shop.csv",
                totals,
                "the service has not answered for 10 minutes.",
                List.of(new Reason(Outcome.IN_DOUBT, "no_answer", 3, 998, "no answer came")));
    }

    private static RunSummary run(
            long number, boolean completed, String name, ControlTotals totals, String stoppedBy, List<Reason> reasons) {
        return new RunSummary(
                number,
                completed,
                "/sales/" + name,
                name,
                ACME,
                totals,
                reasons,
                Path.of("/data/rejects/run-" + number + "-" + name),
                "",
                stoppedBy,
                Beyond.NOTHING,
                Duration.ofSeconds(931));
    }

    private static SortedMap<String, Long> money(String currency, long minorUnits) {
        return new TreeMap<>(Map.of(currency, minorUnits));
    }

    private static SortedMap<String, Long> both(long euros, long dollars) {
        return new TreeMap<>(Map.of("EUR", euros, "USD", dollars));
    }
}

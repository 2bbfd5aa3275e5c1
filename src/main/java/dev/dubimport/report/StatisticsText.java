package dev.dubimport.report;

import dev.dubimport.ledger.Statistics;
import dev.dubimport.ledger.Statistics.Shelf;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Outcome;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much a ledger holds, for people. */
public final class StatisticsText {
    private static final int MOST_MONTHS = 12;

    private StatisticsText() {}

    /** Some lines, each with its end. */
    public static String of(Statistics statistics) {
        StringBuilder text = new StringBuilder();
        long entries = statistics.shelves().stream()
                .mapToLong(shelf -> shelf.totals().read().count())
                .sum();
        line(text, "  size       %s on disk, %s an entry", size(statistics.bytes()), perEntry(statistics, entries));
        line(
                text,
                "  tables     version %s, since %s",
                statistics.schemaVersion(),
                statistics.schemaSince().truncatedTo(ChronoUnit.SECONDS));
        line(text, "  entries    %s", Numbers.count(entries));
        line(
                text,
                "  runs       %s, of which the job repository has forgotten %s",
                Numbers.count(statistics.runs()),
                Numbers.count(statistics.pastRuns()));
        line(text, "  rejects    %s", Numbers.count(statistics.rejects()));
        line(text, "  job rows   %s", Numbers.count(statistics.jobRecords()));
        statistics.shelves().forEach(shelf -> add(text, shelf));
        return text.toString();
    }

    private static void add(StringBuilder text, Shelf shelf) {
        line(text, "%nAt %s:", shelf.destination());
        for (Map.Entry<Outcome, ControlTotals.Line> each :
                shelf.totals().lines().entrySet()) {
            if (each.getValue().count() > 0) {
                line(
                        text,
                        "  %-12s %12s  %s",
                        each.getKey().word(),
                        Numbers.count(each.getValue().count()),
                        Numbers.amounts(each.getValue().minorUnits()));
            }
        }
        shelf.first()
                .ifPresentOrElse(
                        first -> line(
                                text,
                                "  from %s to %s",
                                first.truncatedTo(ChronoUnit.SECONDS),
                                shelf.last().orElse(first).truncatedTo(ChronoUnit.SECONDS)),
                        () -> line(text, "  no entries"));
        List<Map.Entry<YearMonth, Long>> months = List.copyOf(shelf.byMonth().entrySet());
        if (months.size() > MOST_MONTHS) {
            line(text, "  the latest %s of %s months:", MOST_MONTHS, Numbers.count(months.size()));
        }
        months.subList(Math.max(0, months.size() - MOST_MONTHS), months.size())
                .forEach(month -> line(text, "  %s      %12s", month.getKey(), Numbers.count(month.getValue())));
    }

    private static String perEntry(Statistics statistics, long entries) {
        return entries == 0 ? "nothing" : Numbers.count(statistics.bytes() / entries) + " bytes";
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

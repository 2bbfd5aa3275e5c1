package dev.dubimport.report;

import dev.dubimport.reconcile.Difference;
import dev.dubimport.reconcile.ReconciledFile;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.reconcile.Standing;
import dev.dubimport.reconcile.Totals;
import dev.dubimport.sale.Shown;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a reconciliation, for a terminal: the verdict first. */
public final class ReconciliationText {
    private static final int MOST_SHOWN = 20;

    private ReconciliationText() {}

    /** The text, each line ended by a line break. */
    public static String of(Reconciliation result) {
        StringBuilder text = new StringBuilder("\n");
        text.append(verdict(result)).append("\n\n");
        text.append("  ").append(result.destination()).append(", as of ");
        text.append(result.asOf().truncatedTo(ChronoUnit.SECONDS)).append('\n');
        result.files().forEach(file -> text.append("  ").append(file(file)).append('\n'));
        text.append('\n').append(table(result));
        if (result.settled().recorded() + result.settled().missed() > 0) {
            text.append('\n').append(settled(result.settled())).append('\n');
        }
        if (result.settled().adopted() > 0) {
            text.append("\nRecorded, and not in this ledger until now: ")
                    .append(Numbers.count(result.settled().adopted()))
                    .append("; it has them from here on, and imports skip them.\n");
        }
        long hidden = result.service().hidden();
        if (hidden != 0) {
            text.append("\nThe service counts ")
                    .append(Numbers.count(result.service().counted()))
                    .append(" sales and lists ")
                    .append(Numbers.count(result.service().listed()))
                    .append(hidden > 0 ? ": sales of links that were deleted are not listed.\n" : ".\n")
                    .append("Of what it does not list nothing can be proved: ask Dub's support for it.\n");
        }
        appendDifferences(text, result);
        return text.toString();
    }

    /** One sentence to sign. */
    public static String verdict(Reconciliation result) {
        long agreeing = result.of(Standing.AGREES).sales();
        if (result.agrees()) {
            return "AGREES: " + Numbers.count(agreeing) + (agreeing == 1 ? " sale is" : " sales are")
                    + " recorded exactly as sold, and nothing else is"
                    + (result.of(Standing.OF_ANOTHER_IMPORT).sales() == 0
                            ? "."
                            : " but "
                                    + Numbers.count(result.of(Standing.OF_ANOTHER_IMPORT)
                                            .sales()) + " that came with other files than these.");
        }
        long differences = result.countOfDifferences();
        return "DOES NOT AGREE: "
                + (result.service().hidden() == 0 ? "" : "the service counts other than it lists; ")
                + Numbers.count(differences) + (differences == 1 ? " difference" : " differences")
                + "; " + Numbers.count(agreeing) + (agreeing == 1 ? " sale is" : " sales are")
                + " recorded exactly as sold.";
    }

    private static String file(ReconciledFile file) {
        return file.name() + ": " + Numbers.rows(file.rows())
                + (file.filtered() == 0 ? "" : ", " + Numbers.count(file.filtered()) + " no sales")
                + (file.duplicates() == 0 ? "" : ", " + Numbers.count(file.duplicates()) + " repeated");
    }

    private static String settled(Reconciliation.Settled settled) {
        return "Sales that were in doubt: " + Numbers.count(settled.recorded()) + " found recorded, "
                + Numbers.count(settled.missed()) + " surely not recorded"
                + (settled.missed() == 0 ? "." : "; the next import sends those.");
    }

    /** A line for each standing and currency: side by side, five currencies would not fit a terminal. */
    private static String table(Reconciliation result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("standing", "sales", "currency", "sold", "recorded"));
        for (Standing standing : Standing.values()) {
            Totals totals = result.of(standing);
            if (totals.sales() > 0 || standing == Standing.AGREES) {
                rows.addAll(rows(standing.word(), totals));
            }
        }
        return TextTable.of(rows);
    }

    private static List<List<String>> rows(String word, Totals totals) {
        String sales = Numbers.count(totals.sales());
        Set<String> currencies = Figures.currencies(totals.sold(), totals.recorded());
        if (currencies.isEmpty()) {
            return List.of(List.of(word, sales, "", "", ""));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String currency : currencies) {
            boolean isFirst = rows.isEmpty();
            rows.add(List.of(
                    isFirst ? word : "",
                    isFirst ? sales : "",
                    currency,
                    Numbers.amount(totals.sold().getOrDefault(currency, 0L), currency),
                    Numbers.amount(totals.recorded().getOrDefault(currency, 0L), currency)));
        }
        return rows;
    }

    /** Grouped by how they stand and by what is to be done, which is said once for all that follow each other. */
    private static void appendDifferences(StringBuilder text, Reconciliation result) {
        List<Difference> shown = result.differences().stream().limit(MOST_SHOWN).toList();
        shown.stream()
                .collect(Collectors.groupingBy(Difference::standing, TreeMap::new, Collectors.toList()))
                .forEach((standing, group) -> append(text, standing, result.of(standing), group));
        long more = result.countOfDifferences() - shown.size();
        if (more > 0) {
            text.append("\n... and ")
                    .append(Numbers.count(more))
                    .append(" more (--differences FILE writes all of them)\n");
        }
    }

    private static void append(StringBuilder text, Standing standing, Totals totals, List<Difference> group) {
        text.append('\n').append(standing.word()).append(" (").append(Numbers.count(totals.sales()));
        text.append(totals.sales() == group.size() ? "" : ", " + Numbers.count(group.size()) + " of them shown here");
        text.append(")\n");
        group.stream()
                .collect(Collectors.groupingBy(Difference::next, LinkedHashMap::new, Collectors.toList()))
                .forEach((next, differences) -> {
                    differences.forEach(difference ->
                            text.append("  ").append(line(difference)).append('\n'));
                    text.append("    Next: ").append(next).append('\n');
                });
    }

    private static String line(Difference difference) {
        String id = difference.invoiceId().isEmpty() ? "" : Shown.shortened(difference.invoiceId()) + " ";
        String place = difference
                .sold()
                .map(sold -> sold.file() + ":" + sold.line() + " ")
                .orElse("");
        String there = difference
                .recorded()
                .filter(recorded -> difference.sold().isEmpty())
                .map(recorded -> Numbers.plainAmount(recorded.minorUnits(), recorded.currency()) + " "
                        + recorded.currency()
                        + (recorded.customer().isEmpty() ? "" : " for " + Shown.shortened(recorded.customer())) + " at "
                        + recorded.at()
                        + ": ")
                .orElse("");
        return place + id + there + difference.reason();
    }
}

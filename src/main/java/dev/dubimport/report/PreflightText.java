package dev.dubimport.report;

import dev.dubimport.reconcile.Preflight;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Shown;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be known before the first sale is sent, for a terminal. */
public final class PreflightText {
    private PreflightText() {}

    /**
     * The text, each line ended by a line break.
     *
     * @param isAdopted whether an import skips what is recorded already
     */
    public static String of(Preflight preflight, boolean isAdopted) {
        StringBuilder text = new StringBuilder("\nBefore the first sale is sent:\n");
        line(text, "can be attributed", preflight.attributable(), "");
        line(
                text,
                "cannot be attributed",
                preflight.unattributable(),
                preflight.unknownCustomers() == 0
                        ? ""
                        : "Dub does not know " + Numbers.count(preflight.unknownCustomers()) + " of "
                                + Numbers.count(preflight.customers()) + " customers, such as "
                                + preflight.examples().stream()
                                        .map(customer -> "\"" + Shown.shortened(customer) + "\"")
                                        .collect(Collectors.joining(", ")));
        line(
                text,
                "recorded already",
                preflight.recordedAlready(),
                preflight.recordedAlready().count() == 0
                        ? ""
                        : "by another integration or machine; "
                                + (isAdopted
                                        ? "the ledger has them now, and they are skipped"
                                        : "an import with --preflight skips them, one without does not"));
        line(text, "in the ledger", preflight.inLedger(), "");
        if (preflight.settled() > 0) {
            text.append("  ")
                    .append(Numbers.count(preflight.settled()))
                    .append(
                            preflight.settled() == 1
                                    ? " sale that was in doubt is found recorded.\n"
                                    : " sales that were in doubt are found recorded.\n");
        }
        if (preflight.hidden() != 0) {
            text.append("  The service counts other than it lists (by ")
                    .append(Numbers.count(Math.abs(preflight.hidden())))
                    .append(
                            "), as it does once links were deleted: a sale in doubt that it does not list may be recorded.\n");
        }
        text.append("  The key may read customers and sales. Its limits show only once they are reached.\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, ControlTotals.Line line, String remark) {
        String amounts = line.count() == 0 ? "" : ", " + Numbers.amounts(line.minorUnits());
        text.append(String.format(Locale.ROOT, "  %-21s %10s%s\n", name, Numbers.count(line.count()), amounts));
        if (!remark.isEmpty()) {
            text.append("      ").append(remark).append('\n');
        }
    }
}

package dev.dubimport.alert;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An alert for people, in a few lines. */
final class AlertText {
    private AlertText() {}

    static String of(Alert alert) {
        StringBuilder text = new StringBuilder(subject(alert)).append('\n').append(alert.what());
        if (alert.totals().read().count() > 0) {
            text.append('\n').append(outcomes(alert.totals()));
        }
        alert.folder().ifPresent(folder -> text.append("\nIn ").append(folder));
        return text.append("\nNext: ").append(alert.next()).toString();
    }

    /** The first line by itself. */
    static String subject(Alert alert) {
        return "dub-import"
                + alert.where().map(where -> " to " + where.workspace()).orElse("") + ": "
                + alert.kind().heading()
                + alert.file().map(file -> ": " + file).orElse("")
                + (alert.runs().size() == 1 ? " (run " + alert.runs().get(0) + ")" : "");
    }

    private static String outcomes(ControlTotals totals) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> totals.of(outcome).count() > 0)
                .map(outcome -> outcome.word() + " " + line(totals.of(outcome)))
                .collect(Collectors.joining("; "));
    }

    private static String line(ControlTotals.Line line) {
        String count = String.format(Locale.ROOT, "%,d", line.count());
        return line.minorUnits().isEmpty()
                ? count
                : line.minorUnits().entrySet().stream()
                        .map(AlertText::amount)
                        .collect(Collectors.joining(" + ", count + " (", ")"));
    }

    /** Of a currency that nobody knows, the minor units as they are. */
    private static String amount(Map.Entry<String, Long> sum) {
        BigDecimal amount = Money.parse(0, sum.getKey())
                .map(none -> Money.majorUnits(sum.getValue(), none.currency()))
                .orElseGet(() -> BigDecimal.valueOf(sum.getValue()));
        return String.format(Locale.ROOT, "%,." + amount.scale() + "f %s", amount, sum.getKey());
    }
}

package dev.dubimport.report;

import dev.dubimport.reconcile.Difference;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.reconcile.Recorded;
import dev.dubimport.reconcile.Sold;
import dev.dubimport.report.Sheet.DifferenceRow;
import dev.dubimport.report.Sheet.Differences;
import dev.dubimport.sale.Money;
import java.util.Optional;

/** The differences of a reconciliation, as its page shows them. */
final class DifferenceRows {
    private DifferenceRows() {}

    static Differences of(Reconciliation reconciliation) {
        long all = reconciliation.countOfDifferences();
        int here = reconciliation.differences().size();
        String note = all == here
                ? ""
                : "The first " + Numbers.count(here) + " of " + Numbers.count(all) + " are here, "
                        + Numbers.count(all - here) + " more are not; the CSV of the reconciliation has them all.";
        return new Differences(
                Figures.counted(here, "sale", "sales") + " about which the books disagree",
                note,
                reconciliation.differences().stream().map(DifferenceRows::row).toList());
    }

    private static DifferenceRow row(Difference difference) {
        Optional<Sold> sold = difference.sold();
        Optional<Money> amount = sold.flatMap(Sold::amount);
        Optional<Recorded> recorded = difference.recorded();
        String soldTo = sold.map(Sold::customer).orElse("");
        String recordedFor = recorded.map(Recorded::customer).orElse("");
        return new DifferenceRow(
                difference.standing().word(),
                Figures.text(difference.invoiceId()),
                sold.map(Sold::file).map(Figures::text).orElse(""),
                sold.map(each -> Long.toString(each.line())).orElse(""),
                recorded.map(Recorded::eventId).map(Figures::text).orElse(""),
                amount.map(money -> Figures.money(
                                money.minorUnits(), money.currency().getCurrencyCode()))
                        .orElse(""),
                amount.map(money -> money.minorUnits() + " " + money.currency().getCurrencyCode())
                        .orElse(""),
                recorded.map(each -> Figures.money(each.minorUnits(), each.currency()))
                        .orElse(""),
                recorded.map(each -> each.minorUnits() + " " + Figures.text(each.currency()))
                        .orElse(""),
                recorded.map(DifferenceRows::whenRecorded).orElse(""),
                Figures.text(soldTo.isEmpty() ? recordedFor : soldTo),
                soldTo.isEmpty() || recordedFor.isEmpty() || soldTo.equals(recordedFor)
                        ? ""
                        : Figures.text(recordedFor),
                Figures.text(difference.reason()),
                Figures.text(difference.next()));
    }

    private static String whenRecorded(Recorded recorded) {
        return (recorded.times() > 1 ? Numbers.count(recorded.times()) + " times, first " : "")
                + Figures.day(recorded.at());
    }
}

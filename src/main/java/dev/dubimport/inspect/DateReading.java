package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.DateFormat;
import dev.dubimport.sale.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the dates of a column are to be read: only one that can be read in one way decides between day and month first. */
final class DateReading {
    static final String ORDER = "date.order";

    private final ColumnProfile column;
    private final ColumnProfile.Dates dates;

    DateReading(ColumnProfile column) {
        this.column = column;
        this.dates = column.dates();
    }

    /** Whether the order matters at all. */
    boolean isOrderOpen() {
        return !dates.onlyDayFirst().isNone()
                || !dates.onlyMonthFirst().isNone()
                || !dates.eitherWay().isNone();
    }

    /** Writes the order into a proposal where it matters, or leaves it open. */
    void propose(Proposal proposal) {
        if (!dates.onlyDayFirst().isNone() && !dates.onlyMonthFirst().isNone()) {
            proposal.leaveOpen(new Undecided(
                    ORDER,
                    "some dates can be read with the day first only (" + first(dates.onlyDayFirst())
                            + "), others with the month first only (" + first(dates.onlyMonthFirst()) + ")",
                    List.of(
                            new Choice("day-first", cells(dates.onlyMonthFirst()) + " then cannot be read"),
                            new Choice("month-first", cells(dates.onlyDayFirst()) + " then cannot be read")),
                    "Two ways of writing in one column: export the file again, or split it."));
        } else if (!dates.onlyDayFirst().isNone()) {
            proposal.add(ORDER, "day-first", Confidence.CERTAIN, first(dates.onlyDayFirst()) + " is no other day");
        } else if (!dates.onlyMonthFirst().isNone()) {
            proposal.add(ORDER, "month-first", Confidence.CERTAIN, first(dates.onlyMonthFirst()) + " is no other day");
        } else if (!dates.eitherWay().isNone()) {
            openOrder(proposal);
        }
    }

    private void openOrder(Proposal proposal) {
        String text = dates.eitherWay().first().text();
        proposal.leaveOpen(new Undecided(
                ORDER,
                "each date in \"" + Shown.shortened(column.name()) + "\" can be read in two ways, such as "
                        + first(dates.eitherWay()),
                List.of(
                        new Choice("day-first", "it is " + day(text, DateFormat.Order.DAY_FIRST)),
                        new Choice("month-first", "it is " + day(text, DateFormat.Order.MONTH_FIRST))),
                "Look up a sale of which you know the day."));
    }

    private static String day(String text, DateFormat.Order order) {
        return format(order)
                .read(text)
                .date()
                .map(date -> date.day().toString())
                .orElse("no date");
    }

    private static String cells(ColumnProfile.Tally tally) {
        return String.format(Locale.ROOT, "%,d", tally.count()) + (tally.count() == 1 ? " date" : " dates");
    }

    private static String first(ColumnProfile.Tally tally) {
        return "\"" + Shown.shortened(tally.first().text(), 30) + "\" on line "
                + tally.first().line();
    }

    private static DateFormat format(DateFormat.Order order) {
        return new DateFormat(order, Optional.empty());
    }
}

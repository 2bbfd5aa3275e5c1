package dev.dubimport.report;

import dev.dubimport.reconcile.Totals;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two columns a month: what was sold, and what is recorded of it. Across they are measured in percent and upwards in pixels, so
 * that the chart is as wide as its page and its letters keep their size.
 */
record MonthsChart(String summary, int height, List<Line> lines, List<Bar> bars, List<Gap> gaps, List<Label> labels) {
    private static final int TOP = 24;
    private static final int PLOT = 190;
    private static final int BOTTOM = TOP + PLOT;
    /** Months between which none is left out; longer spans are those of a mistaken date. */
    private static final long MOST_MONTHS_IN_A_ROW = 120;
    /** So many labels stand beside each other. */
    private static final int MOST_LABELS = 13;

    record Line(int y, int labelY, String label) {}

    record Bar(String series, String x, String width, int y, int height) {}

    record Gap(String x, int y) {}

    /** A month below its columns; a minor one is left out where there is no room; the year stands where a new one begins. */
    record Label(String x, int y, String month, int yearY, String year, boolean minor) {}

    boolean hasGaps() {
        return !gaps.isEmpty();
    }

    static MonthsChart of(SortedMap<YearMonth, Totals> months) {
        SortedMap<YearMonth, Totals> row = inARow(months);
        long most = row.values().stream()
                .mapToLong(month -> Math.max(month.sales(), month.events()))
                .max()
                .orElse(0);
        long step = step(most);
        long top = Math.max(step, (most + step - 1) / step * step);
        return new MonthsChart(
                summary(months),
                BOTTOM + 40,
                lines(top, step),
                bars(List.copyOf(row.values()), top),
                gaps(List.copyOf(row.values()), top),
                labels(List.copyOf(row.keySet())));
    }

    private static SortedMap<YearMonth, Totals> inARow(SortedMap<YearMonth, Totals> months) {
        SortedMap<YearMonth, Totals> row = new TreeMap<>(months);
        YearMonth first = months.firstKey();
        long span = first.until(months.lastKey(), ChronoUnit.MONTHS);
        if (span < MOST_MONTHS_IN_A_ROW) {
            for (long i = 0; i < span; i++) {
                row.putIfAbsent(first.plusMonths(i), Totals.ZERO);
            }
        }
        return row;
    }

    /** 1, 2 or 5 with noughts, so that at most five steps reach the highest column. */
    private static long step(long most) {
        long unit = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (most <= unit * factor * 5) {
                    return unit * factor;
                }
            }
            unit = unit * 10;
        }
    }

    private static String summary(SortedMap<YearMonth, Totals> months) {
        long sold = months.values().stream().mapToLong(Totals::sales).sum();
        long recorded = months.values().stream().mapToLong(Totals::events).sum();
        return "Columns for " + Figures.counted(months.size(), "month", "months") + ": " + Numbers.count(sold)
                + " sold, " + Numbers.count(recorded) + " recorded. The table below has the figures.";
    }

    private static List<Line> lines(long top, long step) {
        List<Line> lines = new ArrayList<>();
        for (long value = 0; value <= top; value += step) {
            int y = y(value, top);
            lines.add(new Line(y, y + 4, Numbers.count(value)));
        }
        return lines;
    }

    private static List<Bar> bars(List<Totals> months, long top) {
        double slot = 100.0 / months.size();
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            Totals month = months.get(i);
            bars.add(bar("sold", slot * (i + 0.12), slot, month.sales(), top));
            bars.add(bar("recorded", slot * (i + 0.51), slot, month.events(), top));
        }
        return bars;
    }

    private static Bar bar(String series, double x, double slot, long value, long top) {
        int y = y(value, top);
        return new Bar(series, percent(x), percent(slot * 0.37), y, BOTTOM - y);
    }

    private static List<Gap> gaps(List<Totals> months, long top) {
        double slot = 100.0 / months.size();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            Totals month = months.get(i);
            if (month.sales() != month.events()) {
                gaps.add(new Gap(percent(slot * (i + 0.5)), y(Math.max(month.sales(), month.events()), top) - 6));
            }
        }
        return gaps;
    }

    private static List<Label> labels(List<YearMonth> months) {
        double slot = 100.0 / months.size();
        int every = (months.size() + MOST_LABELS - 1) / MOST_LABELS;
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < months.size(); i += every) {
            YearMonth month = months.get(i);
            labels.add(new Label(
                    percent(slot * (i + 0.5)),
                    BOTTOM + 18,
                    month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                    BOTTOM + 34,
                    beginsAYear(months, i, every) ? Integer.toString(month.getYear()) : "",
                    months.size() > MOST_LABELS / 2 && i / every % 2 == 1));
        }
        return labels;
    }

    /** The year of the first label gives way to one that begins right after it. */
    private static boolean beginsAYear(List<YearMonth> months, int i, int every) {
        if (i > 0) {
            return months.get(i).getYear() != months.get(i - every).getYear();
        }
        int soon = Math.min(2 * every, months.size() - 1) / every * every;
        return months.get(soon).getYear() == months.get(0).getYear() || months.size() == soon + 1;
    }

    private static int y(long value, long top) {
        return BOTTOM - (int) Math.round((double) value / top * PLOT);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }
}

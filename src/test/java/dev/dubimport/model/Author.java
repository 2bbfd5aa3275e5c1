package dev.dubimport.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes histories: one for each seed, always the same. */
final class Author {
    private static final List<Point> POINTS = List.of(Point.values());
    private static final List<String> CURRENCIES = List.of("usd", "usd", "usd", "eur", "jpy");

    private final Random die;
    private final long seed;
    private int invoices;

    private Author(long seed) {
        this.seed = seed;
        this.die = new Random(seed * 0x9E3779B97F4A7C15L + 17);
    }

    static History history(long seed) {
        return new Author(seed).write();
    }

    private History write() {
        double theme = die.nextDouble();
        return theme < 0.02
                ? atTheEndOfTheWindow()
                : theme < 0.13 ? underAClockThatJumps() : theme < 0.18 ? withUnsentSales() : ofAnyKind();
    }

    private History ofAnyKind() {
        Scene scene = new Scene(
                faults(), between(1, 5), between(1, 9), between(1, 5), chance(0.2) ? between(5, 60) : 100_000);
        // Either the service may forget, and the clock is never set back by much; or it never comes to that, and the
        // clock does
        // as it likes.
        boolean mayForget = chance(0.4);
        List<Life> lives = new ArrayList<>();
        List<RowPlan> rows = rows(between(1, 14));
        Duration left = mayForget ? Duration.ofDays(400) : Duration.ofDays(6);
        for (int life = between(1, 5); life > 0; life--) {
            Duration pause = pause();
            pause = pause.compareTo(left) < 0 ? pause : Duration.ofSeconds(between(0, 90));
            left = left.minus(pause);
            lives.add(new Life(rows, rate(), faultRate(), ending(), pause, clockStep(mayForget), stepAt()));
            rows = chance(0.15) ? edited(rows) : rows;
        }
        lives.add(Life.untroubled(rows));
        return new History(seed, scene, lives);
    }

    /** Many sales in doubt are resent so slowly that the service may forget them while that goes on. */
    private History atTheEndOfTheWindow() {
        // An error and then a refusal leave a sale in doubt at once, and open no circuit.
        Set<Fault> faults = EnumSet.of(Fault.ERROR_500, Fault.LINK_GONE_404);
        Scene scene = new Scene(faults, 5, 100, between(1, 3), 100_000);
        List<RowPlan> rows = rows(between(50, 80));
        Life doubtful = new Life(
                rows,
                Life.UNLIMITED,
                0.97,
                Ending.NONE,
                Duration.ofDays(7).minusMinutes(between(60, 75)),
                Duration.ZERO,
                Duration.ZERO);
        Life slow = new Life(
                rows, "3/min", 0.3, Ending.NONE, Duration.ofMinutes(between(0, 60)), Duration.ZERO, Duration.ZERO);
        return new History(seed, scene, List.of(doubtful, slow, Life.untroubled(rows)));
    }

    /** The key is revoked while sales are claimed and not yet sent, and the process ends as it takes the claims back. */
    private History withUnsentSales() {
        Set<Fault> faults = EnumSet.of(Fault.REVOKED_401, Fault.ERROR_500, Fault.RESET_AFTER);
        Scene scene = new Scene(faults, between(1, 2), 9, between(3, 5), 100_000);
        List<RowPlan> rows = rows(between(5, 14));
        Ending.Kind kind = chance(0.7) ? Ending.Kind.KILL : Ending.Kind.LEDGER_FAILS;
        Point point = chance(0.5) ? Point.BEFORE_RELEASE : Point.AFTER_RELEASE;
        Ending ending = new Ending(kind, point, 1, Duration.ZERO);
        Life troubled = new Life(rows, Life.UNLIMITED, 0.6, ending, pause(), Duration.ZERO, Duration.ZERO);
        return new History(seed, scene, List.of(troubled, troubled, Life.untroubled(rows)));
    }

    /** Process follows process within seconds, and hours pass on the clock between them. */
    private History underAClockThatJumps() {
        Set<Fault> faults = EnumSet.of(Fault.LATE, Fault.RESET_DURING, Fault.ERROR_500, Fault.BAD_GATEWAY_502);
        Scene scene = new Scene(faults, between(1, 4), between(3, 9), between(1, 3), 100_000);
        List<RowPlan> rows = rows(between(1, 5));
        List<Life> lives = new ArrayList<>();
        for (int life = 0; life < 4; life++) {
            Ending.Kind kind = chance(0.7) ? Ending.Kind.STOP : Ending.Kind.KILL;
            Ending ending = new Ending(kind, Point.ANY_TIME, 0, Duration.ofMillis(between(0, 70_000)));
            lives.add(new Life(
                    rows,
                    Life.UNLIMITED,
                    0.8,
                    ending,
                    Duration.ofMillis(between(0, 2_000)),
                    Duration.ofMinutes(between(-600, 600)),
                    Duration.ofMillis(between(0, 90_000))));
        }
        lives.add(Life.untroubled(rows));
        return new History(seed, scene, lives);
    }

    private Set<Fault> faults() {
        return chance(0.7) ? EnumSet.allOf(Fault.class) : EnumSet.of(Fault.ALL.get(die.nextInt(Fault.ALL.size())));
    }

    private String rate() {
        return chance(0.6) ? "unlimited" : chance(0.5) ? "1200/min" : "60/min";
    }

    private double faultRate() {
        return List.of(0.0, 0.05, 0.2, 0.2, 0.5, 0.9).get(die.nextInt(6));
    }

    private List<RowPlan> rows(int count) {
        List<RowPlan> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(rows));
        }
        return rows;
    }

    private RowPlan row(List<RowPlan> before) {
        if (!before.isEmpty() && chance(0.1)) {
            RowPlan earlier = before.get(die.nextInt(before.size()));
            return chance(0.5) ? earlier : withAmount(earlier);
        }
        invoices++;
        String customer = chance(0.08) ? RowPlan.GUEST : chance(0.05) ? RowPlan.GONE : "cus";
        String amount = chance(0.06) ? "12.5O" : chance(0.04) ? "0" : Integer.toString(between(1, 99_999));
        return new RowPlan(
                "INV-" + invoices, customer + "-" + invoices, amount, CURRENCIES.get(die.nextInt(CURRENCIES.size())));
    }

    private RowPlan withAmount(RowPlan row) {
        return new RowPlan(row.invoiceId(), row.customer(), Integer.toString(between(1, 99_999)), row.currency());
    }

    private List<RowPlan> edited(List<RowPlan> rows) {
        List<RowPlan> edited = new ArrayList<>(rows);
        switch (die.nextInt(3)) {
            case 0 -> edited.add(row(rows));
            case 1 -> edited.set(die.nextInt(rows.size()), withAmount(rows.get(die.nextInt(rows.size()))));
            default -> edited.remove(die.nextInt(rows.size()));
        }
        return edited.isEmpty() ? rows : edited;
    }

    private Ending ending() {
        double roll = die.nextDouble();
        Ending.Kind kind = roll < 0.15
                ? Ending.Kind.NONE
                : roll < 0.65 ? Ending.Kind.KILL : roll < 0.85 ? Ending.Kind.STOP : Ending.Kind.LEDGER_FAILS;
        Point point = POINTS.get(die.nextInt(POINTS.size()));
        while (kind == Ending.Kind.LEDGER_FAILS && !point.isOfLedger()) {
            point = POINTS.get(die.nextInt(POINTS.size()));
        }
        int nth = point == Point.BEFORE_END || point == Point.AFTER_END ? 1 : between(1, chance(0.5) ? 2 : 8);
        Duration at = Duration.ofMillis(chance(0.5) ? between(0, 3_000) : between(0, 120_000));
        return kind == Ending.Kind.NONE ? Ending.NONE : new Ending(kind, point, nth, at);
    }

    private Duration pause() {
        return switch (die.nextInt(8)) {
            case 0, 1 -> Duration.ZERO;
            case 2 -> Duration.ofMillis(between(1, 40_000));
            case 3 -> Duration.ofMinutes(between(1, 90));
            case 4 -> Duration.ofHours(between(1, 30));
            case 5 -> Duration.ofHours(between(24, 70));
            // About the end of the window.
            case 6 -> Duration.ofMinutes(between(7 * 24 * 60 - 90, 7 * 24 * 60 + 30));
            default -> Duration.ofDays(between(7, 10));
        };
    }

    private Duration clockStep(boolean mayForget) {
        if (!chance(0.15)) {
            return Duration.ZERO;
        }
        if (mayForget) {
            return chance(0.5) ? Duration.ofHours(between(0, 400)) : Duration.ofMinutes(-between(0, 8));
        }
        return Duration.ofMinutes(between(-20_000, 20_000));
    }

    private Duration stepAt() {
        return Duration.ofMillis(chance(0.7) ? between(0, 30_000) : between(0, 3_600_000));
    }

    private boolean chance(double of) {
        return die.nextDouble() < of;
    }

    private int between(int least, int most) {
        return least + die.nextInt(most - least + 1);
    }
}

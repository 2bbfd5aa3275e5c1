package dev.dubimport.model;

import java.time.Duration;
import java.util.List;

/**
 * One process: what it is given, what befalls it, and what happens before the next one.
 *
 * @param rows the file as this process finds it
 * @param rate how fast it may send, as a person gives it
 * @param faultRate how many of its calls go wrong, from 0 to 1
 * @param pauseAfter true time until the next process
 * @param clockStep how far the machine's clock is set forward, back if negative
 * @param stepAt when that happens, counted from the beginning of the process: while it runs, or after its end
 */
record Life(
        List<RowPlan> rows,
        String rate,
        double faultRate,
        Ending ending,
        Duration pauseAfter,
        Duration clockStep,
        Duration stepAt) {
    static final String UNLIMITED = "unlimited";

    Life {
        rows = List.copyOf(rows);
    }

    /** A process that meets no trouble. */
    static Life untroubled(List<RowPlan> rows) {
        return new Life(rows, UNLIMITED, 0, Ending.NONE, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    Life withRows(List<RowPlan> other) {
        return new Life(other, rate, faultRate, ending, pauseAfter, clockStep, stepAt);
    }
}

package dev.dubimport.torture;

import java.time.Duration;

/** How much is to be broken in so many minutes, and how long each lane may take. */
record Goals(int minutes) {
    private static final int KILLS = 200;
    private static final int SALES_OF_TWO_PROCESSES = 20_000;
    private static final int HISTORIES = 10_000;

    long kills() {
        return inProportion(KILLS);
    }

    long salesOfTwoProcesses() {
        return inProportion(SALES_OF_TWO_PROCESSES);
    }

    long histories() {
        return inProportion(HISTORIES);
    }

    /** No round begins after that; a slow machine gets half as long again. */
    Duration longestLane(double share) {
        return Duration.ofSeconds(Math.round(minutes * 60 * share * 1.5));
    }

    private long inProportion(long whole) {
        return Math.max(1, whole * minutes / Options.DEFAULT_MINUTES);
    }
}

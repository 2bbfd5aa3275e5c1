package dev.dubimport.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast rows get their outcomes, over the last half minute: a mean over all would hide that a run stands still. */
final class Pace {
    private static final int MOST_LOOKS = 30;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long rows) {}

    /** The rows a second up to now; 0 at the first look. */
    double at(long nanos, long rows) {
        looks.addLast(new Look(nanos, rows));
        if (looks.size() > MOST_LOOKS) {
            looks.removeFirst();
        }
        Look first = looks.getFirst();
        return nanos == first.nanos() ? 0 : (rows - first.rows()) / ((nanos - first.nanos()) / NANOS_PER_SECOND);
    }
}

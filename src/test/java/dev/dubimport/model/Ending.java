package dev.dubimport.model;

import java.time.Duration;

/**
 * What is to happen to a process.
 *
 * @param nth at which visit to the point, from 1
 * @param at after so much of its life, where the point is any time
 */
record Ending(Kind kind, Point point, int nth, Duration at) {
    static final Ending NONE = new Ending(Kind.NONE, Point.ANY_TIME, 0, Duration.ZERO);

    enum Kind {
        NONE,
        /** Dies, as by {@code kill -9}: memory is gone, and nothing more is done. */
        KILL,
        /** Is told to stop, as by Ctrl-C. */
        STOP,
        /** A commit fails, be it before or after it took effect, and the process lives on to see it. */
        LEDGER_FAILS
    }

    @Override
    public String toString() {
        return kind == Kind.NONE
                ? "none"
                : kind + " " + point + (point == Point.ANY_TIME ? " after " + at : " visit " + nth);
    }
}

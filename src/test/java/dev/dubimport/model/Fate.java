package dev.dubimport.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What befalls one process: it visits points, and at one of them its ending comes. */
final class Fate {
    private final Ending ending;
    private final Map<Point, Integer> visits = new EnumMap<>(Point.class);
    private Runnable stop = () -> {};
    private boolean dead;
    private @Nullable Point met;

    Fate(Ending ending) {
        this.ending = ending;
    }

    /** What a stop asks of the process. */
    void stopsBy(Runnable stop) {
        this.stop = stop;
    }

    boolean isDead() {
        return dead;
    }

    /** Where the ending came, if it did. */
    Optional<Point> met() {
        return Optional.ofNullable(met);
    }

    boolean ledgerFailed() {
        return met != null && ending.kind() == Ending.Kind.LEDGER_FAILS;
    }

    /** The dead do nothing. */
    void ensureAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    /** For points at which no commit can fail. */
    void visit(Point point) {
        if (arrive(point)) {
            strike(point);
        }
        ensureAlive();
    }

    /** For a point that lasts: the ending comes within so long. */
    void visitFor(Point point, long nanos, Timeline time) {
        if (arrive(point)) {
            time.at(time.nanos() + (long) (nanos * time.chance()), () -> strike(point));
        }
    }

    /** For points at which a commit can fail. */
    void visitCommit(Point point) throws LedgerDown {
        if (!arrive(point)) {
            return;
        }
        if (ending.kind() == Ending.Kind.LEDGER_FAILS) {
            met = point;
            throw new LedgerDown();
        }
        strike(point);
        ensureAlive();
    }

    /** The moment has come for an ending that waits for a time. */
    void timeIsUp() {
        if (ending.point() == Point.ANY_TIME && met == null) {
            strike(Point.ANY_TIME);
        }
    }

    private boolean arrive(Point point) {
        ensureAlive();
        int visit = visits.merge(point, 1, Integer::sum);
        return met == null && ending.point() == point && visit == ending.nth();
    }

    private void strike(Point point) {
        met = point;
        switch (ending.kind()) {
            case NONE, LEDGER_FAILS -> met = null;
            case KILL -> dead = true;
            case STOP -> stop.run();
        }
    }
}

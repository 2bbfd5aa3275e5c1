package dev.dubimport.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/**
 * Nights that pass in moments: a pause is no wait, but a step to where it ends, and what the world does until then happens in
 * between. Work takes the time that it takes.
 */
final class SimulatedTime extends Clock {
    private final Instant begin;
    private final long beginNanos = System.nanoTime();
    private final PriorityQueue<Planned> world = new PriorityQueue<>();
    private Duration paused = Duration.ZERO;
    private Duration wrongBy = Duration.ZERO;

    private record Planned(Instant at, int number, Runnable action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Integer.compare(number, other.number);
        }
    }

    SimulatedTime(Instant begin) {
        this.begin = begin;
    }

    /** Has something happen at that time, whatever the clock shows then. */
    void at(Instant time, Runnable action) {
        world.add(new Planned(time, world.size(), action));
    }

    /** Sets the clock by so much beside the time. */
    void setWrongBy(Duration error) {
        wrongBy = error;
    }

    void pause(Duration length) {
        Duration until = paused.plus(length);
        Instant end = time().plus(length);
        while (!world.isEmpty() && !world.element().at().isAfter(end)) {
            Planned next = world.remove();
            Duration untilThen = Duration.between(time(), next.at());
            paused = untilThen.isNegative() ? paused : paused.plus(untilThen);
            next.action().run();
        }
        paused = paused.compareTo(until) < 0 ? until : paused;
    }

    /** How time passes, whatever the clock is set to. */
    long nanos() {
        return System.nanoTime() + paused.toNanos();
    }

    private Instant time() {
        return begin.plus(paused).plusNanos(System.nanoTime() - beginNanos);
    }

    @Override
    public Instant instant() {
        return time().plus(wrongBy);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks");
    }
}

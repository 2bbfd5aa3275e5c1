package dev.dubimport.alert;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** All who are told. To raise an alert takes no time and never fails; to close waits for the deliveries, within bounds. */
public final class Alerts implements AutoCloseable {
    /** As long as whoever started the import may have to wait for its exit code. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final Set<Alert.Kind> wanted;
    private final List<Lane> lanes;
    private final Duration closeWithin;

    private Alerts(Set<Alert.Kind> wanted, List<Lane> lanes, Duration closeWithin) {
        this.wanted = wanted;
        this.lanes = lanes;
        this.closeWithin = closeWithin;
    }

    /**
     * Alerts of these kinds to these hooks.
     *
     * @param troubles hears, in a line each and on any thread, what could not be delivered
     */
    public static Alerts of(Set<Alert.Kind> wanted, List<Hook> hooks, Consumer<String> troubles) {
        return of(wanted, hooks, Lane.Patience.DEFAULT, CLOSE_WITHIN, troubles);
    }

    static Alerts of(
            Set<Alert.Kind> wanted,
            List<Hook> hooks,
            Lane.Patience patience,
            Duration closeWithin,
            Consumer<String> troubles) {
        return new Alerts(
                Set.copyOf(wanted),
                hooks.stream().map(hook -> new Lane(hook, patience, troubles)).toList(),
                closeWithin);
    }

    /** Has it delivered in the background, where its kind is wanted. */
    public void raise(Alert alert) {
        if (wanted.contains(alert.kind())) {
            lanes.forEach(lane -> lane.take(alert));
        }
    }

    /** Waits for the deliveries, up to half a minute; what is not delivered by then is said. */
    @Override
    public void close() {
        lanes.forEach(Lane::shut);
        long deadline = System.nanoTime() + closeWithin.toNanos();
        lanes.forEach(lane -> lane.end(deadline));
    }
}

package dev.dubimport.sandbox;

import java.util.Optional;
import java.util.SplittableRandom;

/** Deals out the faults, a draw a call. Thread-safe. */
final class FaultDraw {
    private final Faults faults;
    private final SplittableRandom random;
    private Optional<Fault> lasting = Optional.empty();
    private int callsLeft;

    FaultDraw(Faults faults) {
        this.faults = faults;
        this.random = new SplittableRandom(faults.seed());
    }

    /** What the next call meets. */
    synchronized Optional<Fault> next() {
        // Drawn inside a burst too, so that a burst does not shift the faults of the calls after it.
        Optional<Fault> drawn = draw();
        if (callsLeft == 0) {
            lasting = drawn;
            callsLeft = drawn.map(Fault::callsInARow).orElse(1);
        }
        callsLeft--;
        return lasting;
    }

    private Optional<Fault> draw() {
        if (faults.kinds().isEmpty()) {
            return Optional.empty();
        }
        boolean hit = random.nextDouble() < faults.share();
        Fault kind = faults.kinds().get(random.nextInt(faults.kinds().size()));
        return hit ? Optional.of(kind) : Optional.empty();
    }
}

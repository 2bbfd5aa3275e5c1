package dev.dubimport.cli;

import dev.dubimport.dub.Watch;
import dev.dubimport.job.Progress;
import dev.dubimport.metrics.Metrics;
import dev.dubimport.sale.ControlTotals;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** What imports tell whoever measures them, if anybody does. */
record Meter(Optional<Metrics> metrics) {
    static final Meter NONE = new Meter(Optional.empty());

    Watch watch() {
        return metrics.map(Metrics::watch).orElse(Watch.NONE);
    }

    /** Also hears the progress of a run that is about to begin. */
    Progress counting(Progress next) {
        if (metrics.isEmpty()) {
            return next;
        }
        Consumer<ControlTotals> counting = metrics.get().counting();
        return totals -> {
            counting.accept(totals);
            next.update(totals);
        };
    }

    /** Looks into the books of the destination, whose ledger is open. */
    void look(Target target) {
        metrics.ifPresent(measured -> measured.inDoubt(
                target.store().ledger().books(target.destination()).countInDoubt()));
    }

    void ended(int exitCode, ControlTotals totals, Instant at) {
        metrics.ifPresent(measured -> measured.ended(exitCode, totals, at));
    }
}

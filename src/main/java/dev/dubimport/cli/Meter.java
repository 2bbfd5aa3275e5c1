package dev.dubimport.cli;

import dev.dubimport.dub.Watch;
import dev.dubimport.job.Progress;
import dev.dubimport.ledger.Run;
import dev.dubimport.metrics.Metrics;
import dev.dubimport.sale.ControlTotals;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What imports tell whoever measures them, if anybody does. */
record Meter(Optional<Metrics> metrics) {
    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);
    static final Meter NONE = new Meter(Optional.empty());

    Watch watch() {
        return metrics.map(Metrics::watch).orElse(Watch.NONE);
    }

    /** Also hears the progress of a run that is about to begin. */
    Progress counting(Progress next) {
        if (metrics.isEmpty()) {
            return next;
        }
        return new Counted(metrics.get().counting(), next);
    }

    private record Counted(Consumer<ControlTotals> counting, Progress next) implements Progress {
        @Override
        public void begun(Run run) {
            next.begun(run);
        }

        @Override
        public void update(ControlTotals totals) {
            counting.accept(totals);
            next.update(totals);
        }
    }

    /** Looks into the books of the destination, whose ledger is open; what is measured stops nothing that is done. */
    void look(Target target) {
        try {
            metrics.ifPresent(measured -> measured.inDoubt(
                    target.store().ledger().books(target.destination()).countInDoubt()));
        } catch (RuntimeException e) {
            LOG.debug("what is in doubt cannot be counted", e);
        }
    }

    void ended(int exitCode, ControlTotals totals, Instant at) {
        metrics.ifPresent(measured -> measured.ended(exitCode, totals, at));
    }
}

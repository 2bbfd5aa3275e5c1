package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Readback;
import dev.dubimport.ledger.Ledger;
import dev.dubimport.reconcile.Preflight;
import dev.dubimport.reconcile.Scout;
import java.util.Map;

/** The look at the service before the first sale is sent. */
final class LookAhead {
    private LookAhead() {}

    /**
     * Looks; an interruption ends it, and the next time it goes on with the customers that were not asked about.
     *
     * @param rate the pace of questions about customers
     * @param adopt see {@link Scout#look}
     */
    static Preflight look(
            Map<SalesFile, Survey> files,
            Target target,
            ReadOptions reading,
            Rate rate,
            boolean adopt,
            Interruption interruption,
            Surroundings surroundings) {
        try (Readback service = reading.readback(target, rate, surroundings);
                ReadingDisplay display = ReadingDisplay.of(surroundings, interruption)) {
            interruption.stopsReading(service::stop);
            Ledger ledger = target.store().ledger();
            Scout scout = new Scout(
                    ledger.books(target.destination()),
                    ledger.customers(target.destination()),
                    service,
                    target.folder(),
                    surroundings.clock(),
                    display);
            return scout.look(files, adopt);
        }
    }
}

package dev.dubimport.cli;

import dev.dubimport.dub.Rate;
import dev.dubimport.dub.ReadSettings;
import dev.dubimport.dub.Readback;
import dev.dubimport.reconcile.Reconciler;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the service's books are read back. */
final class ReadOptions {
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    @Option(
            names = "--read-rate",
            paramLabel = "RATE",
            defaultValue = "4/s",
            description = "Calls that the API key allows for reading back what was recorded, a thousand sales each: by"
                    + " plan, business 4/s, advanced 8/s, enterprise 16/s (default: ${DEFAULT-VALUE}).")
    private Rate rate = Rate.parse("4/s");

    /**
     * A reading, not yet begun.
     *
     * @param callsRate for questions about single customers, which count with all other calls
     */
    Readback readback(Target target, Rate callsRate, Surroundings surroundings) {
        return new Readback(
                new ReadSettings(
                        target.baseUrl(),
                        target.key(),
                        rate,
                        callsRate,
                        surroundings.patience().answerWithin(),
                        surroundings.patience().retries(),
                        GIVE_UP_AFTER),
                surroundings.clock());
    }

    /** A comparison of a destination's ledger with its service. */
    Reconciler reconciler(Target target, Readback service, ReadingDisplay display, Surroundings surroundings) {
        return new Reconciler(
                target.destination(),
                target.store().ledger().books(target.destination()),
                service,
                target.folder(),
                surroundings.clock(),
                surroundings.patience().listedWithin(),
                display::pause,
                display::read);
    }
}

package dev.dubimport.torture;

import dev.dubimport.cli.DubImport;
import dev.dubimport.cli.Patience;
import dev.dubimport.cli.Surroundings;
import java.time.Clock;
import java.time.Duration;

/** The importer as people run it, ten times as impatient. */
final class TenfoldImporter {
    private TenfoldImporter() {}

    public static void main(String[] arguments) {
        System.exit(DubImport.run(surroundings(Timings.SETTLING_PAUSE), arguments));
    }

    static Surroundings surroundings(Duration settlingPause) {
        return new Surroundings(
                System.getenv(),
                System.in,
                System.out,
                System.err,
                0,
                Clock.systemUTC(),
                new Patience(
                        Timings.ANSWER_WITHIN,
                        settlingPause,
                        Timings.RETRIES,
                        Timings.ANSWER_WITHIN,
                        Timings.LEASE_FOR));
    }
}

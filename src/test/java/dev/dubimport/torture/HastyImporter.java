package dev.dubimport.torture;

import dev.dubimport.cli.DubImport;
import java.time.Duration;

/** An importer with a fault put in: it resends without waiting until the service can know the invoice id. It must be caught. */
final class HastyImporter {
    private HastyImporter() {}

    public static void main(String[] arguments) {
        System.exit(DubImport.run(TenfoldImporter.surroundings(Duration.ZERO), arguments));
    }
}

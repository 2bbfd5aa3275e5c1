package dev.dubimport.ledger;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** The tables of ledger and job repository, brought to what this program knows by numbered migrations. */
final class Schema {
    private static final String FOLDER = "classpath:dev/dubimport/ledger/schema/";

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 200_000_000;

    private Schema() {}

    /**
     * Makes the tables that are missing. Ledgers of before the migrations, and half-made ones, are taken over: the first
     * migrations make only what is not there.
     *
     * @throws NewerLedger if a newer program has been here
     */
    static void migrate(DataSource database, Vendor vendor) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations(FOLDER + "all", FOLDER + vendor.folder())
                .table("schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        MigrationInfoService migrations = flyway.info();
        refuseNewer(migrations);
        if (migrations.pending().length > 0) {
            migrate(flyway);
        }
    }

    /**
     * Flyway locks its history once that is there, but not while two processes that start for the first time both make it: the
     * one that comes too late finds it empty, and the next time complete.
     */
    private static void migrate(Flyway flyway) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException madeAtOnce) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        flyway.migrate();
    }

    private static void refuseNewer(MigrationInfoService migrations) {
        MigrationInfo[] all = migrations.all();
        Arrays.stream(all)
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .reduce((first, last) -> last)
                .ifPresent(newest -> {
                    String known = Arrays.stream(all)
                            .filter(migration -> migration.getState().isResolved())
                            .map(migration -> migration.getVersion().toString())
                            .reduce("none", (earlier, later) -> later);
                    throw new NewerLedger("the ledger was used by a newer dub-import (its tables are version "
                            + newest.getVersion() + ", this program knows up to " + known
                            + "); use the newer program for it");
                });
    }
}

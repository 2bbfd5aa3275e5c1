package dev.dubimport.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;

/** The databases that a ledger can be in, each a real one. */
enum TestDatabase {
    H2 {
        @Override
        Database address() {
            return Database.h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }
    },
    POSTGRESQL {
        @Override
        Database address() {
            assumeTrue(PostgresServer.isAvailable(), "skipped: no PostgreSQL binaries for this machine");
            return Database.postgresql(PostgresServer.shared().freshDatabase(), Map.of());
        }
    };

    abstract Database address();

    /** Connections to a new, empty database. */
    HikariDataSource fresh() {
        return address().pool();
    }
}

package dev.dubimport.ledger;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes committed claims outlive a loss of power. H2 never calls {@code fsync} by itself; {@code CHECKPOINT SYNC} does, at a
 * cost that could not be measured (findings.md).
 */
final class Durability {
    private Durability() {}

    static void flush(JdbcTemplate jdbc) {
        jdbc.execute("checkpoint sync");
    }
}

package dev.dubimport.ledger;

import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** What differs between the databases that can hold the ledger. */
enum Vendor {
    /**
     * A file of one user. H2 never calls {@code fsync} by itself; {@code checkpoint sync} does, at a cost that could not be
     * measured (findings.md).
     */
    H2(
            // An outer join, so that every invoice id is looked up in the index: where H2 may choose the order, all
            // entries of
            // the destination are read for every page.
            " from unnest(?) wanted(id) left join entry on destination_id = ? and invoice_id = wanted.id") {
        @Override
        String orderById() {
            return " order by destination_id, invoice_id";
        }

        @Override
        void flush(JdbcTemplate jdbc) {
            jdbc.execute("checkpoint sync");
        }

        @Override
        String size() {
            return "select max(cast(setting_value as bigint)) from information_schema.settings"
                    + " where setting_name = 'info.FILE_SIZE'";
        }
    },

    /** A server that several machines share. Its commits are on the disk: see {@link Database}. */
    POSTGRESQL(
            // The limit keeps the planner from reading all entries at once where it thinks that cheaper for a page.
            " from unnest(?) wanted(id) cross join lateral"
                    + " (select * from entry where destination_id = ? and invoice_id = wanted.id limit 1) found") {
        /** Not as the server's language would have it. */
        @Override
        String orderById() {
            return " order by invoice_id collate \"C\"";
        }

        @Override
        void flush(JdbcTemplate jdbc) {}

        @Override
        String size() {
            return "select sum(pg_total_relation_size(oid)) from pg_class"
                    + " where relkind = 'r' and relnamespace = current_schema()::regnamespace";
        }
    };

    private final String lookUp;

    Vendor(String lookUp) {
        this.lookUp = lookUp;
    }

    /** The end of a query for entries of one destination that come in the order of the characters of their invoice ids. */
    abstract String orderById();

    /** Makes what was committed outlive a loss of power. */
    abstract void flush(JdbcTemplate jdbc);

    /** A query for the bytes that the tables take on the disk; nothing where they are in memory. */
    abstract String size();

    /** The part of a query that finds entries by an array of invoice ids and a destination. */
    String lookUp() {
        return lookUp;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Vendor of(DataSource database) {
        try {
            String product = JdbcUtils.extractDatabaseMetaData(database, metaData -> {
                try {
                    return metaData.getDatabaseProductName();
                } catch (SQLException e) {
                    throw new MetaDataAccessException("no name of the database", e);
                }
            });
            return valueOf(product.toUpperCase(Locale.ROOT));
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the database of the ledger cannot be asked what it is", e);
        }
    }
}

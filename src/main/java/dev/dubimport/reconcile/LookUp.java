package dev.dubimport.reconcile;

import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Looks up a page of ids at once. */
final class LookUp {
    private LookUp() {}

    /**
     * Reads the rows of those ids.
     *
     * @param columns the first of them is never null in a row of the table
     * @param joined the table and how it is joined to {@code wanted.id}: outer, so that each id is looked up in the index; where
     *     H2 may choose the order, the whole table is read for every page
     */
    static void each(
            JdbcTemplate jdbc, String columns, String joined, Collection<String> ids, RowCallbackHandler reader) {
        jdbc.query(
                "select " + columns + " from unnest(?) wanted(id) left join " + joined,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("varchar", ids.toArray())),
                row -> {
                    if (row.getObject(1) != null) {
                        reader.processRow(row);
                    }
                });
    }
}

package dev.dubimport.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sales that came already, by invoice id, in the database of the events: one may stand in several files. */
final class SeenSales {
    private final JdbcTemplate jdbc;

    SeenSales(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.execute("create table seen (invoice_id varchar primary key)");
    }

    /** Those of the invoice ids that were not seen, which are seen from now on. */
    Set<String> fresh(List<String> invoiceIds) {
        Set<String> fresh = new HashSet<>(invoiceIds);
        LookUp.each(
                jdbc,
                "seen.invoice_id",
                "seen on seen.invoice_id = wanted.id",
                List.copyOf(fresh),
                row -> fresh.remove(row.getString(1)));
        jdbc.batchUpdate(
                "insert into seen values (?)",
                fresh.stream().map(id -> new Object[] {id}).toList());
        return fresh;
    }
}

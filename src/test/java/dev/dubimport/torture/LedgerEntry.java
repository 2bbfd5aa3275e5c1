package dev.dubimport.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger's database says of an invoice id, read past the program.
 *
 * @param outcome empty for a claim that nobody settled
 */
record LedgerEntry(String invoiceId, long minorUnits, String currency, String outcome) {

    static List<LedgerEntry> readAll(String databaseUrl, String user) {
        List<LedgerEntry> entries = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(databaseUrl, user, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select invoice_id, minor_units, currency, coalesce(outcome, '') from entry")) {
            while (rows.next()) {
                entries.add(new LedgerEntry(rows.getString(1), rows.getLong(2), rows.getString(3), rows.getString(4)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read: " + databaseUrl + ": " + e.getMessage(), e);
        }
        return entries;
    }
}

package dev.dubimport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Made-up invoices, all valid and all different: as a CSV file, and as the request that each comes to. */
final class Invoices {
    private Invoices() {}

    /** Writes a file of so many rows; the series tells its invoice ids from those of other files. */
    static Path write(Path file, String series, int rows) {
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("externalId,amount,paymentProcessor,invoiceId,currency,eventName,metadata.paidAt\n");
            for (int row = 0; row < rows; row++) {
                csv.write(customer(row) + "," + amount(row) + ",stripe," + invoiceId(series, row) + ",usd,Subscription,"
                        + paidAt(row) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static String request(String series, int row) {
        return "{\"externalId\":\"" + customer(row) + "\",\"amount\":" + amount(row)
                + ",\"paymentProcessor\":\"stripe\",\"eventName\":\"Subscription\",\"invoiceId\":\""
                + invoiceId(series, row) + "\",\"currency\":\"usd\",\"metadata\":{\"paidAt\":\"" + paidAt(row) + "\"}}";
    }

    private static String customer(int row) {
        return "cus_" + row % 9_973;
    }

    private static int amount(int row) {
        return 100 + row % 50_000;
    }

    private static String invoiceId(String series, int row) {
        return "INV-" + series + "-" + row;
    }

    private static String paidAt(int row) {
        return "2025-0" + (1 + row % 9) + "-1" + row % 10 + "T09:12:00Z";
    }
}
